package io.parkbridge.occupancy.analytics;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import io.parkbridge.occupancy.analytics.Targets.Target;
import io.parkbridge.occupancy.analytics.Targets.ZoneDay;
import jakarta.enterprise.context.ApplicationScoped;

/** Use of each zone on each day against what was expected, and when it was fullest. */
@ApplicationScoped
public class DayFigures {

    private static final double MICROS_AN_HOUR = 3_600_000_000.0;

    /**
     * @param efficiency           arrivals ÷ target, percent; 0 where there is no target
     * @param usageHours           occupied time of all bays together
     * @param targetUsageHours     null where only arrivals are expected
     * @param usageHoursPercentage null like {@code targetUsageHours}
     * @param turnover             arrivals ÷ bays
     * @param occupancyRate        occupied time ÷ time of all bays, percent
     * @param peakRate             occupancy rate of the fullest hour
     * @param peakStart            when that hour, the first of several equal ones, begins; null where no bay was occupied all day
     */
    public record Day(int zoneId, String zoneName, LocalDate date, int bays, int parkingEvents, int arrivals, int target, double efficiency,
            double usageHours, Integer targetUsageHours, Double usageHoursPercentage, double turnover, double occupancyRate, double peakRate,
            Instant peakStart) {
    }

    private final HourlyUsageQuery usage;
    private final Targets targets;

    DayFigures(HourlyUsageQuery usage, Targets targets) {
        this.usage = usage;
        this.targets = targets;
    }

    /** By zone, then day. */
    public List<Day> days(Question question) throws SQLException {
        Map<ZoneDay, Target> expected = targets.read(question);
        List<Day> days = new ArrayList<>();
        for (ZoneHours zone : usage.read(question)) {
            Map<LocalDate, List<ZoneHours.Hour>> byDay = new LinkedHashMap<>();
            zone.hours().forEach(hour -> byDay.computeIfAbsent(hour.span().day(), day -> new ArrayList<>()).add(hour));
            byDay.forEach((day, hours) -> days.add(
                    day(zone.zone(), day, hours, expected.getOrDefault(new ZoneDay(zone.zone().id(), day), Target.NONE))));
        }
        return days;
    }

    private static Day day(AskedZone zone, LocalDate day, List<ZoneHours.Hour> hours, Target target) {
        int arrivals = hours.stream().mapToInt(ZoneHours.Hour::arrivals).sum();
        long occupied = hours.stream().mapToLong(ZoneHours.Hour::occupiedMicros).sum();
        long bayTime = hours.stream().mapToLong(ZoneHours.Hour::bayMicros).sum();
        double usageHours = occupied / MICROS_AN_HOUR;
        ZoneHours.Hour peak = peak(hours);
        return new Day(zone.id(), zone.name(), day, zone.bays(), hours.stream().mapToInt(ZoneHours.Hour::readings).sum(), arrivals,
                target.arrivals(), Rounded.percent(arrivals, target.arrivals()), Rounded.oneDecimal(usageHours), target.usageHours(),
                target.usageHours() == null ? null : Rounded.percent(usageHours, target.usageHours()),
                zone.bays() == 0 ? 0 : Rounded.oneDecimal((double) arrivals / zone.bays()),
                Rounded.percent(occupied, bayTime), Rounded.percent(peak.occupiedMicros(), peak.bayMicros()),
                peak.occupiedMicros() == 0 ? null : peak.span().begin());
    }

    private static ZoneHours.Hour peak(List<ZoneHours.Hour> hours) {
        ZoneHours.Hour peak = hours.getFirst();
        for (ZoneHours.Hour hour : hours) {
            if (hour.rate() > peak.rate()) {
                peak = hour;
            }
        }
        return peak;
    }
}
