package io.parkbridge.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {"none | en-GB", "de | de-DE", "de-AT,de;q=0.9,en;q=0.5 | de-AT", "de-LI | de-DE", "fr,de;q=0.3 | de-DE",
        "en | en-GB", "en-US,en;q=0.9 | en-US", "en-AU | en-GB", "fr | en-GB", "* | en-GB", "'' | en-GB", "de;q=x | en-GB", "<script> | en-GB"})
    void readersGetTheLanguageTheyLikeBest(String header, String language) {
        assertThat(Languages.accepted(header).toLanguageTag()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"de,de-DE", "DE-ch,de-CH", "en,en-GB", "en-US,en-US", "fr,none", "de-LI,none", "'',none"})
    void askedForIsOneOfOursOrNone(String tag, String language) {
        assertThat(Languages.of(tag)).isEqualTo(language == null ? null : Locale.forLanguageTag(language));
    }
}
