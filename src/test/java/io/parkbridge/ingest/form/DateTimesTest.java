package io.parkbridge.ingest.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the predecessor's DateTimeField takes, and what it does not. */
class DateTimesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-11-24T10:00:00Z             | 2026-11-24T10:00:00Z",
        "2026-11-24T10:00:00              | 2026-11-24T10:00:00Z",
        "2026-11-24 10:00:00              | 2026-11-24T10:00:00Z",
        "2026-11-24t10:00:00z             | 2026-11-24T10:00:00Z",
        "2026-11-24T10:00                 | 2026-11-24T10:00:00Z",
        "2026-11-24T10:00Z                | 2026-11-24T10:00:00Z",
        "2026-1-4T1:0:0Z                  | 2026-01-04T01:00:00Z",
        "2026-11-24                       | 2026-11-24T00:00:00Z",
        "2026-11-24T10:00:00+02:00        | 2026-11-24T08:00:00Z",
        "2026-11-24T10:00:00 +0200        | 2026-11-24T08:00:00Z",
        "2026-11-24T10:00:00-05           | 2026-11-24T15:00:00Z",
        "2026-11-24T10:00:00+05:45        | 2026-11-24T04:15:00Z",
        "2026-11-24T10:00:00.5Z           | 2026-11-24T10:00:00.500Z",
        "2026-11-24T10:00:00,5Z           | 2026-11-24T10:00:00.500Z",
        "2026-11-24T10:00:00.123456Z      | 2026-11-24T10:00:00.123456Z",
        "2026-11-24T10:00:00.123456789Z   | 2026-11-24T10:00:00.123456Z",
        "2024-02-29T23:59:59Z             | 2024-02-29T23:59:59Z"})
    void takesWhatThePredecessorTook(String text, Instant time) {
        assertThat(DateTimes.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "now", "1764000000", "24.11.2026 10:00", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z",
        "2026-11-24T24:00:00Z", "2026-11-24T10:60:00Z", "2026-11-24T10:00:60Z", "2026-11-24T10:00:00+25:00", "2026-11-24T10:00:00+02:60",
        "2026-11-24T10:00:00Zulu", "2026-11-24T10:00:00.Z", "+12026-11-24T10:00:00Z", "2026-11-24T10:00:00.1234567890123Z", "２０２６-11-24T10:00:00Z"})
    void refusesWhatIsNoDateAndTime(String text) {
        assertThatThrownBy(() -> DateTimes.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Property
    void anyTextIsATimeOrNone(@ForAll String text) {
        try {
            assertThat(DateTimes.parse(text)).isNotNull();
        } catch (DateTimeException e) {
            assertThat(e).isNotNull();
        }
    }
}
