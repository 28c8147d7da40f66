package io.parkbridge.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.Questions;
import io.parkbridge.text.Languages;
import jakarta.enterprise.context.ApplicationScoped;

/** The one place where a wanted report is checked: all that is wrong with it is said at once, and nothing is rendered or queued. */
@ApplicationScoped
public class ReportRequests {

    private static final int NAME_LENGTH_MAX = 50;

    /** As it is asked for; all may be absent but facility or zone. */
    public record Asked(String facility, String zone, String from, String to, String paper, String language, String table) {
    }

    private final Questions questions;

    ReportRequests(Questions questions) {
        this.questions = questions;
    }

    /** @throws Problem naming every field that is not acceptable; 404 where there is no such report, facility or zone */
    public ReportRequest check(String report, Format format, Asked asked) throws SQLException {
        Report wanted = report(report);
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Integer facility = QueryParameter.read(errors, "facility", () -> QueryParameter.id("facility", asked.facility));
        Integer zone = QueryParameter.read(errors, "zone", () -> QueryParameter.id("zone", asked.zone));
        LocalDate from = QueryParameter.read(errors, "from", () -> QueryParameter.date("from", asked.from));
        LocalDate to = QueryParameter.read(errors, "to", () -> QueryParameter.date("to", asked.to));
        Locale locale = locale(errors, asked.language);
        Paper paper = QueryParameter.read(errors, "paper", () -> QueryParameter.oneOf("paper", asked.paper, Paper.class));
        String table = table(errors, wanted, asked.table);
        if (facility == null && zone == null && errors.isEmpty()) {
            errors.put("facility", List.of("a facility or a zone must be named"));
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors);
        }
        Question question = questions.ask(facility, zone, from, to, wanted.daysMax());
        if (question.from().isAfter(today(question))) {
            throw Problem.ofFields(Map.of("from", List.of("from lies in the future: at " + question.timeZone() + " it is " + today(question))));
        }
        Question dated = wanted == Report.MONTH_AT_A_GLANCE && from == null && to == null ? lastMonth(question) : question;
        return new ReportRequest(wanted, format, dated.facilityId(), zone, dated.from(), dated.to(),
                paper == null ? usual(locale) : paper, locale, table);
    }

    private static Report report(String path) {
        for (Report report : Report.values()) {
            if (report.path().equals(path)) {
                return report;
            }
        }
        throw Problem.notFound("there is no such report; GET /api/reports lists them");
    }

    private static Locale locale(Map<String, List<String>> errors, String language) {
        String text = QueryParameter.read(errors, "language", () -> QueryParameter.text("language", language, NAME_LENGTH_MAX));
        if (text == null) {
            return Locale.UK;
        }
        Locale locale = Languages.of(text);
        if (locale == null && !errors.containsKey("language")) {
            errors.put("language", List.of("language must be one of " + String.join(", ", Languages.TAGS)));
        }
        return locale;
    }

    private static String table(Map<String, List<String>> errors, Report report, String table) {
        String name = QueryParameter.read(errors, "table", () -> QueryParameter.text("table", table, NAME_LENGTH_MAX));
        List<String> names = report.tables().stream().map(Table::name).toList();
        if (name != null && !names.contains(name)) {
            errors.put("table", List.of("table must be one of " + String.join(", ", names)));
        }
        return name;
    }

    private static Paper usual(Locale locale) {
        return Locale.US.equals(locale) ? Paper.LETTER : Paper.A4;
    }

    private static Question lastMonth(Question question) {
        YearMonth month = YearMonth.from(today(question)).minusMonths(1);
        return question.on(month.atDay(1), month.atEndOfMonth());
    }

    private static LocalDate today(Question question) {
        return LocalDate.ofInstant(question.now(), question.timeZone());
    }
}
