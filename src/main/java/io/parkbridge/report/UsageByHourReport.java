package io.parkbridge.report;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    private static final Table BY_HOUR = Table.printed("hours-of-day", "Hours of the day, all days together",
            Column.text("hour", "Hour", 60), Column.count("arrivals", "Arrivals"), Column.decimal("target", "Target"),
            Column.count("week_before", "Same weekday before"), Column.count("change", "Change"), Column.percent("occupancy_rate", "Occupancy"));
    private static final Table HEAT_MAP = Table.printed("heat-map", "Occupancy by weekday and hour",
            Stream.concat(Stream.of(Column.text("weekday", "", 34)),
                    IntStream.range(0, HOURS).mapToObj(hour -> Column.heat("h%02d".formatted(hour), "%02d".formatted(hour))))
                    .toArray(Column[]::new));
    private static final Table ALL = Table.data("hours", "Hour by hour",
            Column.time("start", "Hour"), Column.count("arrivals", "Arrivals"), Column.count("departures", "Departures"),
            Column.decimal("target", "Target"), Column.count("week_before", "Same weekday before"),
            Column.percent("occupancy_rate", "Occupancy"), Column.decimal("occupied_hours", "Occupied bay hours"));
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
        blocks.add(new Charts(List.of(chart(ofDay))));
        blocks.add(heatMap(hours.heatMap(question)));
        blocks.add(byHour(ofDay));
        blocks.add(hourByHour(hours.hours(question)));
        return blocks;
    }

    private static Figures figures(RangeFigures.Range all, List<HourFigures.DayTime> ofDay, Written written) {
        HourFigures.DayTime busiest = ofDay.stream().max(Comparator.comparingInt(HourFigures.DayTime::arrivals)).orElseThrow();
        HourFigures.DayTime fullest = ofDay.stream().max(Comparator.comparingDouble(HourFigures.DayTime::occupancyRate)).orElseThrow();
        int before = ofDay.stream().mapToInt(HourFigures.DayTime::lastWeek).sum();
        return new Figures(List.of(
                new Figure("Arrivals", Kind.COUNT, all.arrivals(), written.count(before) + " on the weekdays before"),
                new Figure("Target", Kind.COUNT, all.target() == 0 ? null : all.target(), "arrivals, all days together"),
                new Figure("Occupancy", Kind.PERCENT, all.occupancyRate(), "of " + written.count(all.bays(), "bay's", "bays'") + " time"),
                new Figure("Busiest hour", Kind.TEXT, all.arrivals() == 0 ? null : busiest.label(),
                        written.count(busiest.arrivals(), "arrival", "arrivals")),
                new Figure("Fullest hour", Kind.TEXT, all.occupancyRate() == 0 ? null : fullest.label(),
                        written.percent(fullest.occupancyRate()) + " occupied")));
    }

    private static Chart chart(List<HourFigures.DayTime> ofDay) {
        boolean isTargeted = ofDay.getFirst().target() > 0;
        List<Series> series = new ArrayList<>();
        series.add(new Series("Arrivals", Mark.BAR, Tone.ACCENT, ofDay.stream().map(hour -> (double) hour.arrivals()).toList()));
        series.add(new Series("Same weekdays before", Mark.LINE, Tone.GREY, ofDay.stream().map(hour -> (double) hour.lastWeek()).toList()));
        if (isTargeted) {
            series.add(new Series("Target", Mark.AIM, Tone.ALARM, ofDay.stream().map(HourFigures.DayTime::target).toList()));
        }
        return new Chart("Arrivals by hour of the day", "Arrivals in each of 24 hours, beside those of the same weekdays before and the target",
                Chart.Form.UPRIGHT, "", ofDay.stream().map(hour -> hour.hour() % 2 == 0 ? hour.label() : "").toList(), series);
    }

    private static Filled heatMap(List<HourFigures.Cell> cells) {
        double fullest = cells.stream().mapToDouble(HourFigures.Cell::occupancyRate).max().orElse(0);
        List<Object[]> rows = new ArrayList<>();
        for (DayOfWeek weekday : DayOfWeek.values()) {
            Object[] row = new Object[HOURS + 1];
            row[0] = weekday.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            for (int hour = 0; hour < HOURS; hour++) {
                row[hour + 1] = Heat.of(cells.get((weekday.getValue() - 1) * HOURS + hour).occupancyRate(), fullest);
            }
            rows.add(row);
        }
        return new Filled(HEAT_MAP, "Occupied time of all bays in percent, mean of all such hours; the darkest is the fullest.", Rows.of(rows), null);
    }

    private static Filled byHour(List<HourFigures.DayTime> ofDay) {
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
        return new Filled(BY_HOUR, "The target of a day is spread evenly over its 24 hours.", Rows.of(rows),
                new Object[] {"All hours", arrivals, null, before, arrivals - before, null});
    }

    private static Filled hourByHour(List<HourFigures.Hour> all) {
        return new Filled(ALL, "", Rows.of(all.stream().map(hour -> new Object[] {hour.start(), hour.arrivals(), hour.departures(),
            hour.target(), hour.lastWeek(), hour.occupancyRate(), hour.occupiedHours()}).toList()), null);
    }
}
