package io.parkbridge.report;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private static final Table DAYS = Table.data("days",
            Column.day("date"), Column.count("parking_events"), Column.count("arrivals"),
            Column.count("target"));
    private static final Table BY_HOUR = Table.data("hours-of-day",
            Column.text("hour", 60), Column.count("arrivals"), Column.percent("occupancy_rate"));
    private static final Table WEEKDAYS = Table.data("weekdays",
            Column.text("weekday", 80), Column.decimal("arrivals"));
    private static final Table ZONES = Table.data("zones",
            Column.text("zone", 120), Column.count("arrivals"), Column.percent("occupancy_rate"),
            Column.count("target"), Column.percent("efficiency"));
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
        Written written = scope.written();
        List<Range> zones = ranges.ranges(question);
        List<Day> ofDays = byDay(days.days(question));
        List<HourFigures.DayTime> ofHours = hours.dayTimes(question);
        double[] ofWeekdays = weekdays(ofDays);
        Before before = Before.of(question);
        Findings findings = new Findings(written.text("finding"), List.of(busiest(ofWeekdays, ofHours, written),
                change(zones.getFirst(), before, ranges.ranges(before.question()).getFirst(), byDay(days.days(before.question())), written),
                extremes(zones, written)));
        List<Block> blocks = new ArrayList<>(scope.noticeIfEmpty(zones.getFirst()));
        blocks.add(figures(zones.getFirst(), stays.stays(question).getFirst(), written));
        blocks.add(findings);
        blocks.add(new Charts(List.of(arrivals(ofDays, written), occupancy(ofHours, written))));
        blocks.add(new Charts(List.of(weekdayChart(ofWeekdays, written), zoneChart(zones, written))));
        blocks.addAll(List.of(dayTable(ofDays), hourTable(ofHours), weekdayTable(ofWeekdays, written), zoneTable(zones)));
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
                new Figure(written.text("figure.arrivals"), Kind.COUNT, all.arrivals(),
                        written.text("note.a-day", written.decimal(all.days() == 0 ? 0 : (double) all.arrivals() / all.days()))),
                new Figure(written.text("figure.occupancy"), Kind.PERCENT, all.occupancyRate(), written.text("note.bay-time", all.bays())),
                new Figure(written.text("figure.peak"), Kind.PERCENT, all.peakRate(), all.peakStart() == null ? "" : written.time(all.peakStart())),
                new Figure(written.text("figure.stay"), Kind.MINUTES, ofStays.averageMinutes(),
                        written.text("note.turnover", written.decimal(all.dailyTurnover()))),
                new Figure(written.text("figure.efficiency"), Kind.PERCENT, all.efficiency(),
                        written.text(all.efficiency() == null ? "note.no-target" : "note.target-arrivals", all.target()))));
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
            return written.text("finding.none");
        }
        int all = ofHours.stream().mapToInt(HourFigures.DayTime::arrivals).sum();
        return written.text("finding.busiest", written.weekday(DayOfWeek.of(best + 1), TextStyle.FULL), written.decimal(Rounded.oneDecimal(ofWeekdays[best])),
                hour.label(), written.percent(Rounded.percent(hour.arrivals(), all)));
    }

    private static String change(Range now, Before before, Range then, List<Day> daysThen, Written written) {
        long recorded = daysThen.stream().filter(day -> day.events > 0).count();
        if (recorded == 0) {
            return written.text("finding.nothing-before", before.name(written));
        }
        if (recorded < daysThen.size()) {
            return written.text("finding.unfair", capital(before.name(written)), recorded, daysThen.size());
        }
        double daily = now.days() == 0 ? 0 : (double) now.arrivals() / now.days();
        double dailyThen = (double) then.arrivals() / then.days();
        double percent = Rounded.percent(daily - dailyThen, dailyThen);
        return written.text(percent == 0 ? "finding.same" : percent > 0 ? "finding.rose" : "finding.fell", before.name(written),
                written.percent(Math.abs(percent)), written.decimal(Rounded.oneDecimal(daily)), written.decimal(Rounded.oneDecimal(dailyThen)),
                written.percent(now.occupancyRate()), written.percent(then.occupancyRate()));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String extremes(List<Range> zones, Written written) {
        List<Range> aimed = zones.stream().skip(1).filter(zone -> zone.efficiency() != null)
                .sorted(Comparator.comparingDouble(Range::efficiency)).toList();
        if (aimed.isEmpty()) {
            List<Range> byUse = zones.stream().skip(1).sorted(Comparator.comparingDouble(Range::occupancyRate)).toList();
            return written.text("finding.no-target", byUse.getFirst().zoneName(),
                    written.percent(byUse.getFirst().occupancyRate()), byUse.getLast().zoneName(), written.percent(byUse.getLast().occupancyRate()));
        }
        Range worst = aimed.getFirst();
        String said = worst.efficiency() >= 100 ? "finding.reached" : "finding.furthest";
        return written.text(aimed.size() == 1 ? said : said + ".best", worst.zoneName(), written.percent(worst.efficiency()), worst.targetArrivals(),
                worst.target(), aimed.getLast().zoneName(), written.percent(aimed.getLast().efficiency()));
    }

    private static Chart arrivals(List<Day> ofDays, Written written) {
        List<Series> series = new ArrayList<>();
        series.add(new Series(written.text("figure.arrivals"), Mark.BAR, Tone.ACCENT, ofDays.stream().map(day -> (double) day.arrivals).toList()));
        if (ofDays.stream().anyMatch(day -> day.target > 0)) {
            series.add(new Series(written.text("figure.target"), Mark.AIM, Tone.ALARM, ofDays.stream().map(day -> day.target == 0 ? Double.NaN : day.target).toList()));
        }
        return new Chart(written.text("chart.arrivals-days"), written.text("chart.arrivals-days.about"), Chart.Form.UPRIGHT, "",
                written.ticks(ofDays.stream().map(Day::date).toList()), series);
    }

    private static Chart occupancy(List<HourFigures.DayTime> ofHours, Written written) {
        return new Chart(written.text("chart.occupancy-hours"), written.text("chart.occupancy-hours.about"), Chart.Form.UPRIGHT, "%",
                ofHours.stream().map(hour -> hour.hour() % (HOURS / 6) == 0 ? hour.label() : "").toList(),
                List.of(new Series(written.text("figure.occupancy"), Mark.BAR, Tone.MIDDLE, ofHours.stream().map(HourFigures.DayTime::occupancyRate).toList())));
    }

    private static Chart weekdayChart(double[] ofWeekdays, Written written) {
        return new Chart(written.text("chart.arrivals-weekdays"), written.text("chart.arrivals-weekdays.about"), Chart.Form.UPRIGHT, "",
                IntStream.range(0, ofWeekdays.length).mapToObj(i -> weekday(i, written)).toList(),
                List.of(new Series(written.text("figure.arrivals"), Mark.BAR, Tone.ACCENT, IntStream.range(0, ofWeekdays.length).mapToObj(i -> ofWeekdays[i]).toList())));
    }

    private static String weekday(int fromMonday, Written written) {
        return written.weekday(DayOfWeek.of(fromMonday + 1), TextStyle.SHORT);
    }

    private static Chart zoneChart(List<Range> zones, Written written) {
        List<Range> aimed = zones.stream().skip(1).filter(zone -> zone.efficiency() != null)
                .sorted(Comparator.comparingDouble(Range::efficiency)).limit(Chart.BARS_MAX).toList();
        if (!aimed.isEmpty()) {
            return new Chart(written.text(aimed.size() < zones.size() - 1 ? "chart.furthest" : "chart.efficiency-zones"),
                    written.text("chart.efficiency-zones.about"), Chart.Form.LYING, "%", aimed.stream().map(Range::zoneName).toList(),
                    List.of(new Series(written.text("figure.efficiency"), Mark.BAR, Tone.ACCENT, aimed.stream().map(Range::efficiency).toList())));
        }
        List<Range> fullest = zones.stream().skip(1).sorted(Comparator.comparingDouble(Range::occupancyRate).reversed()).limit(Chart.BARS_MAX).toList();
        return new Chart(written.text("chart.occupancy-zones"), written.text("chart.occupancy-zones.about"), Chart.Form.LYING, "%",
                fullest.stream().map(Range::zoneName).toList(),
                List.of(new Series(written.text("figure.occupancy"), Mark.BAR, Tone.ACCENT, fullest.stream().map(Range::occupancyRate).toList())));
    }

    private static Filled dayTable(List<Day> ofDays) {
        return new Filled(DAYS, "", Rows.of(ofDays.stream().map(day -> new Object[] {day.date, day.events, day.arrivals,
            day.target == 0 ? null : day.target}).toList()), null);
    }

    private static Filled hourTable(List<HourFigures.DayTime> ofHours) {
        return new Filled(BY_HOUR, "", Rows.of(ofHours.stream().map(hour -> new Object[] {hour.label(), hour.arrivals(), hour.occupancyRate()})
                .toList()), null);
    }

    private static Filled weekdayTable(double[] ofWeekdays, Written written) {
        return new Filled(WEEKDAYS, "", Rows.of(IntStream.range(0, ofWeekdays.length).mapToObj(i -> new Object[] {weekday(i, written),
            Double.isNaN(ofWeekdays[i]) ? null : Rounded.oneDecimal(ofWeekdays[i])}).toList()), null);
    }

    private static Filled zoneTable(List<Range> zones) {
        return new Filled(ZONES, "", Rows.of(zones.stream().skip(1).map(zone -> new Object[] {zone.zoneName(), zone.arrivals(),
            zone.occupancyRate(), zone.efficiency() == null ? null : zone.target(), zone.efficiency()}).toList()), null);
    }
}
