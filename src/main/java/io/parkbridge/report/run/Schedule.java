package io.parkbridge.report.run;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * A report that is made again and again and sent to people.
 *
 * @param day       of the week from Monday = 1, or of the month; a shorter month has its last day instead
 * @param at        of the facility's clock
 * @param period    what it is about: the day, week or month before
 * @param timeZone  of the facility
 * @param dueZone   by which {@code nextDue} was reckoned
 * @param ownerKind with {@code owner}: who changed it last and so wants its reports
 * @param fault     why it has stopped; null while it runs
 * @param placed    whether its facility and zone are in use
 */
record Schedule(int id, String name, String report, String format, int facility, Integer zone, String paper, String language, Every every, int day,
        LocalTime at, Every period, List<String> recipients, boolean active, Instant nextDue, int version, String timeZone, String dueZone,
        String ownerKind, String owner, String fault, boolean placed) {

    /** What is not said when it is made; what has to be said is null. */
    static final Schedule NEW = new Schedule(0, null, null, null, 0, null, "A4", "en-GB", null, 1, null, null, null, true, null, 1, null, null, null,
            null, null, true);

    /** @throws IllegalArgumentException or DateTimeException where the row makes no sense */
    Timetable timetable(String clock) {
        return new Timetable(every, day, at, ZoneId.of(clock));
    }
}
