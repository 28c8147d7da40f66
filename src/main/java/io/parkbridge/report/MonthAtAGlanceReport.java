package io.parkbridge.report;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.DayFigures;
import io.parkbridge.occupancy.analytics.HourFigures;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.RangeFigures;
import io.parkbridge.occupancy.analytics.RangeFigures.Range;
import io.parkbridge.occupancy.analytics.StayFigures;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Block.Findings;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** One page for the owner: the figures, four charts, and three sentences of what stands out. */
@ApplicationScoped
class MonthAtAGlanceReport implements ReportSource {

    private static final int HOURS = 24;

    private static final Table DAYS = Table.data("days", "Days",
            Column.day("date", "Day"), Column.count("parking_events", "Events"), Column.count("arrivals", "Arrivals"),
            Column.count("target", "Target"));
    private static final Table BY_HOUR = Table.data("hours-of-day", "Hours of the day",
            Column.text("hour", "Hour", 60), Column.count("arrivals", "Arrivals"), Column.percent("occupancy_rate", "Occupancy"));
    private static final Table WEEKDAYS = Table.data("weekdays", "Weekdays",
            Column.text("weekday", "Weekday", 80), Column.decimal("arrivals", "Arrivals a day"));
    private static final Table ZONES = Table.data("zones", "Zones",
            Column.text("zone", "Zone", 120), Column.count("arrivals", "Arrivals"), Column.percent("occupancy_rate", "Occupancy"),
            Column.count("target", "Target"), Column.percent("efficiency", "Efficiency"));
    static final List<Table> TABLES = List.of(DAYS, BY_HOUR, WEEKDAYS, ZONES);

    private final RangeFigures ranges;
    private final DayFigures days;
    private final HourFigures hours;
    private final StayFigures stays;

    MonthAtAGlanceReport(RangeFigures ranges, DayFigures days, HourFigures hours, StayFigures stays) {
        this.ranges = ranges;
        this.days = days;
        this.hours = hours;
        this.stays = stays;
    }

    @Override
    public Report report() {
        return Report.MONTH_AT_A_GLANCE;
    }

    /** What all zones did on one day. */
    private record Day(LocalDate date, int events, int arrivals, int target) {
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        Question question = scope.question();
        List<Range> zones = ranges.ranges(question);
        List<Day> ofDays = byDay(days.days(question));
        List<HourFigures.DayTime> ofHours = hours.dayTimes(question);
        double[] ofWeekdays = weekdays(ofDays);
        Before before = Before.of(question);
        Findings findings = new Findings("What stands out", List.of(busiest(ofWeekdays, ofHours, scope.written()),
                change(zones.getFirst(), before, ranges.ranges(before.question()).getFirst(), byDay(days.days(before.question())), scope.written()),
                extremes(zones, scope.written())));
        List<Block> blocks = new ArrayList<>(scope.noticeIfEmpty(zones.getFirst()));
        blocks.add(figures(zones.getFirst(), stays.stays(question).getFirst(), scope.written()));
        blocks.add(findings);
        blocks.add(new Charts(List.of(arrivals(ofDays, scope.written()), occupancy(ofHours))));
        blocks.add(new Charts(List.of(weekdayChart(ofWeekdays), zoneChart(zones))));
        blocks.addAll(List.of(dayTable(ofDays), hourTable(ofHours), weekdayTable(ofWeekdays), zoneTable(zones)));
        return blocks;
    }

    private static List<Day> byDay(List<DayFigures.Day> ofZones) {
        Map<LocalDate, Day> byDay = new TreeMap<>();
        for (DayFigures.Day day : ofZones) {
            byDay.merge(day.date(), new Day(day.date(), day.parkingEvents(), day.arrivals(), day.target()),
                    (a, b) -> new Day(a.date, a.events + b.events, a.arrivals + b.arrivals, a.target + b.target));
        }
        return List.copyOf(byDay.values());
    }

    /** Mean arrivals of a day, Monday first; NaN where there was no such weekday. */
    private static double[] weekdays(List<Day> days) {
        return IntStream.rangeClosed(1, DayOfWeek.values().length).mapToDouble(weekday -> days.stream()
                .filter(day -> day.date.getDayOfWeek().getValue() == weekday).mapToInt(Day::arrivals).average().orElse(Double.NaN)).toArray();
    }

