package io.parkbridge.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parkbridge.alert.ResponseFigures;
import io.parkbridge.alert.ResponseFigures.Answer;
import io.parkbridge.alert.Severity;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** What went wrong, and how soon somebody saw to it. */
@ApplicationScoped
class AlertResponseReport implements ReportSource {

    private static final Table TYPES = Table.printed("types", columns("type"));
    private static final Table ZONES = Table.printed("zones", columns("zone"));
    static final List<Table> TABLES = List.of(TYPES, ZONES);

    private final ResponseFigures figures;

    AlertResponseReport(ResponseFigures figures) {
        this.figures = figures;
    }

    private static Column[] columns(String name) {
        return new Column[] {Column.text(name, 84), Column.count("raised").wide(46),
            Column.count("acknowledged").wide(60), Column.minutes("acknowledge_median_minutes").wide(83),
            Column.minutes("acknowledge_p90_minutes").wide(83), Column.count("cleared").wide(40),
            Column.minutes("clear_median_minutes").wide(56), Column.minutes("clear_p90_minutes").wide(56),
            Column.count("open").wide(32)};
    }

    @Override
    public Report report() {
        return Report.ALERTS_AND_RESPONSE;
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        ResponseFigures.Asked asked = new ResponseFigures.Asked(scope.facilityId(), scope.zoneId(), scope.start(), scope.end());
        ResponseFigures.Answers answers = figures.answers(scope.connection(), asked);
        Written written = scope.written();
        List<Block> blocks = new ArrayList<>();
        if (answers.all().raised() == 0) {
            blocks.add(new Block.Notice(written.text("notice.no-alert", scope.range())));
        }
        blocks.add(figures(answers.all(), written));
        blocks.add(charts(answers, figures.days(scope.connection(), asked, scope.question().timeZone()), scope));
        blocks.add(new Filled(TYPES, written.text("note.alerts"),
                Rows.of(answers.types().stream().map(type -> row(named(type, written), type)).toList()), row(written.text("all-types"), answers.all())));
        blocks.add(new Filled(ZONES, "", Rows.of(answers.zones().stream()
                .map(zone -> row(zone.subject() == null ? written.text("no-zone") : zone.subject(), zone)).toList()), row(written.text("all-zones"), answers.all())));
        return blocks;
    }

    private static Figures figures(Answer all, Written written) {
        int open = all.raised() - all.cleared();
        return new Figures(List.of(
                new Figure(written.text("column.raised"), Kind.COUNT, all.raised(), written.text("note.still-open", open)),
                new Figure(written.text("column.acknowledged"), Kind.COUNT, all.acknowledged(), written.text("note.by-somebody")),
                new Figure(written.text("figure.until-acknowledged"), Kind.MINUTES, all.acknowledgeMedianMinutes(), ninety(all.acknowledgeP90Minutes(), written)),
                new Figure(written.text("figure.until-cleared"), Kind.MINUTES, all.clearMedianMinutes(), ninety(all.clearP90Minutes(), written))));
    }

    private static String ninety(Double minutes, Written written) {
        return minutes == null ? "" : written.text("note.ninety", Written.minutes(minutes));
    }

    private static Charts charts(ResponseFigures.Answers answers, List<ResponseFigures.Day> days, ReportSource.Scope scope) {
        Written written = scope.written();
        Map<LocalDate, double[]> byDay = new TreeMap<>();
        scope.question().from().datesUntil(scope.question().to().plusDays(1)).forEach(day -> byDay.put(day, new double[Severity.values().length]));
        days.forEach(day -> byDay.get(day.date())[day.severity().ordinal()] += day.raised());
        List<Series> series = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            series.add(new Series(written.text("severity." + severity), Mark.BAR, tone(severity),
                    byDay.values().stream().map(ofDay -> ofDay[severity.ordinal()]).toList()));
        }
        List<Answer> most = answers.types().stream().limit(Chart.BARS_MAX).toList();
        return new Charts(List.of(
                new Chart(written.text("chart.raised-days"), written.text("chart.raised-days.about"), Chart.Form.STACKED, "", written.ticks(byDay.keySet()), series),
                new Chart(written.text("chart.raised-types"), written.text("chart.raised-types.about"), Chart.Form.LYING, "",
                        most.stream().map(type -> named(type, written).words()).toList(),
                        List.of(new Series(written.text("column.raised"), Mark.BAR, Tone.ACCENT, most.stream().map(type -> (double) type.raised()).toList())))));
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.ALARM;
            case WARNING -> Tone.ACCENT;
            case INFO -> Tone.PALE;
        };
    }

    private static Object[] row(Object name, Answer answer) {
        return new Object[] {name, answer.raised(), answer.acknowledged(), answer.acknowledgeMedianMinutes(), answer.acknowledgeP90Minutes(),
            answer.cleared(), answer.clearMedianMinutes(), answer.clearP90Minutes(), answer.raised() - answer.cleared()};
    }

    private static Named named(Answer type, Written written) {
        String words = written.texts().orNull("alert." + type.subject());
        return new Named(type.subject(), words == null ? type.subject() : words);
    }
}
