package io.parkbridge.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final Path BUNDLES = Path.of("src/main/resources");
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)");

    @ParameterizedTest
    @ValueSource(strings = {"reports/texts", "notify/mail"})
    void bothLanguagesHaveTheSameTextsWithTheSameValues(String bundle) throws IOException {
        Properties english = read(bundle + ".properties");
        Properties german = read(bundle + "_de.properties");
        assertThat(keys(german)).isEqualTo(keys(english));
        for (String key : keys(english)) {
            // who comes from elsewhere may be called "the day before" here and not need the number there
            assertThat(values(english.getProperty(key))).as(key).containsAll(values(german.getProperty(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reports/texts.properties", "reports/texts_de.properties", "notify/mail.properties", "notify/mail_de.properties"})
    void everyTextCanBeSaid(String file) throws IOException {
        Properties texts = read(file);
        for (String key : texts.stringPropertyNames()) {
            String text = texts.getProperty(key);
            assertThat(text).as(key + ": an apostrophe is no letter here").doesNotContain("'");
            for (int number : new int[] {0, 1, 7}) {
                assertThat(new MessageFormat(text, Locale.GERMANY).format(new Object[] {number, number, number, number, number, number}))
                        .as(key).doesNotContain("{", "}");
            }
        }
    }

    @Test
    void numbersAreInTheFormOfTheLanguageAndChooseTheirWords() {
        Texts german = Texts.of("reports/texts", Locale.GERMANY);
        assertThat(german.of("note.arrivals", 1)).isEqualTo("1 Ankunft");
        assertThat(german.of("note.arrivals", 12_345)).isEqualTo("12.345 Ankünfte");
        assertThat(Texts.of("reports/texts", Locale.UK).of("note.arrivals", 0)).isEqualTo("0 arrivals");
    }

    @Test
    void languageOfTheMachineDoesNotMatter() {
        Locale machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Texts.of("reports/texts", Locale.UK).of("all-zones")).isEqualTo("All zones");
        } finally {
            Locale.setDefault(machine);
        }
    }

    private static Properties read(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(BUNDLES.resolve(file), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    /** What alerts say in English is their message. */
    private static Set<String> keys(Properties texts) {
        return texts.stringPropertyNames().stream().filter(key -> !key.startsWith("says.")).collect(Collectors.toSet());
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
