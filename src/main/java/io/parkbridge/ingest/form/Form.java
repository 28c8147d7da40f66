package io.parkbridge.ingest.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import com.fasterxml.jackson.databind.JsonNode;

import io.parkbridge.http.Rejected;

/**
 * One JSON object of a request, read field by field: each read gives a value, or none and a text why. Values and texts are those of Django
 * REST framework's serializer fields, so "225.3" is a number and "true" is true. Fields that nobody asks for are passed over.
 */
public final class Form {

    private static final int NUMBER_LENGTH_MAX = 50;
    private static final Set<String> TRUE = Set.of("t", "y", "yes", "true", "on", "1", "1.0");
    private static final Set<String> FALSE = Set.of("f", "n", "no", "false", "off", "0", "0.0");

    private final JsonNode json;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    public Form(JsonNode json) {
        this.json = json;
        if (!json.isObject()) {
            refuse(Rejected.WHOLE, "Invalid data. Expected a dictionary, but got " + JsonBody.typeOf(json) + ".");
        }
    }

    /** Text without blanks around it, 1 to {@code lengthMax} characters; null if it is none. A number is taken for its digits. */
    public String text(String name, int lengthMax) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() && !value.isNumber()) {
            return refuse(name, "Not a valid string.");
        }
        String text = value.asText().strip();
        if (text.isEmpty()) {
            return refuse(name, "This field may not be blank.");
        }
        if (text.length() > lengthMax) {
            return refuse(name, "Ensure this field has no more than " + lengthMax + " characters.");
        }
        return text.indexOf(0) < 0 ? text : refuse(name, "Null characters are not allowed.");
    }

    /** A finite number between the bounds, {@link Double#NaN} if it is none. */
    public double number(String name, int min, int max) {
        JsonNode value = value(name);
        if (value == null) {
            return Double.NaN;
        }
        double number = value.isNumber() ? value.doubleValue() : value.isTextual() ? parse(value.textValue()) : Double.NaN;
        if (!Double.isFinite(number)) {
            refuse(name, "A valid number is required.");
        } else if (number < min) {
            refuse(name, "Ensure this value is greater than or equal to " + min + ".");
        } else if (number > max) {
            refuse(name, "Ensure this value is less than or equal to " + max + ".");
        } else {
            return number;
        }
        return Double.NaN;
    }

    private static double parse(String text) {
        // Java alone knows suffixes and hexadecimal fractions
        boolean decimal = text.length() <= NUMBER_LENGTH_MAX && text.strip().matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
        try {
            return decimal ? Double.parseDouble(text.strip()) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** True or false, null if it is neither. */
    public Boolean bool(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        String said = value.isValueNode() ? value.asText().strip().toLowerCase(Locale.ROOT) : "";
        if (TRUE.contains(said)) {
            return true;
        }
        return FALSE.contains(said) ? Boolean.FALSE : refuse(name, "Must be a valid boolean.");
    }

    /** An instant to the microsecond, within the bounds; null if it is none. */
    public Instant instant(String name, TimeBounds bounds) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        try {
            Instant time = DateTimes.parse(value.isTextual() ? value.textValue() : "");
            String objection = bounds.objectionTo(time);
            return objection == null ? time : refuse(name, objection);
        } catch (DateTimeException e) {
            return refuse(name, "Datetime has wrong format. Use one of these formats instead: " + DateTimes.EXPECTED + ".");
        }
    }

    private JsonNode value(String name) {
        JsonNode value = json.get(name);
        if (json.isObject() && value == null) {
            return refuse(name, "This field is required.");
        }
        return value != null && value.isNull() ? refuse(name, "This field may not be null.") : value;
    }

    /** Notes what is wrong with a field, or with {@link Rejected#WHOLE}; the null it returns stands for the value. */
    public <T> T refuse(String field, String text) {
        errors.computeIfAbsent(field, first -> new ArrayList<>()).add(text);
        return null;
    }

    public boolean isSound() {
        return errors.isEmpty();
    }

    /** What is wrong, field by field. */
    public Map<String, List<String>> errors() {
        return errors;
    }

    /** The object as it was sent, as JSON. */
    public String asSent() {
        return JsonBody.write(json);
    }
}
