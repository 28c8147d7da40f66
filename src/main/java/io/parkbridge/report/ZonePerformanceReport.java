package io.parkbridge.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parkbridge.occupancy.analytics.DayFigures;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.RangeFigures;
import io.parkbridge.occupancy.analytics.RangeFigures.Range;
import io.parkbridge.occupancy.analytics.StayFigures;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** What each zone did on each day. */
@ApplicationScoped
class ZonePerformanceReport implements ReportSource {

    private static final Table DAYS = Table.printed("days",
            Column.day("date"), Column.text("zone", 88), Column.count("parking_events").wide(52),
            Column.count("arrivals"), Column.percent("occupancy_rate"), Column.percent("peak_rate"),
            Column.clock("peak_start"), Column.decimal("turnover"), Column.minutes("average_stay_minutes"),
            Column.count("target"), Column.percent("efficiency"));
    private static final Table ZONES = Table.printed("zones",
            Column.text("zone", 110), Column.count("bays"), Column.count("parking_events"),
            Column.count("arrivals"), Column.percent("occupancy_rate"), Column.percent("peak_rate"),
            Column.decimal("turnover_a_day"), Column.minutes("average_stay_minutes"),
            Column.count("target"), Column.percent("efficiency"));
    static final List<Table> TABLES = List.of(DAYS, ZONES);

    private final DayFigures days;
    private final RangeFigures ranges;
    private final StayFigures stays;

    ZonePerformanceReport(DayFigures days, RangeFigures ranges, StayFigures stays) {
        this.days = days;
        this.ranges = ranges;
        this.stays = stays;
    }

    @Override
    public Report report() {
        return Report.ZONE_PERFORMANCE;
    }

    private record ZoneDay(int zone, LocalDate day) {
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        Question question = scope.question();
        Written written = scope.written();
        List<DayFigures.Day> ofDays = days.days(question);
        List<Range> ofZones = ranges.ranges(question);
        List<StayFigures.Figures> ofStays = stays.stays(question);
        List<Block> blocks = new ArrayList<>(scope.noticeIfEmpty(ofZones.getFirst()));
        blocks.add(figures(ofZones.getFirst(), ofStays.getFirst(), written));
        blocks.add(charts(ofDays, ofZones, written));
        blocks.add(zones(ofZones, ofStays, written));
        blocks.add(days(question, ofDays));
        return blocks;
    }

    private static Figures figures(Range all, StayFigures.Figures ofStays, Written written) {
        return new Figures(List.of(
                new Figure(written.text("figure.arrivals"), Kind.COUNT, all.arrivals(), written.text("note.events", all.parkingEvents())),
                new Figure(written.text("figure.occupancy"), Kind.PERCENT, all.occupancyRate(), written.text("note.bay-time", all.bays())),
                new Figure(written.text("figure.peak"), Kind.PERCENT, all.peakRate(), written.text("note.peak")),
                new Figure(written.text("figure.stay"), Kind.MINUTES, ofStays.averageMinutes(),
                        written.text("note.turnover", written.decimal(all.dailyTurnover()))),
                new Figure(written.text("figure.efficiency"), Kind.PERCENT, all.efficiency(),
                        written.text(all.efficiency() == null ? "note.no-target" : "note.against-target", all.target()))));
    }

    private static Charts charts(List<DayFigures.Day> ofDays, List<Range> ofZones, Written written) {
        Map<LocalDate, double[]> byDay = new TreeMap<>();
        for (DayFigures.Day day : ofDays) {
            double[] sum = byDay.computeIfAbsent(day.date(), any -> new double[2]);
            sum[0] += day.arrivals();
            sum[1] += day.target();
        }
        Chart arrivals = new Chart(written.text("chart.arrivals-target"), written.text("chart.arrivals-target.about"),
                Chart.Form.UPRIGHT, "", written.ticks(byDay.keySet()), List.of(
                        new Series(written.text("figure.arrivals"), Mark.BAR, Tone.ACCENT, byDay.values().stream().map(sum -> sum[0]).toList()),
                        new Series(written.text("figure.target"), Mark.AIM, Tone.ALARM, byDay.values().stream().map(sum -> sum[1] == 0 ? Double.NaN : sum[1]).toList())));
        List<Range> fullest = ofZones.stream().skip(1).sorted((a, b) -> Double.compare(b.occupancyRate(), a.occupancyRate()))
                .limit(Chart.BARS_MAX).toList();
        Chart occupancy = new Chart(written.text(fullest.size() < ofZones.size() - 1 ? "chart.fullest" : "chart.occupancy-zones"),
                written.text("chart.occupancy-zones.about"), Chart.Form.LYING, "%", fullest.stream().map(Range::zoneName).toList(),
                List.of(new Series(written.text("figure.occupancy"), Mark.BAR, Tone.ACCENT, fullest.stream().map(Range::occupancyRate).toList())));
        return new Charts(List.of(arrivals, occupancy));
    }

    private static Filled zones(List<Range> ofZones, List<StayFigures.Figures> ofStays, Written written) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ofZones.size(); i++) {
            Range zone = ofZones.get(i);
            rows.add(new Object[] {i == 0 ? written.text("all-zones") : zone.zoneName(), zone.bays(), zone.parkingEvents(), zone.arrivals(),
                zone.occupancyRate(), zone.peakRate(), zone.dailyTurnover(), ofStays.get(i).averageMinutes(),
                zone.efficiency() == null ? null : zone.target(), zone.efficiency()});
        }
        Object[] all = rows.removeFirst();
        return new Filled(ZONES, written.text("note.efficiency-days"), Rows.of(rows), all);
    }

    private Filled days(Question question, List<DayFigures.Day> ofDays) throws SQLException {
        Map<ZoneDay, Double> averages = new HashMap<>();
        for (StayFigures.Day day : stays.days(question)) {
            averages.put(new ZoneDay(day.zoneId(), day.date()), day.averageMinutes());
        }
        List<Object[]> rows = new ArrayList<>(ofDays.size());
        for (DayFigures.Day day : ofDays) {
            boolean isTargeted = day.target() > 0;
            rows.add(new Object[] {day.date(), day.zoneName(), day.parkingEvents(), day.arrivals(), day.occupancyRate(), day.peakRate(),
                day.peakStart(), day.turnover(), averages.get(new ZoneDay(day.zoneId(), day.date())), isTargeted ? day.target() : null,
                isTargeted ? day.efficiency() : null});
        }
        return new Filled(DAYS, "", Rows.of(rows), null);
    }
}
