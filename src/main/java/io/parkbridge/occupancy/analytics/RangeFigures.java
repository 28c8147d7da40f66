package io.parkbridge.occupancy.analytics;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import io.parkbridge.occupancy.analytics.Targets.Target;
import io.parkbridge.occupancy.analytics.Targets.ZoneDay;
import jakarta.enterprise.context.ApplicationScoped;

/** All days of a question taken together, for all zones and for each. */
@ApplicationScoped
public class RangeFigures {

    /**
     * @param zoneId          null for all zones together
     * @param days            days that have begun
     * @param target          of the days that have one
     * @param targetArrivals  arrivals on those days
     * @param efficiency      {@code targetArrivals} ÷ {@code target}, percent; null where no day has a target
     * @param occupancyRate   occupied time ÷ time of all bays, percent
     * @param peakRate        occupancy rate of the fullest hour
     * @param peakStart       when that hour, the first of several equal ones, begins; null where no bay was ever occupied
     * @param dailyTurnover   arrivals ÷ bays ÷ days
     */
    public record Range(Integer zoneId, String zoneName, int bays, int days, int parkingEvents, int arrivals, int target, int targetArrivals,
            Double efficiency, double occupancyRate, double peakRate, Instant peakStart, double dailyTurnover) {
    }

    private final HourlyUsageQuery usage;
    private final Targets targets;

    RangeFigures(HourlyUsageQuery usage, Targets targets) {
        this.usage = usage;
        this.targets = targets;
    }

    /** All zones together first (zone null), then each. */
    public List<Range> ranges(Question question) throws SQLException {
        Map<ZoneDay, Target> expected = targets.read(question);
        List<ZoneHours> zones = usage.read(question);
        List<Range> ranges = new ArrayList<>();
        Sum all = new Sum(question.hours());
        for (ZoneHours zone : zones) {
            Sum sum = new Sum(question.hours());
            sum.add(zone, expected);
            all.add(zone, expected);
            ranges.add(sum.range(zone.zone()));
        }
        ranges.addFirst(all.range(new AskedZone(0, null, question.bays(), 0)));
        return ranges;
    }

    /** Hours of one zone or of several, added up. */
    private static final class Sum {

        private final List<HourSpan> spans;
        private final long[] occupied;
        private final long[] bayTime;
        private int readings;
        private int arrivals;
        private int target;
        private int targetArrivals;

        private Sum(List<HourSpan> spans) {
            this.spans = spans;
            occupied = new long[spans.size()];
            bayTime = new long[spans.size()];
        }

        private void add(ZoneHours zone, Map<ZoneDay, Target> expected) {
            Set<LocalDate> days = new HashSet<>();
            for (int i = 0; i < occupied.length; i++) {
                ZoneHours.Hour hour = zone.hours().get(i);
                occupied[i] += hour.occupiedMicros();
                bayTime[i] += hour.bayMicros();
                readings += hour.readings();
                arrivals += hour.arrivals();
                Target ofDay = expected.get(new ZoneDay(zone.zone().id(), hour.span().day()));
                if (ofDay != null) {
                    targetArrivals += hour.arrivals();
                    target += days.add(hour.span().day()) ? ofDay.arrivals() : 0;
                }
            }
        }

        private Range range(AskedZone zone) {
            long sum = 0;
            long available = 0;
            int peak = 0;
            for (int i = 0; i < occupied.length; i++) {
                sum += occupied[i];
                available += bayTime[i];
                peak = rate(i) > rate(peak) ? i : peak;
            }
            int days = (int) spans.stream().map(HourSpan::day).distinct().count();
            boolean isEverOccupied = sum > 0;
            return new Range(zone.name() == null ? null : zone.id(), zone.name(), zone.bays(), days, readings, arrivals, target, targetArrivals,
                    target == 0 ? null : (Double) Rounded.percent(targetArrivals, target), Rounded.percent(sum, available),
                    isEverOccupied ? Rounded.percent(occupied[peak], bayTime[peak]) : 0, isEverOccupied ? spans.get(peak).begin() : null,
                    zone.bays() * days == 0 ? 0 : Rounded.oneDecimal((double) arrivals / zone.bays() / days));
        }

        private double rate(int hour) {
            return bayTime[hour] == 0 ? 0 : occupied[hour] / (double) bayTime[hour];
        }
    }
}
