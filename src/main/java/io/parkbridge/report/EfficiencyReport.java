package io.parkbridge.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.DayFigures;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** Which days and zones kept up with their targets. A day without a target is neither over nor under it. */
@ApplicationScoped
class EfficiencyReport implements ReportSource {

    private static final Table DAYS = Table.printed("days", "Day by day, cumulated",
            Column.day("date", "Day"), Column.count("target", "Target"), Column.count("arrivals", "Arrivals"),
            Column.count("difference", "Over or under"), Column.percent("efficiency", "Efficiency"),
            Column.count("cumulated_target", "Target so far"), Column.count("cumulated_arrivals", "Arrivals so far"),
            Column.count("cumulated_difference", "Over or under so far"), Column.percent("cumulated_efficiency", "Efficiency so far"));
    private static final Table ZONES = Table.printed("zones", "Zones",
            Column.text("zone", "Zone", 110), Column.count("days_over", "Days at or over"), Column.count("days_under", "Days under"),
            Column.count("days_without", "Days without target"), Column.count("target", "Target"), Column.count("arrivals", "Arrivals"),
            Column.count("difference", "Over or under"), Column.percent("efficiency", "Efficiency"));
    private static final Table ZONE_DAYS = Table.data("zone-days", "Zones and days",
            Column.day("date", "Day"), Column.text("zone", "Zone", 110), Column.count("target", "Target"), Column.count("arrivals", "Arrivals"),
            Column.count("difference", "Over or under"), Column.percent("efficiency", "Efficiency"));
    static final List<Table> TABLES = List.of(DAYS, ZONES, ZONE_DAYS);

    /** What was expected, and what came on the days on which it was. */
    private static final class Sum {

        private int target;
        private int arrivals;
        private int over;
        private int under;
        private int without;

        private void add(int ofTarget, int ofArrivals) {
            if (ofTarget == 0) {
                without++;
                return;
            }
            target += ofTarget;
            arrivals += ofArrivals;
            if (ofArrivals >= ofTarget) {
                over++;
            } else {
                under++;
            }
        }

        private Integer expected() {
            return target == 0 ? null : (Integer) target;
        }

        private Integer difference() {
            return target == 0 ? null : (Integer) (arrivals - target);
        }

        private Double efficiency() {
            return target == 0 ? null : (Double) Rounded.percent(arrivals, target);
        }
    }

    private final DayFigures days;

    EfficiencyReport(DayFigures days) {
        this.days = days;
    }

    @Override
    public Report report() {
        return Report.EFFICIENCY_AGAINST_TARGET;
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        Question question = scope.question();
        Written written = scope.written();
        List<DayFigures.Day> all = days.days(question);
        Map<LocalDate, Sum> byDay = new TreeMap<>();
        Map<String, Sum> byZone = new LinkedHashMap<>();
        for (DayFigures.Day day : all) {
            byDay.computeIfAbsent(day.date(), any -> new Sum()).add(day.target(), day.arrivals());
            byZone.computeIfAbsent(day.zoneName(), any -> new Sum()).add(day.target(), day.arrivals());
        }
        // of all zones together a day is over or under once, by what all of them expected and had
        Sum sum = new Sum();
        byDay.values().forEach(day -> sum.add(day.target, day.arrivals));
        List<Block> blocks = new ArrayList<>();
        if (sum.target == 0) {
            blocks.add(new Block.Notice("No target is set for any of these days and zones, so there is nothing to measure arrivals against. "
                    + "Targets are set by day or as a weekly pattern."));
        }
        blocks.add(figures(sum, written));
        blocks.add(charts(byDay, written));
        blocks.add(zones(byZone, sum));
        blocks.add(days(byDay));
        blocks.add(zoneDays(all));
        return blocks;
    }

    private static Figures figures(Sum sum, Written written) {
        return new Figures(List.of(
                new Figure("Efficiency", Kind.PERCENT, sum.efficiency(), "arrivals against target"),
                new Figure("Arrivals", Kind.COUNT, sum.arrivals, "on days that have a target"),
                new Figure("Target", Kind.COUNT, sum.expected(), written.count(sum.without, "day", "days") + " without one"),
                new Figure("Days at or over", Kind.COUNT, sum.over, "all zones together"),
                new Figure("Days under", Kind.COUNT, sum.under, "all zones together")));
    }

    private static Charts charts(Map<LocalDate, Sum> byDay, Written written) {
        List<Double> over = new ArrayList<>();
        List<Double> under = new ArrayList<>();
        List<Double> soFar = new ArrayList<>();
        int cumulated = 0;
        for (Sum day : byDay.values()) {
            int difference = day.arrivals - day.target;
            cumulated += difference;
            over.add(difference >= 0 && day.target > 0 ? difference : Double.NaN);
            under.add(difference < 0 ? difference : Double.NaN);
            soFar.add((double) cumulated);
        }
        List<String> ticks = written.ticks(byDay.keySet());
        return new Charts(List.of(
                new Chart("Over and under target by day", "How many arrivals each day was over or under its target", Chart.Form.STACKED, "", ticks,
                        List.of(new Series("Over", Mark.BAR, Tone.ACCENT, over), new Series("Under", Mark.BAR, Tone.ALARM, under))),
                new Chart("The same, cumulated", "The sum of what days were over and under their targets, up to each day", Chart.Form.UPRIGHT, "",
                        ticks, List.of(new Series("So far", Mark.LINE, Tone.ACCENT, soFar)))));
    }

    private static Filled zones(Map<String, Sum> byZone, Sum all) {
        List<Object[]> rows = new ArrayList<>();
        byZone.forEach((zone, sum) -> rows.add(row(zone, sum)));
        return new Filled(ZONES, "Arrivals are those of days that have a target.", Rows.of(rows), row("All zones", all));
    }

    private static Object[] row(String zone, Sum sum) {
        return new Object[] {zone, sum.over, sum.under, sum.without, sum.expected(), sum.arrivals, sum.difference(), sum.efficiency()};
    }

    private static Filled days(Map<LocalDate, Sum> byDay) {
        List<Object[]> rows = new ArrayList<>();
        Sum soFar = new Sum();
        byDay.forEach((day, sum) -> {
            soFar.add(sum.target, sum.arrivals);
            rows.add(new Object[] {day, sum.expected(), sum.expected() == null ? null : sum.arrivals, sum.difference(), sum.efficiency(),
                soFar.expected(), soFar.arrivals, soFar.difference(), soFar.efficiency()});
        });
        return new Filled(DAYS, "All zones together; of each day those zones that have a target.", Rows.of(rows), null);
    }

    private static Filled zoneDays(List<DayFigures.Day> all) {
        return new Filled(ZONE_DAYS, "", Rows.of(all.stream().map(day -> day.target() == 0
                ? new Object[] {day.date(), day.zoneName(), null, day.arrivals(), null, null}
                : new Object[] {day.date(), day.zoneName(), day.target(), day.arrivals(), day.arrivals() - day.target(), day.efficiency()})
                .toList()), null);
    }
}