    private static Figures figures(Range all, StayFigures.Figures ofStays, Written written) {
        return new Figures(List.of(
                new Figure("Arrivals", Kind.COUNT, all.arrivals(), written.decimal(all.days() == 0 ? 0 : (double) all.arrivals() / all.days()) + " a day"),
                new Figure("Occupancy", Kind.PERCENT, all.occupancyRate(), "of " + written.count(all.bays(), "bay's", "bays'") + " time"),
                new Figure("Peak hour", Kind.PERCENT, all.peakRate(), all.peakStart() == null ? "" : written.time(all.peakStart())),
                new Figure("Stay, mean", Kind.MINUTES, ofStays.averageMinutes(), "turnover " + written.decimal(all.dailyTurnover()) + " a day"),
                new Figure("Efficiency", Kind.PERCENT, all.efficiency(),
                        all.efficiency() == null ? "no target set" : "target " + written.count(all.target()) + " arrivals")));
    }

    private static String busiest(double[] ofWeekdays, List<HourFigures.DayTime> ofHours, Written written) {
        int best = -1;
        for (int weekday = 0; weekday < ofWeekdays.length; weekday++) {
            if (!Double.isNaN(ofWeekdays[weekday]) && (best < 0 || ofWeekdays[weekday] > ofWeekdays[best])) {
                best = weekday;
            }
        }
        HourFigures.DayTime hour = ofHours.stream().max(Comparator.comparingInt(HourFigures.DayTime::arrivals)).orElseThrow();
        if (hour.arrivals() == 0) {
            return "No car arrived.";
        }
        int all = ofHours.stream().mapToInt(HourFigures.DayTime::arrivals).sum();
        return "%s was the busiest weekday with %s arrivals a day, and the hour from %s the busiest of the day, with %s of all arrivals.".formatted(
                DayOfWeek.of(best + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH), written.decimal(Rounded.oneDecimal(ofWeekdays[best])),
                hour.label(), written.percent(Rounded.percent(hour.arrivals(), all)));
    }

