package io.parkbridge.text;

import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The texts of one resource bundle in one language: {@code NAME.properties} in English, {@code NAME_de.properties} in German. Values stand
 * in them as {@link MessageFormat} has it, numbers in the form of the language; {@code {0,choice,1#{0} bay|1<{0} bays}} counts.
 */
public final class Texts {

    private static final ResourceBundle.Control AS_ASKED = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    /** @param name of the bundle, folders by slashes */
    public static Texts of(String name, Locale locale) {
        return new Texts(locale, ResourceBundle.getBundle(name.replace('/', '.'), locale, Texts.class.getClassLoader(), AS_ASKED));
    }

    public Locale locale() {
        return locale;
    }

    /** @throws MissingResourceException where there is no such text */
    public String of(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** The first of these texts that there is. */
    public String firstOf(String... keys) {
        for (String key : keys) {
            if (bundle.containsKey(key)) {
                return of(key);
            }
        }
        throw new MissingResourceException("no text for " + String.join(", ", keys), Texts.class.getName(), keys[keys.length - 1]);
    }

    /** The keys of texts that begin like this, in no order. */
    public Set<String> keys(String beginning) {
        return bundle.keySet().stream().filter(key -> key.startsWith(beginning)).collect(Collectors.toSet());
    }

    /** The values, as text, with which this text was said; null where another one was. */
    public Object[] valuesOf(String key, String said) {
        ParsePosition end = new ParsePosition(0);
        Object[] values = new MessageFormat(bundle.getString(key), locale).parse(said, end);
        return values != null && end.getIndex() == said.length() ? values : null;
    }

    /** Null where there is none. */
    public String orNull(String key, Object... values) {
        return bundle.containsKey(key) ? of(key, values) : null;
    }
}
