package io.parkbridge.ingest.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as Django REST framework's DateTimeField reads them (django.utils.dateparse): seconds, fraction and offset may be left
 * out, a blank may stand for the T, a day alone is its midnight. Without an offset it is UTC.
 */
final class DateTimes {

    static final String EXPECTED = "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]";

    private static final int LENGTH_MAX = 50;
    private static final Pattern FORM = Pattern.compile("""
            (?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})\
            ([Tt ](?<hour>\\d{1,2}):(?<minute>\\d{1,2})(:(?<second>\\d{1,2})([.,](?<micros>\\d{1,6})\\d{0,6})?)?\
            \\s*(?<offset>[Zz]|(?<sign>[+-])(?<offsetHour>\\d{2})(:?(?<offsetMinute>\\d{2}))?)?)?""");

    private DateTimes() {
    }

    /**
     * To the microsecond.
     *
     * @throws DateTimeException if it is none
     */
    static Instant parse(String text) {
        Matcher form = text.length() > LENGTH_MAX ? null : FORM.matcher(text);
        if (form == null || !form.matches()) {
            throw new DateTimeException("not " + EXPECTED);
        }
        return LocalDateTime.of(number(form, "year"), number(form, "month"), number(form, "day"), number(form, "hour"),
                number(form, "minute"), number(form, "second"), nanos(form.group("micros"))).toInstant(offset(form));
    }

    private static int number(Matcher form, String part) {
        String digits = form.group(part);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(String micros) {
        return micros == null ? 0 : Integer.parseInt((micros + "00000").substring(0, 6)) * 1_000;
    }

    private static ZoneOffset offset(Matcher form) {
        if (form.group("sign") == null) {
            return ZoneOffset.UTC;
        }
        int sign = form.group("sign").equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(form, "offsetHour"), sign * number(form, "offsetMinute"));
    }
}