    private static String change(Range now, Before before, Range then, List<Day> daysThen, Written written) {
        long recorded = daysThen.stream().filter(day -> day.events > 0).count();
        if (recorded == 0) {
            return "There is nothing to compare with: nothing was recorded in " + before.name(written) + ".";
        }
        if (recorded < daysThen.size()) {
            return "%s cannot be compared fairly: something was recorded on only %s of its %s.".formatted(
                    capital(before.name(written)), written.count(recorded), written.count(daysThen.size(), "day", "days"));
        }
        double daily = now.days() == 0 ? 0 : (double) now.arrivals() / now.days();
        double dailyThen = (double) then.arrivals() / then.days();
        double percent = Rounded.percent(daily - dailyThen, dailyThen);
        String compared = percent == 0 ? "were the same as in " + before.name(written)
                : "%s by %s against %s".formatted(percent > 0 ? "rose" : "fell", written.percent(Math.abs(percent)), before.name(written));
        return "Arrivals a day %s (%s after %s); occupancy was %s after %s.".formatted(compared, written.decimal(Rounded.oneDecimal(daily)),
                written.decimal(Rounded.oneDecimal(dailyThen)), written.percent(now.occupancyRate()), written.percent(then.occupancyRate()));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String extremes(List<Range> zones, Written written) {
        List<Range> aimed = zones.stream().skip(1).filter(zone -> zone.efficiency() != null)
                .sorted(Comparator.comparingDouble(Range::efficiency)).toList();
        if (aimed.isEmpty()) {
            List<Range> byUse = zones.stream().skip(1).sorted(Comparator.comparingDouble(Range::occupancyRate)).toList();
            return "No zone has a target; the emptiest was %s (%s occupied), the fullest %s (%s).".formatted(byUse.getFirst().zoneName(),
                    written.percent(byUse.getFirst().occupancyRate()), byUse.getLast().zoneName(), written.percent(byUse.getLast().occupancyRate()));
        }
        Range worst = aimed.getFirst();
        String text = "%s was furthest from its target: %s, %s arrivals where %s were expected".formatted(worst.zoneName(),
                written.percent(worst.efficiency()), written.count(worst.targetArrivals()), written.count(worst.target()));
        if (worst.efficiency() >= 100) {
            text = "Every zone with a target reached it; the least, with %s, was %s".formatted(written.percent(worst.efficiency()), worst.zoneName());
        }
        return aimed.size() == 1 ? text + "."
                : text + "; " + aimed.getLast().zoneName() + " did best with " + written.percent(aimed.getLast().efficiency()) + ".";
    }

    private static Chart arrivals(List<Day> ofDays, Written written) {
        List<Series> series = new ArrayList<>();
        series.add(new Series("Arrivals", Mark.BAR, Tone.ACCENT, ofDays.stream().map(day -> (double) day.arrivals).toList()));
        if (ofDays.stream().anyMatch(day -> day.target > 0)) {
            series.add(new Series("Target", Mark.AIM, Tone.ALARM, ofDays.stream().map(day -> day.target == 0 ? Double.NaN : day.target).toList()));
        }
        return new Chart("Arrivals by day", "Arrivals on each day, and their target", Chart.Form.UPRIGHT, "",
                written.ticks(ofDays.stream().map(Day::date).toList()), series);
    }

    private static Chart occupancy(List<HourFigures.DayTime> ofHours) {
        return new Chart("Occupancy by hour of the day", "Occupied time of all bays in percent, by hour of the day", Chart.Form.UPRIGHT, "%",
                ofHours.stream().map(hour -> hour.hour() % (HOURS / 6) == 0 ? hour.label() : "").toList(),
                List.of(new Series("Occupancy", Mark.BAR, Tone.MIDDLE, ofHours.stream().map(HourFigures.DayTime::occupancyRate).toList())));
    }

    private static Chart weekdayChart(double[] ofWeekdays) {
        return new Chart("Arrivals by weekday, mean of a day", "Mean arrivals of a day, by weekday", Chart.Form.UPRIGHT, "",
                IntStream.range(0, ofWeekdays.length).mapToObj(MonthAtAGlanceReport::weekday).toList(),
                List.of(new Series("Arrivals", Mark.BAR, Tone.ACCENT, IntStream.range(0, ofWeekdays.length).mapToObj(i -> ofWeekdays[i]).toList())));
    }

    private static String weekday(int fromMonday) {
        return DayOfWeek.of(fromMonday + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static Chart zoneChart(List<Range> zones) {
        List<Range> aimed = zones.stream().skip(1).filter(zone -> zone.efficiency() != null)
                .sorted(Comparator.comparingDouble(Range::efficiency)).limit(Chart.BARS_MAX).toList();
        if (!aimed.isEmpty()) {
            return new Chart(aimed.size() < zones.size() - 1 ? "Efficiency, the zones furthest from their target" : "Efficiency by zone",
                    "Arrivals of zones in percent of their targets", Chart.Form.LYING, "%", aimed.stream().map(Range::zoneName).toList(),
                    List.of(new Series("Efficiency", Mark.BAR, Tone.ACCENT, aimed.stream().map(Range::efficiency).toList())));
        }
        List<Range> fullest = zones.stream().skip(1).sorted(Comparator.comparingDouble(Range::occupancyRate).reversed()).limit(Chart.BARS_MAX).toList();
        return new Chart("Occupancy by zone", "Occupied time of each zone's bays in percent", Chart.Form.LYING, "%",
                fullest.stream().map(Range::zoneName).toList(),
                List.of(new Series("Occupancy", Mark.BAR, Tone.ACCENT, fullest.stream().map(Range::occupancyRate).toList())));
    }

    private static Filled dayTable(List<Day> ofDays) {
        return new Filled(DAYS, "", Rows.of(ofDays.stream().map(day -> new Object[] {day.date, day.events, day.arrivals,
            day.target == 0 ? null : day.target}).toList()), null);
    }

    private static Filled hourTable(List<HourFigures.DayTime> ofHours) {
        return new Filled(BY_HOUR, "", Rows.of(ofHours.stream().map(hour -> new Object[] {hour.label(), hour.arrivals(), hour.occupancyRate()})
                .toList()), null);
    }

    private static Filled weekdayTable(double[] ofWeekdays) {
        return new Filled(WEEKDAYS, "", Rows.of(IntStream.range(0, ofWeekdays.length).mapToObj(i -> new Object[] {weekday(i),
            Double.isNaN(ofWeekdays[i]) ? null : Rounded.oneDecimal(ofWeekdays[i])}).toList()), null);
    }

    private static Filled zoneTable(List<Range> zones) {
        return new Filled(ZONES, "", Rows.of(zones.stream().skip(1).map(zone -> new Object[] {zone.zoneName(), zone.arrivals(),
            zone.occupancyRate(), zone.efficiency() == null ? null : zone.target(), zone.efficiency()}).toList()), null);
    }
}
