package io.parkbridge.report.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * When a schedule is due: at a time of the facility's clock on some days. A time that clocks skip is due when they have skipped it, one that
 * they show twice the first time.
 *
 * @param day of the week or month; see {@link Every}
 */
record Timetable(Every every, int day, LocalTime at, ZoneId zone) {

    Timetable {
        if (day < 1 || day > every.dayMax()) {
            throw new IllegalArgumentException("a " + every + " has no day " + day);
        }
    }

    Instant nextAfter(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone).minusDays(1);
        while (!every.falls(day, date) || !on(date).isAfter(instant)) {
            date = date.plusDays(1);
        }
        return on(date);
    }

    /** The last one that is over, or is now. */
    Instant latestUntil(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone).plusDays(1);
        while (!every.falls(day, date) || on(date).isAfter(instant)) {
            date = date.minusDays(1);
        }
        return on(date);
    }

    private Instant on(LocalDate date) {
        LocalDateTime local = date.atTime(at);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
