package io.parkbridge.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Reads query parameters; what is absent or empty is null, what is nonsense is a {@link BadParameter}. */
public final class QueryParameter {

    private QueryParameter() {
    }

    /** A numeric id. */
    public static Integer id(String name, String value) {
        try {
            return isAbsent(value) ? null : Integer.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw new BadParameter(name + " must be a whole number");
        }
    }

    /** A day, {@code YYYY-MM-DD}. */
    public static LocalDate date(String name, String value) {
        try {
            return isAbsent(value) ? null : LocalDate.parse(value.strip());
        } catch (DateTimeException e) {
            throw new BadParameter(name + " must be a day in the form YYYY-MM-DD");
        }
    }

    /** An instant, RFC 3339 with its offset. */
    public static Instant instant(String name, String value) {
        try {
            return isAbsent(value) ? null : OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new BadParameter(name + " must be RFC 3339 with an offset, for example 2026-11-23T10:00:00Z");
        }
    }

    /** true or false. */
    public static Boolean bool(String name, String value) {
        if (isAbsent(value)) {
            return null;
        }
        return switch (value.strip().toLowerCase()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new BadParameter(name + " must be true or false");
        };
    }

    /** Text, cut to what is looked for at most. */
    public static String text(String name, String value, int lengthMax) {
        if (isAbsent(value)) {
            return null;
        }
        if (value.length() > lengthMax || value.indexOf(0) >= 0) {
            throw new BadParameter(name + " must be at most " + lengthMax + " characters");
        }
        return value;
    }

    private static boolean isAbsent(String value) {
        return value == null || value.isBlank();
    }
}
