package io.parkbridge.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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

    private static final Table DAYS = Table.printed("days",
            Column.day("date"), Column.count("target"), Column.count("arrivals"),
            Column.count("difference"), Column.percent("efficiency"),
            Column.count("cumulated_target"), Column.count("cumulated_arrivals"),
            Column.count("cumulated_difference"), Column.percent("cumulated_efficiency"));
    private static final Table ZONES = Table.printed("zones",
            Column.text("zone", 110), Column.count("days_over"), Column.count("days_under"),
            Column.count("days_without"), Column.count("target"), Column.count("arrivals"),
            Column.count("difference"), Column.percent("efficiency"));
    private static final Table ZONE_DAYS = Table.data("zone-days",
            Column.day("date"), Column.text("zone", 110), Column.count("target"), Column.count("arrivals"),
            Column.count("difference"), Column.percent("efficiency"));
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
        Map<Integer, Sum> byZone = new LinkedHashMap<>();
        Map<Integer, String> names = new HashMap<>();
        for (DayFigures.Day day : all) {
            byDay.computeIfAbsent(day.date(), any -> new Sum()).add(day.target(), day.arrivals());
            byZone.computeIfAbsent(day.zoneId(), any -> new Sum()).add(day.target(), day.arrivals());
            names.put(day.zoneId(), day.zoneName());
        }
        // of all zones together a day is over or under once, by what all of them expected and had
        Sum sum = new Sum();
        byDay.values().forEach(day -> sum.add(day.target, day.arrivals));
        List<Block> blocks = new ArrayList<>();
        if (sum.target == 0) {
            blocks.add(new Block.Notice(written.text("notice.no-target")));
        }
        blocks.add(figures(sum, written));
        blocks.add(charts(byDay, written));
        blocks.add(zones(byZone, names, sum, written));
        blocks.add(days(byDay, written));
        blocks.add(zoneDays(all));
        return blocks;
    }

    private static Figures figures(Sum sum, Written written) {
        return new Figures(List.of(
                new Figure(written.text("figure.efficiency"), Kind.PERCENT, sum.efficiency(), written.text("note.arrivals-target")),
                new Figure(written.text("figure.arrivals"), Kind.COUNT, sum.arrivals, written.text("note.days-target")),
                new Figure(written.text("figure.target"), Kind.COUNT, sum.expected(), written.text("note.days-without", sum.without)),
                new Figure(written.text("column.days_over"), Kind.COUNT, sum.over, written.text("note.zones-together")),
                new Figure(written.text("column.days_under"), Kind.COUNT, sum.under, written.text("note.zones-together"))));
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
                new Chart(written.text("chart.over-under"), written.text("chart.over-under.about"), Chart.Form.STACKED, "", ticks,
                        List.of(new Series(written.text("chart.over"), Mark.BAR, Tone.ACCENT, over), new Series(written.text("chart.under"), Mark.BAR, Tone.ALARM, under))),
                new Chart(written.text("chart.cumulated"), written.text("chart.cumulated.about"), Chart.Form.UPRIGHT, "",
                        ticks, List.of(new Series(written.text("chart.so-far"), Mark.LINE, Tone.ACCENT, soFar)))));
    }

    private static Filled zones(Map<Integer, Sum> byZone, Map<Integer, String> names, Sum all, Written written) {
        List<Object[]> rows = new ArrayList<>();
        byZone.forEach((zone, sum) -> rows.add(row(names.get(zone), sum)));
        return new Filled(ZONES, written.text("note.arrivals-days-target"), Rows.of(rows), row(written.text("all-zones"), all));
    }

    private static Object[] row(String zone, Sum sum) {
        return new Object[] {zone, sum.over, sum.under, sum.without, sum.expected(), sum.arrivals, sum.difference(), sum.efficiency()};
    }

    private static Filled days(Map<LocalDate, Sum> byDay, Written written) {
        List<Object[]> rows = new ArrayList<>();
        Sum soFar = new Sum();
        byDay.forEach((day, sum) -> {
            soFar.add(sum.target, sum.arrivals);
            rows.add(new Object[] {day, sum.expected(), sum.expected() == null ? null : sum.arrivals, sum.difference(), sum.efficiency(),
                soFar.expected(), soFar.arrivals, soFar.difference(), soFar.efficiency()});
        });
        return new Filled(DAYS, written.text("note.zones-with-target"), Rows.of(rows), null);
    }

    private static Filled zoneDays(List<DayFigures.Day> all) {
        return new Filled(ZONE_DAYS, "", Rows.of(all.stream().map(day -> day.target() == 0
                ? new Object[] {day.date(), day.zoneName(), null, day.arrivals(), null, null}
                : new Object[] {day.date(), day.zoneName(), day.target(), day.arrivals(), day.arrivals() - day.target(), day.efficiency()})
                .toList()), null);
    }
}
