package io.parkbridge.report;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.parkbridge.occupancy.analytics.HourFigures;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.RangeFigures;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** When the bays are used: by hour of the day, by weekday, and hour after hour. */
@ApplicationScoped
class UsageByHourReport implements ReportSource {

    private static final int HOURS = 24;

    private static final Table BY_HOUR = Table.printed("hours-of-day",
            Column.text("hour", 60), Column.count("arrivals"), Column.decimal("target"),
            Column.count("week_before"), Column.count("change"), Column.percent("occupancy_rate"));
    private static final Table HEAT_MAP = Table.printed("heat-map",
            Stream.concat(Stream.of(Column.text("weekday", 34)),
                    IntStream.range(0, HOURS).mapToObj(hour -> Column.heat("h%02d".formatted(hour), "%02d".formatted(hour))))
                    .toArray(Column[]::new));
    private static final Table ALL = Table.data("hours",
            Column.time("start"), Column.count("arrivals"), Column.count("departures"),
            Column.decimal("target"), Column.count("week_before"),
            Column.percent("occupancy_rate"), Column.decimal("occupied_hours"));
    static final List<Table> TABLES = List.of(ALL, BY_HOUR, HEAT_MAP);

    private final HourFigures hours;
    private final RangeFigures ranges;

    UsageByHourReport(HourFigures hours, RangeFigures ranges) {
        this.hours = hours;
        this.ranges = ranges;
    }

    @Override
    public Report report() {
        return Report.USAGE_BY_HOUR;
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        Question question = scope.question();
        Written written = scope.written();
        List<HourFigures.DayTime> ofDay = hours.dayTimes(question);
        RangeFigures.Range all = ranges.ranges(question).getFirst();
        List<Block> blocks = new ArrayList<>(scope.noticeIfEmpty(all));
        blocks.add(figures(all, ofDay, written));
        blocks.add(new Charts(List.of(chart(ofDay, written))));
        blocks.add(heatMap(hours.heatMap(question), written));
        blocks.add(byHour(ofDay, written));
        blocks.add(hourByHour(hours.hours(question)));
        return blocks;
    }

    private static Figures figures(RangeFigures.Range all, List<HourFigures.DayTime> ofDay, Written written) {
        HourFigures.DayTime busiest = ofDay.stream().max(Comparator.comparingInt(HourFigures.DayTime::arrivals)).orElseThrow();
        HourFigures.DayTime fullest = ofDay.stream().max(Comparator.comparingDouble(HourFigures.DayTime::occupancyRate)).orElseThrow();
        int before = ofDay.stream().mapToInt(HourFigures.DayTime::lastWeek).sum();
        return new Figures(List.of(
                new Figure(written.text("figure.arrivals"), Kind.COUNT, all.arrivals(), written.text("note.weekdays-before", before)),
                new Figure(written.text("figure.target"), Kind.COUNT, all.target() == 0 ? null : all.target(), written.text("note.arrivals-all-days")),
                new Figure(written.text("figure.occupancy"), Kind.PERCENT, all.occupancyRate(), written.text("note.bay-time", all.bays())),
                new Figure(written.text("figure.busiest-hour"), Kind.TEXT, all.arrivals() == 0 ? null : busiest.label(),
                        written.text("note.arrivals", busiest.arrivals())),
                new Figure(written.text("figure.fullest-hour"), Kind.TEXT, all.occupancyRate() == 0 ? null : fullest.label(),
                        written.text("note.occupied", written.percent(fullest.occupancyRate())))));
    }

    private static Chart chart(List<HourFigures.DayTime> ofDay, Written written) {
        boolean isTargeted = ofDay.getFirst().target() > 0;
        List<Series> series = new ArrayList<>();
        series.add(new Series(written.text("figure.arrivals"), Mark.BAR, Tone.ACCENT, ofDay.stream().map(hour -> (double) hour.arrivals()).toList()));
        series.add(new Series(written.text("chart.weekdays-before"), Mark.LINE, Tone.GREY, ofDay.stream().map(hour -> (double) hour.lastWeek()).toList()));
        if (isTargeted) {
            series.add(new Series(written.text("figure.target"), Mark.AIM, Tone.ALARM, ofDay.stream().map(HourFigures.DayTime::target).toList()));
        }
        return new Chart(written.text("chart.arrivals-hours"), written.text("chart.arrivals-hours.about"),
                Chart.Form.UPRIGHT, "", ofDay.stream().map(hour -> hour.hour() % 2 == 0 ? hour.label() : "").toList(), series);
    }

    private static Filled heatMap(List<HourFigures.Cell> cells, Written written) {
        double fullest = cells.stream().mapToDouble(HourFigures.Cell::occupancyRate).max().orElse(0);
        List<Object[]> rows = new ArrayList<>();
        for (DayOfWeek weekday : DayOfWeek.values()) {
            Object[] row = new Object[HOURS + 1];
            row[0] = written.weekday(weekday, TextStyle.SHORT);
            for (int hour = 0; hour < HOURS; hour++) {
                row[hour + 1] = Heat.of(cells.get((weekday.getValue() - 1) * HOURS + hour).occupancyRate(), fullest);
            }
            rows.add(row);
        }
        return new Filled(HEAT_MAP, written.text("note.heat-map"), Rows.of(rows), null);
    }

    private static Filled byHour(List<HourFigures.DayTime> ofDay, Written written) {
        boolean isTargeted = ofDay.getFirst().target() > 0;
        List<Object[]> rows = new ArrayList<>();
        int arrivals = 0;
        int before = 0;
        for (HourFigures.DayTime hour : ofDay) {
            rows.add(new Object[] {hour.label(), hour.arrivals(), isTargeted ? hour.target() : null, hour.lastWeek(),
                hour.arrivals() - hour.lastWeek(), hour.occupancyRate()});
            arrivals += hour.arrivals();
            before += hour.lastWeek();
        }
        return new Filled(BY_HOUR, written.text("note.target-hours"), Rows.of(rows),
                new Object[] {written.text("all-hours"), arrivals, null, before, arrivals - before, null});
    }

    private static Filled hourByHour(List<HourFigures.Hour> all) {
        return new Filled(ALL, "", Rows.of(all.stream().map(hour -> new Object[] {hour.start(), hour.arrivals(), hour.departures(),
            hour.target(), hour.lastWeek(), hour.occupancyRate(), hour.occupiedHours()}).toList()), null);
    }
}
