package io.parkbridge.occupancy.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.occupancy.HourlyUsage;
import io.parkbridge.time.CalendarDay;

/**
 * An hour of a facility's clock as it really passed. Usually it lasts an hour; less where the clock jumps within it, and where it is not
 * over yet.
 *
 * @param hour      the key of its {@link HourlyUsage}
 * @param begin     the hour, or the jump of the clock into it
 * @param end       exclusive
 * @param day       of the facility's calendar
 * @param hourOfDay 0 to 23; the hour that the end of summer time repeats comes twice
 */
public record HourSpan(Instant hour, Instant begin, Instant end, LocalDate day, int hourOfDay) {

    private static final long SECONDS_AN_HOUR = 3_600;

    /** The hours of these days, both included, as far as they have begun before {@code now}; the last is cut there. */
    public static List<HourSpan> between(LocalDate from, LocalDate to, ZoneId timeZone, Instant now) {
        Instant stop = earlier(CalendarDay.start(to.plusDays(1), timeZone), now);
        List<HourSpan> spans = new ArrayList<>();
        Instant begin = CalendarDay.start(from, timeZone);
        while (begin.isBefore(stop)) {
            Instant hour = HourlyUsage.hourOf(begin, timeZone);
            Instant end = earlier(earlier(hour.plusSeconds(SECONDS_AN_HOUR), jump(begin, timeZone)), stop);
            ZonedDateTime local = begin.atZone(timeZone);
            spans.add(new HourSpan(hour, begin, end, local.toLocalDate(), local.getHour()));
            begin = end;
        }
        return spans;
    }

    private static Instant jump(Instant begin, ZoneId timeZone) {
        ZoneOffsetTransition next = timeZone.getRules().nextTransition(begin);
        return next == null ? Instant.MAX : next.getInstant();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Microseconds. */
    public long length() {
        return ChronoUnit.MICROS.between(begin, end);
    }
}
