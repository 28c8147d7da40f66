package io.parkbridge.report.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A schedule as it is told.
 *
 * @param timeZone of the facility, in which {@code at} is
 * @param nextDue  null while it is not active
 * @param who      changed it last; its reports are made with what they may see
 * @param fault    why it has stopped; null while it runs
 * @param lastRun  what has come of it last; null where nothing has yet
 */
public record ScheduleView(int id, String name, String report, String format, int facility, Integer zone, String paper, String language, String every,
        int day, String at, String timeZone, String period, List<String> recipients, boolean isActive, Instant nextDue, int version,
        String who, String fault, Run lastRun) {

    /** @param last its newest run; null where there is none yet */
    static ScheduleView of(Schedule schedule, Run last) {
        return new ScheduleView(schedule.id(), schedule.name(), schedule.report(), schedule.format(), schedule.facility(), schedule.zone(),
                schedule.paper(), schedule.language(), text(schedule.every()), schedule.day(), schedule.at().toString(), schedule.timeZone(),
                text(schedule.period()), schedule.recipients(), schedule.active(), schedule.active() ? schedule.nextDue() : null, schedule.version(),
                schedule.owner(), schedule.fault(), last);
    }

    private static String text(Every every) {
        return every.name().toLowerCase(Locale.ROOT);
    }
}
