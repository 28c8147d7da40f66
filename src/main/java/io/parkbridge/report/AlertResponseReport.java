package io.parkbridge.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final Table TYPES = Table.printed("types", "By type", columns("type", "Type"));
    private static final Table ZONES = Table.printed("zones", "By zone", columns("zone", "Zone"));
    static final List<Table> TABLES = List.of(TYPES, ZONES);

    private final ResponseFigures figures;

    AlertResponseReport(ResponseFigures figures) {
        this.figures = figures;
    }

    private static Column[] columns(String name, String label) {
        return new Column[] {Column.text(name, label, 84), Column.count("raised", "Raised").wide(36),
            Column.count("acknowledged", "Acknowledged").wide(60), Column.minutes("acknowledge_median_minutes", "Until acknowledged, median").wide(88),
            Column.minutes("acknowledge_p90_minutes", "Until acknowledged, p90").wide(88), Column.count("cleared", "Cleared").wide(40),
            Column.minutes("clear_median_minutes", "Until cleared, median").wide(56), Column.minutes("clear_p90_minutes", "Until cleared, p90").wide(56),
            Column.count("open", "Open").wide(32)};
    }

    @Override
    public Report report() {
        return Report.ALERTS_AND_RESPONSE;
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        ResponseFigures.Asked asked = new ResponseFigures.Asked(scope.facilityId(), scope.zoneId(), scope.start(), scope.end());
        ResponseFigures.Answers answers = figures.answers(scope.connection(), asked);
        List<Block> blocks = new ArrayList<>();
        if (answers.all().raised() == 0) {
            blocks.add(new Block.Notice("No alert was raised " + scope.range() + "."));
        }
        blocks.add(figures(answers.all(), scope.written()));
        blocks.add(charts(answers, figures.days(scope.connection(), asked, scope.question().timeZone()), scope));
        blocks.add(new Filled(TYPES, "Times are hours and minutes since the alert was raised. What another alert explains, like the devices "
                + "of a facility that is silent as a whole, is not counted.", Rows.of(rows(answers.types(), "")), row("All types", answers.all())));
        blocks.add(new Filled(ZONES, "", Rows.of(rows(answers.zones(), "No zone")), row("All zones", answers.all())));
        return blocks;
    }

    private static Figures figures(Answer all, Written written) {
        int open = all.raised() - all.cleared();
        return new Figures(List.of(
                new Figure("Raised", Kind.COUNT, all.raised(), written.count(open) + " of them still open"),
                new Figure("Acknowledged", Kind.COUNT, all.acknowledged(), "by somebody"),
                new Figure("Until acknowledged", Kind.MINUTES, all.acknowledgeMedianMinutes(), ninety(all.acknowledgeP90Minutes())),
                new Figure("Until cleared", Kind.MINUTES, all.clearMedianMinutes(), ninety(all.clearP90Minutes()))));
    }

    private static String ninety(Double minutes) {
        return minutes == null ? "" : "median; nine of ten within " + Written.minutes(minutes) + " h";
    }

    private static Charts charts(ResponseFigures.Answers answers, List<ResponseFigures.Day> days, ReportSource.Scope scope) {
        Map<LocalDate, double[]> byDay = new TreeMap<>();
        scope.question().from().datesUntil(scope.question().to().plusDays(1)).forEach(day -> byDay.put(day, new double[Severity.values().length]));
        days.forEach(day -> byDay.get(day.date())[day.severity().ordinal()] += day.raised());
        List<Series> series = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            series.add(new Series(inWords(severity.name()), Mark.BAR, tone(severity),
                    byDay.values().stream().map(ofDay -> ofDay[severity.ordinal()]).toList()));
        }
        List<Answer> most = answers.types().stream().limit(Chart.BARS_MAX).toList();
        return new Charts(List.of(
                new Chart("Raised by day", "Alerts raised each day, by severity", Chart.Form.STACKED, "", scope.written().ticks(byDay.keySet()), series),
                new Chart("Raised by type", "Alerts raised of each type", Chart.Form.LYING, "",
                        most.stream().map(type -> inWords(type.subject())).toList(),
                        List.of(new Series("Raised", Mark.BAR, Tone.ACCENT, most.stream().map(type -> (double) type.raised()).toList())))));
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.ALARM;
            case WARNING -> Tone.ACCENT;
            case INFO -> Tone.PALE;
        };
    }

    private static List<Object[]> rows(List<Answer> answers, String unnamed) {
        return answers.stream().map(answer -> row(answer.subject() == null ? unnamed : answer.subject(), answer)).toList();
    }

    private static Object[] row(String name, Answer answer) {
        return new Object[] {name, answer.raised(), answer.acknowledged(), answer.acknowledgeMedianMinutes(), answer.acknowledgeP90Minutes(),
            answer.cleared(), answer.clearMedianMinutes(), answer.clearP90Minutes(), answer.raised() - answer.cleared()};
    }

    /** DEVICE_OFFLINE: Device offline. */
    private static String inWords(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
