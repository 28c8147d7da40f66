package io.parkbridge.alert.rule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a parking sign of the City of Melbourne says, {@code 2P MTR M-SAT 7:30-18:30}: how long a car may stay, on which days and
 * within which hours. Whom it is for ({@code DIS}, {@code RPA}) and what it costs ({@code MTR}, {@code TKT A}) does not change the limit.
 * A text whose hours cannot be read has no limit: what is not understood accuses nobody.
 *
 * @param limit null where none is stated
 * @param days  bit 0 Monday to bit 6 Sunday; every day where none is named
 * @param from  null like {@code until} for all day
 * @param until not included; midnight for the end of the day
 */
record ParkingSign(Duration limit, int days, LocalTime from, LocalTime until) {

    private static final Pattern LIMIT = Pattern.compile(
            "\\b(?:(?<part>\\d+)/(?<whole>\\d+) ?P|(?<hours>\\d+) ?P|(?:P|LZ)/?(?<glued>\\d+)(?: ?MINS?|M)?"
                    + "|(?:P|LZ|LOADING ZONE) ?(?<minutes>\\d+) ?(?:MINS?|M))(?![\\d:.])\\b");
    private static final String TIME = "(\\d{1,2})(?:[:.](\\d{2}))? ?(AM|PM)?";
    private static final Pattern HOURS = Pattern.compile("\\b" + TIME + " ?(?:-|TO) ?" + TIME + "\\b");
    private static final Pattern ANY_TIME = Pattern.compile("\\d[:.]\\d|\\d ?[AP]M\\b");
    private static final Pattern DAYS = Pattern.compile(
            "\\b(M|MON|TU|TUES?|W|WED|TH|THURS?|THU|F|FRI|S|SAT|SUN?)(?: ?- ?(M|MON|TU|TUES?|WED|TH|THURS?|THU|F|FRI|S|SAT|SUN?))?\\b");
    private static final List<String> WEEK = List.of("M", "TU", "W", "TH", "F", "SA", "SU");

    static ParkingSign of(String text) {
        String sign = text.toUpperCase(Locale.ROOT).strip();
        Matcher limit = LIMIT.matcher(sign);
        Duration stay = limit.find() ? stay(limit) : null;
        String rest = stay == null ? sign : sign.substring(limit.end());
        List<MatchResult> hours = HOURS.matcher(rest).results().toList();
        String other = HOURS.matcher(rest).replaceAll(" ");
        if (hours.size() > 1 || ANY_TIME.matcher(other).find() || hours.size() == 1 && !isTime(hours.getFirst())) {
            return new ParkingSign(null, Schedule.EVERY_DAY, null, null);
        }
        int days = days(other);
        return hours.isEmpty() ? new ParkingSign(stay, days, null, null) : within(stay, days, hours.getFirst());
    }

    Schedule schedule(ZoneId timeZone, Set<LocalDate> holidays) {
        return new Schedule(timeZone, days, from, until, holidays);
    }

    private static Duration stay(Matcher limit) {
        if (limit.group("part") != null) {
            int whole = Integer.parseInt(limit.group("whole"));
            return whole == 0 ? null : Duration.ofMinutes(60L * Integer.parseInt(limit.group("part")) / whole);
        }
        if (limit.group("hours") != null) {
            return Duration.ofHours(Integer.parseInt(limit.group("hours")));
        }
        return Duration.ofMinutes(Integer.parseInt(limit.group(limit.group("glued") != null ? "glued" : "minutes")));
    }

    /** A half of the day that is said of the end alone holds for both where they then follow each other: 6.00-6.30PM, but 7.30-6.30PM. */
    private static ParkingSign within(Duration stay, int days, MatchResult hours) {
        LocalTime until = time(hours, 4, hours.group(6));
        LocalTime sameHalf = time(hours, 1, hours.group(3) == null ? hours.group(6) : hours.group(3));
        LocalTime from = hours.group(3) != null || sameHalf.isBefore(until) ? sameHalf : time(hours, 1, null);
        boolean toTheEnd = until.equals(LocalTime.of(23, 59)) || until.equals(LocalTime.MIDNIGHT);
        return from.equals(LocalTime.MIDNIGHT) && toTheEnd ? new ParkingSign(stay, days, null, null)
                : new ParkingSign(stay, days, from, toTheEnd ? LocalTime.MIDNIGHT : until);
    }

    private static boolean isTime(MatchResult hours) {
        boolean saysSo = hours.group(2) != null || hours.group(3) != null || hours.group(5) != null || hours.group(6) != null;
        return saysSo && isTime(hours, 1) && isTime(hours, 4);
    }

    private static boolean isTime(MatchResult hours, int group) {
        int hour = Integer.parseInt(hours.group(group));
        int minute = hours.group(group + 1) == null ? 0 : Integer.parseInt(hours.group(group + 1));
        return hour < 24 && minute < 60 || hour == 24 && minute == 0;
    }

    private static LocalTime time(MatchResult hours, int group, String half) {
        int hour = Integer.parseInt(hours.group(group)) % 24;
        int minute = hours.group(group + 1) == null ? 0 : Integer.parseInt(hours.group(group + 1));
        if (half != null && hour <= 12) {
            hour = hour % 12 + ("PM".equals(half) ? 12 : 0);
        }
        return LocalTime.of(hour, minute);
    }

    private static int days(String text) {
        int days = 0;
        Matcher named = DAYS.matcher(text);
        while (named.find()) {
            boolean weekend = "S".equals(named.group(1)) && "S".equals(named.group(2));
            if (named.group(2) != null) {
                DayOfWeek last = weekend ? DayOfWeek.SUNDAY : day(named.group(2));
                DayOfWeek day = day(named.group(1));
                for (days |= Schedule.bit(day); day != last; days |= Schedule.bit(day)) {
                    day = day.plus(1);
                }
            } else if (named.group(1).length() > 1) {
                days |= Schedule.bit(day(named.group(1)));
            }
        }
        return days == 0 ? Schedule.EVERY_DAY : days;
    }

    /** One letter is enough for those that no other day begins with; S alone is Saturday. */
    private static DayOfWeek day(String name) {
        for (String begin : WEEK) {
            if (name.startsWith(begin)) {
                return DayOfWeek.of(WEEK.indexOf(begin) + 1);
            }
        }
        return DayOfWeek.SATURDAY;
    }
}
