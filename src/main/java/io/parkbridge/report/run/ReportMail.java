package io.parkbridge.report.run;

import static io.parkbridge.report.run.RunStore.prepared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.notify.Backoff;
import io.parkbridge.report.Format;
import io.parkbridge.report.Report;
import io.parkbridge.report.ReportConfig;
import io.parkbridge.time.Micros;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends reports to people, to each on their own, so that an address that is refused keeps them from nobody else. */
@ApplicationScoped
class ReportMail {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int REASON_LENGTH_MAX = 500;

    private static final String TAKE = """
            update report_mail m set attempts = m.attempts + 1, due_at = ?
            from report_run r left join report_schedule s on s.id = r.schedule_id
            join facility f on f.id = r.facility_id
            where (m.run_id, m.address) = (select run_id, address from report_mail where state = 'PENDING' and due_at <= ?
                                           order by due_at limit 1 for update skip locked)
              and r.id = m.run_id
            returning m.run_id, m.address, m.attempts, m.since, coalesce(s.name, r.report), r.report, r.format, f.name, r.from_day::text, r.to_day::text,
                      r.size
            """;
    private static final String ENDED = "update report_mail set state = ?, due_at = ?, reason = ? where run_id = ? and address = ?";

    private record Letter(long run, String address, int attempts, Instant since, String name, Report report, Format format, String facility, String from,
            String to, long size) {

        String days() {
            return from.equals(to) ? from : from + " to " + to;
        }

        String fileName() {
            return report.path() + "-" + from + (from.equals(to) ? "" : "-" + to) + "." + format.extension();
        }
    }

    private final DataSource database;
    private final RunStore runs;
    private final Mailer mailer;
    private final ReportConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    ReportMail(DataSource database, RunStore runs, Mailer mailer, ReportConfig config, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.runs = runs;
        this.mailer = mailer;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    void sendDue() throws SQLException {
        for (Letter letter = take(); letter != null; letter = take()) {
            send(letter);
        }
    }

    private Letter take() throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection(); PreparedStatement take = prepared(connection, TAKE, now.plus(LEASE), now);
                ResultSet row = take.executeQuery()) {
            return row.next() ? new Letter(row.getLong(1), row.getString(2), row.getInt(3), Micros.read(row, 4), row.getString(5),
                    Report.valueOf(row.getString(6)), Format.valueOf(row.getString(7)), row.getString(8), row.getString(9), row.getString(10),
                    row.getLong(11)) : null;
        }
    }

    private void send(Letter letter) throws SQLException {
        try {
            mailer.send(mail(letter));
            end(letter, "SENT", clock.instant(), null);
            count("sent");
        } catch (RuntimeException e) {
            Instant again = clock.instant().plus(Backoff.after(letter.attempts(), ThreadLocalRandom.current().nextDouble()));
            boolean isOver = again.isAfter(letter.since().plus(Backoff.GIVEN_UP_AFTER));
            String reason = String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            end(letter, isOver ? "GIVEN_UP" : "PENDING", again, reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)).replace('\0', '?'));
            count(isOver ? "given_up" : "failed");
        }
    }

    private void end(Letter letter, String state, Instant due, String reason) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = prepared(connection, ENDED, state, due, reason, letter.run(), letter.address())) {
            update.executeUpdate();
        }
    }

    private Mail mail(Letter letter) throws SQLException {
        Mail mail = new Mail().addTo(letter.address()).setSubject("%s: %s, %s".formatted(letter.name(), letter.facility(), letter.days()))
                .addHeader("X-Parkbridge-Key", "report-" + letter.run());
        String what = "%s of %s, %s.%n".formatted(letter.report().title(), letter.facility(), letter.days());
        if (letter.size() > config.attachmentMax()) {
            return mail.setText(what + String.format(Locale.ROOT, "%nThe file has %.1f MB, too many for a mail. It is here, for whoever may log in:%n%s%n",
                    letter.size() / 1e6, config.address().orElse("") + "/api/report-runs/" + letter.run() + "/file"));
        }
        byte[] file = runs.piece(letter.run(), 0, Math.toIntExact(letter.size()));
        return mail.setText(what).addAttachment(letter.fileName(), file, letter.format().mediaType());
    }

    private void count(String outcome) {
        metrics.counter("parkbridge.report.mails", "outcome", outcome).increment();
    }
}
