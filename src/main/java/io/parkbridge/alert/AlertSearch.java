package io.parkbridge.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;

/**
 * Words of which an alert must have each as a part, in any case: in its message, in a name of its place, or in how its reader is told of it.
 * That is made of its type and facts in the reader's language, by whoever asks; so they say which of the words are in it.
 *
 * @param patterns of the words, for {@code like}
 * @param kinds    types of alerts, or types with a fact, as {@code CLOCK_SKEW.ahead_seconds}
 * @param says     for each of them what its reader is told, as far as it is looked for
 */
record AlertSearch(String[] patterns, String[] kinds, String[] says) {

    static final AlertSearch NONE = new AlertSearch(null, null, null);

    private static final int TEXT_LENGTH_MAX = 50;
    private static final int SAYS_LENGTH_MAX = 2_000;
    private static final Pattern KIND = Pattern.compile("[A-Z_]+(\\.[a-z_]+)?:.*");

    static AlertSearch of(String text, String says) {
        String words = QueryParameter.text("text", text, TEXT_LENGTH_MAX);
        String said = QueryParameter.text("says", says, SAYS_LENGTH_MAX);
        if (words == null) {
            return NONE;
        }
        String[] kinds = said == null ? new String[0] : said.split(";");
        if (!Arrays.stream(kinds).allMatch(kind -> KIND.matcher(kind).matches())) {
            throw Problem.ofField("says", "must be like LOW_BATTERY:words;CLOCK_SKEW.ahead_seconds:words");
        }
        return new AlertSearch(Stream.of(words.strip().split("\\s+")).map(AlertSearch::pattern).toArray(String[]::new),
                Stream.of(kinds).map(kind -> kind.substring(0, kind.indexOf(':'))).toArray(String[]::new),
                Stream.of(kinds).map(kind -> kind.substring(kind.indexOf(':') + 1)).toArray(String[]::new));
    }

    private static String pattern(String word) {
        return "%" + word.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}
