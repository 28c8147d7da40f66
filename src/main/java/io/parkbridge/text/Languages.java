package io.parkbridge.text;

import java.util.List;
import java.util.Locale;

/** The languages that the server writes to people in; a country says how numbers and dates are written. */
public final class Languages {

    /** What may be asked for; the first is what nobody has to ask for. */
    public static final List<String> TAGS = List.of("en-GB", "en-US", "en", "de-DE", "de-AT", "de-CH", "de");

    private static final List<Locale> LOCALES = TAGS.stream().map(Locale::forLanguageTag).toList();

    private Languages() {
    }

    /** Null where it is none of ours. */
    public static Locale of(String tag) {
        return TAGS.stream().filter(tag::equalsIgnoreCase).findFirst().map(Locale::forLanguageTag).map(Languages::somewhere).orElse(null);
    }

    /** The one of ours that a reader likes best, by the header {@code Accept-Language}; English where none is, or the header is none. */
    public static Locale accepted(String header) {
        if (header != null) {
            try {
                Locale liked = Locale.lookup(Locale.LanguageRange.parse(header), LOCALES);
                return liked == null ? Locale.UK : somewhere(liked);
            } catch (IllegalArgumentException e) {
                // what cannot be read says nothing
            }
        }
        return Locale.UK;
    }

    private static Locale somewhere(Locale language) {
        return !language.getCountry().isEmpty() ? language : language.getLanguage().equals("de") ? Locale.GERMANY : Locale.UK;
    }
}
