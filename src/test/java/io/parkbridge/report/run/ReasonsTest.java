package io.parkbridge.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.parkbridge.report.Report;
import io.parkbridge.text.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {

    private static final Path SCREEN = Path.of("src/main/resources/web/app/text/faults.de.ts");
    private static final Texts GERMAN = Report.texts(Locale.GERMANY);

    @ParameterizedTest
    @ValueSource(strings = {"from and to may lie at most 92 days apart", "facility 7 has no zones, or there is none", "there is no zone 3 in facility 7",
        "the file would be larger than 50000000 bytes; ask for fewer days or for one zone", Reasons.OURS, Reasons.STOPPED, Reasons.UNKNOWN})
    void reasonIsSaidInTheLanguageOfTheReport(String reason) {
        assertThat(Reasons.in(Report.texts(Locale.UK), reason)).isEqualTo(reason);
        assertThat(Reasons.in(GERMAN, reason)).isNotEqualTo(reason);
    }

    @Test
    void valuesStayWhatTheyAre() {
        assertThat(Reasons.in(GERMAN, "there is no zone 3 in facility 7")).isEqualTo("die Zone 3 gibt es am Standort 7 nicht");
    }

    @Test
    void whatNobodyHasWordsForIsSaidAsItIs() {
        assertThat(Reasons.in(GERMAN, "there is no zone 3")).isEqualTo("there is no zone 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {Reasons.OURS, Reasons.STOPPED, Reasons.UNKNOWN})
    void screenHasWordsForIt(String reason) throws IOException {
        assertThat(Files.readString(SCREEN)).contains("\"" + reason + "\": ");
    }
}
