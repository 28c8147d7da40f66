package io.parkbridge.occupancy.analytics;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.parkbridge.occupancy.Rounded;
import jakarta.enterprise.context.ApplicationScoped;

/** Use and occupancy hour by hour, of all zones of a question together. */
@ApplicationScoped
public class HourFigures {

    private static final int WEEK = 7;
    private static final int HOURS_A_DAY = 24;
    private static final double MICROS_AN_HOUR = 3_600_000_000.0;

    /**
     * @param start         when it begins
     * @param date          of the facility's calendar
     * @param occupancyRate occupied time ÷ time of all bays, percent
     * @param occupiedHours occupied time of all bays together
     * @param target        the day's targets ÷ 24
     * @param lastWeek      arrivals in the same hour seven days before
     */
    public record Hour(Instant start, LocalDate date, int hour, String label, int arrivals, int departures, double occupancyRate,
            double occupiedHours, double target, int lastWeek) {
    }

    /** The mean of all hours of one weekday (1 Monday to 7 Sunday) and hour of the day. */
    public record Cell(int weekday, int hour, double occupancyRate, double arrivals) {
    }

    /**
     * One zone hour by hour, by columns.
     *
     * @param start          when the first hour begins
     * @param occupancyRates of each hour that has begun, percent
     */
    public record Zone(int zoneId, String zoneName, int bays, Instant start, List<Double> occupancyRates, List<Integer> arrivals) {
    }

    /**
     * One hour of the day, all days together.
     *
     * @param target   the days' targets ÷ 24
     * @param lastWeek arrivals in the same hours seven days before
     */
    public record DayTime(int hour, String label, int arrivals, double target, int lastWeek, double occupancyRate) {
    }

    private record DayHour(LocalDate day, int hour) {
    }

    private final HourlyUsageQuery usage;
    private final Targets targets;

    HourFigures(HourlyUsageQuery usage, Targets targets) {
        this.usage = usage;
        this.targets = targets;
    }

    public List<Hour> hours(Question question) throws SQLException {
        List<Sum> sums = sums(usage.read(question));
        Map<DayHour, Integer> lastWeek = new HashMap<>();
        for (Sum sum : sums(usage.read(question.daysEarlier(WEEK)))) {
            lastWeek.merge(new DayHour(sum.span.day(), sum.span.hourOfDay()), sum.arrivals, Integer::sum);
        }
        Map<LocalDate, Integer> expected = new HashMap<>();
        targets.read(question).forEach((zoneDay, target) -> expected.merge(zoneDay.day(), target.arrivals(), Integer::sum));
        List<Hour> hours = new ArrayList<>(sums.size());
        for (Sum sum : sums) {
            LocalDate day = sum.span.day();
            int hour = sum.span.hourOfDay();
            hours.add(new Hour(sum.span.begin(), day, hour, "%02d:00".formatted(hour), sum.arrivals, sum.departures,
                    Rounded.percent(sum.occupiedMicros, sum.bayMicros),
                    Rounded.oneDecimal(sum.occupiedMicros / MICROS_AN_HOUR),
                    Rounded.oneDecimal(expected.getOrDefault(day, 0) / (double) HOURS_A_DAY),
                    lastWeek.getOrDefault(new DayHour(day.minusDays(WEEK), hour), 0)));
        }
        return hours;
    }

    List<Zone> zones(Question question) throws SQLException {
        return usage.read(question).stream().map(HourFigures::zone).toList();
    }

    private static Zone zone(ZoneHours hours) {
        return new Zone(hours.zone().id(), hours.zone().name(), hours.zone().bays(), hours.hours().isEmpty() ? null : hours.hours().getFirst().span().begin(),
                hours.hours().stream().map(hour -> Rounded.percent(hour.occupiedMicros(), hour.bayMicros())).toList(),
                hours.hours().stream().map(ZoneHours.Hour::arrivals).toList());
    }

    /** 168 cells, Monday 00:00 first; one that no hour falls into is 0. */
    public List<Cell> heatMap(Question question) throws SQLException {
        int cells = WEEK * HOURS_A_DAY;
        double[] occupied = new double[cells];
        double[] available = new double[cells];
        int[] arrivals = new int[cells];
        int[] hours = new int[cells];
        for (Sum sum : sums(usage.read(question))) {
            int cell = (sum.span.day().getDayOfWeek().getValue() - 1) * HOURS_A_DAY + sum.span.hourOfDay();
            occupied[cell] += sum.occupiedMicros;
            available[cell] += sum.bayMicros;
            arrivals[cell] += sum.arrivals;
            hours[cell]++;
        }
        List<Cell> map = new ArrayList<>(cells);
        for (int cell = 0; cell < cells; cell++) {
            map.add(new Cell(cell / HOURS_A_DAY + 1, cell % HOURS_A_DAY, Rounded.percent(occupied[cell], available[cell]),
                    hours[cell] == 0 ? 0 : Rounded.oneDecimal((double) arrivals[cell] / hours[cell])));
        }
        return map;
    }

    /** 24 of them; an hour that has not come is empty. */
    public List<DayTime> dayTimes(Question question) throws SQLException {
        int[] lastWeek = new int[HOURS_A_DAY];
        sums(usage.read(question.daysEarlier(WEEK))).forEach(sum -> lastWeek[sum.span.hourOfDay()] += sum.arrivals);
        int target = targets.read(question).values().stream().mapToInt(Targets.Target::arrivals).sum();
        int[] arrivals = new int[HOURS_A_DAY];
        double[] occupied = new double[HOURS_A_DAY];
        double[] available = new double[HOURS_A_DAY];
        for (Sum sum : sums(usage.read(question))) {
            int hour = sum.span.hourOfDay();
            arrivals[hour] += sum.arrivals;
            occupied[hour] += sum.occupiedMicros;
            available[hour] += sum.bayMicros;
        }
        return IntStream.range(0, HOURS_A_DAY).mapToObj(hour -> new DayTime(hour, "%02d:00".formatted(hour), arrivals[hour],
                Rounded.oneDecimal(target / (double) HOURS_A_DAY), lastWeek[hour], Rounded.percent(occupied[hour], available[hour]))).toList();
    }

    /** One hour of all zones together. */
    private static final class Sum {

        private final HourSpan span;
        private int arrivals;
        private int departures;
        private long occupiedMicros;
        private long bayMicros;

        private Sum(HourSpan span) {
            this.span = span;
        }
    }

    private static List<Sum> sums(List<ZoneHours> zones) {
        List<Sum> sums = new ArrayList<>();
        zones.getFirst().hours().forEach(hour -> sums.add(new Sum(hour.span())));
        for (ZoneHours zone : zones) {
            for (int i = 0; i < sums.size(); i++) {
                ZoneHours.Hour hour = zone.hours().get(i);
                sums.get(i).arrivals += hour.arrivals();
                sums.get(i).departures += hour.departures();
                sums.get(i).occupiedMicros += hour.occupiedMicros();
                sums.get(i).bayMicros += hour.bayMicros();
            }
        }
        return sums;
    }
}
