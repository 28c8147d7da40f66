package io.parkbridge.report.run;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

/**
 * A report that is made again and again and sent to people.
 *
 * @param day    of the week from Monday = 1, or of the month; a shorter month has its last day instead
 * @param at     of the facility's clock
 * @param period what it is about: the day, week or month before
 */
record Schedule(int id, String name, String report, String format, int facility, Integer zone, String paper, String language, Every every, int day,
        LocalTime at, Every period, List<String> recipients, boolean active, Instant nextDue, int version, String timeZone) {

    /** What is not said when it is made; what has to be said is null. */
    static final Schedule NEW = new Schedule(0, null, null, null, 0, null, "A4", "en-GB", null, 1, null, null, null, true, null, 1, null);
}
