package io.parkbridge.ingest.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.parkbridge.http.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Liberal in what it takes, exact in what it says. */
class FormTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final TimeBounds TIMES = new TimeBounds(NOW, Duration.ofMinutes(5), Duration.ofDays(396));

    private static Form form(String json) {
        return new Form(JsonBody.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"225.3 | 225.3", "\"225.3\" | 225.3", "\" 225.3 \" | 225.3", "\"+1\" | 1", "\".5\" | 0.5",
        "\"5.\" | 5", "1e2 | 100", "\"1E2\" | 100", "0 | 0", "-0.0 | -0.0"})
    void numberMayComeAsText(String sent, double number) {
        assertThat(form("{\"n\":" + sent + "}").number("n", -1, 1_000)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"true | true", "false | false", "\"true\" | true", "\"False\" | false", "1 | true",
        "0 | false", "\"1\" | true", "\"0\" | false", "\"on\" | true", "\"OFF\" | false", "\"yes\" | true", "\"n\" | false", "1.0 | true"})
    void booleanMayComeAsTextOrNumber(String sent, boolean said) {
        Form form = form("{\"b\":" + sent + "}");
        assertThat(form.bool("b")).isEqualTo(said);
        assertThat(form.isSound()).isTrue();
    }

    @Test
    void textIsStrippedAndMayComeAsANumber() {
        assertThat(form("{\"t\":\" PARK-1 \"}").text("t", 50)).isEqualTo("PARK-1");
        assertThat(form("{\"t\":4711}").text("t", 50)).isEqualTo("4711");
    }

    @Test
    void timeIsTakenUpToTheBounds() {
        assertThat(form("{\"t\":\"2026-11-24T10:05:00Z\"}").instant("t", TIMES)).isEqualTo(NOW.plusSeconds(300));
        assertThat(form("{\"t\":\"2025-10-24T10:00:00Z\"}").instant("t", TIMES)).isEqualTo(NOW.minus(Duration.ofDays(396)));
    }

    @Test
    void timeBeyondTheBoundsIsRefused() {
        Form form = form("{\"ahead\":\"2026-11-24T10:05:00.000001Z\",\"old\":\"2025-10-24T09:59:59.999999Z\"}");
        form.instant("ahead", TIMES);
        form.instant("old", TIMES);
        assertThat(form.errors()).containsEntry("ahead", List.of("The time lies more than 300 seconds in the future."))
                .containsEntry("old", List.of("The time lies more than 396 days in the past."));
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        Form form = form("{\"a\":null,\"b\":\"maybe\",\"c\":{}}");
        form.text("a", 50);
        form.bool("b");
        form.number("c", 0, 1);
        form.instant("d", TIMES);
        assertThat(form.errors()).containsEntry("a", List.of("This field may not be null.")).containsEntry("b", List.of("Must be a valid boolean."))
                .containsEntry("c", List.of("A valid number is required.")).containsEntry("d", List.of("This field is required."));
    }

    @Test
    void whatIsNoObjectIsRefusedOnceAsAWhole() {
        Form form = form("[1]");
        form.text("a", 50);
        form.number("b", 0, 1);
        assertThat(form.errors()).containsExactlyEntriesOf(
                Map.of(Rejected.WHOLE, List.of("Invalid data. Expected a dictionary, but got list.")));
    }

    @Test
    void anythingCanBeToldBackToItsSender() {
        assertThat(form("{\"half\":\"\\ud800\",\"n\":NaN,\"é\":1e999}").asSent()).isEqualTo("{\"half\":\"\\uD800\",\"n\":\"NaN\",\"\\u00E9\":\"Infinity\"}");
    }
}
