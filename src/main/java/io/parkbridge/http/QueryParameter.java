package io.parkbridge.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads query parameters; what is absent or empty is null, what is nonsense is a {@link BadParameter}. */
public final class QueryParameter {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int YEAR_MIN = 1;
    private static final int YEAR_MAX = 9998;

    private QueryParameter() {
    }

    /** A numeric id. */
    public static Integer id(String name, String value) {
        if (isAbsent(value)) {
            return null;
        }
        if (WHOLE_NUMBER.matcher(value.strip()).matches()) {
            long number = Long.parseLong(value.strip());
            if (number == (int) number) {
                return (int) number;
            }
        }
        throw new BadParameter(name + " must be a whole number, at most " + Integer.MAX_VALUE);
    }

    /** A whole number beyond the range of {@link #id}. */
    public static Long number(String name, String value) {
        try {
            return isAbsent(value) ? null : Long.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw new BadParameter(name + " must be a whole number");
        }
    }

    /** One of the names of an enum, in any case. */
    public static <E extends Enum<E>> E oneOf(String name, String value, Class<E> choices) {
        if (isAbsent(value)) {
            return null;
        }
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().equalsIgnoreCase(value.strip())) {
                return choice;
            }
        }
        throw new BadParameter(name + " must be one of " + Arrays.toString(choices.getEnumConstants()));
    }

    /** A day, {@code YYYY-MM-DD}, of a year that the database can also add a week to or take one from. */
    public static LocalDate date(String name, String value) {
        if (isAbsent(value)) {
            return null;
        }
        try {
            if (DAY.matcher(value.strip()).matches()) {
                LocalDate day = LocalDate.parse(value.strip());
                if (day.getYear() >= YEAR_MIN && day.getYear() <= YEAR_MAX) {
                    return day;
                }
            }
        } catch (DateTimeException e) {
            // the form is right, the day does not exist
        }
        throw new BadParameter(name + " must be a day in the form YYYY-MM-DD");
    }

    /** An instant, RFC 3339 with its offset. */
    public static Instant instant(String name, String value) {
        if (isAbsent(value)) {
            return null;
        }
        try {
            OffsetDateTime instant = OffsetDateTime.parse(value.strip());
            if (instant.getYear() >= YEAR_MIN && instant.getYear() <= YEAR_MAX) {
                return instant.toInstant();
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new BadParameter(name + " must be RFC 3339 with an offset, for example 2026-11-23T10:00:00Z");
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
        if (value.length() > lengthMax || value.chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter(name + " must be at most " + lengthMax + " characters, none of them a control character");
        }
        return value;
    }

    /** Reads one of several parameters: where it makes no sense the value is null, and the reason is put among the errors by its name. */
    public static <T> T read(Map<String, List<String>> errors, String name, Supplier<T> parameter) {
        try {
            return parameter.get();
        } catch (BadParameter e) {
            errors.put(name, List.of(e.getMessage()));
            return null;
        }
    }

    private static boolean isAbsent(String value) {
        return value == null || value.isBlank();
    }
}
