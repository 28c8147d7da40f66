package io.parkbridge.report.run;

import static io.parkbridge.report.run.RunStore.prepared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.notify.Backoff;
import io.parkbridge.notify.MailRelay;
import io.parkbridge.report.Format;
import io.parkbridge.report.Report;
import io.parkbridge.report.ReportConfig;
import io.parkbridge.report.ReportRequest;
import io.parkbridge.text.Texts;
import io.parkbridge.time.Micros;
import io.quarkus.mailer.Mail;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Sends reports to people, to each on their own, so that an address that is refused keeps them from nobody else. */
@ApplicationScoped
class ReportMail {

    private static final Logger LOG = Logger.getLogger(ReportMail.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final int REASON_LENGTH_MAX = 500;

    private static final String TAKE = """
            update report_mail m set attempts = m.attempts + 1, due_at = ?
            from report_run r left join report_schedule s on s.id = r.schedule_id
            join facility f on f.id = r.facility_id
            where (m.run_id, m.address) = (select run_id, address from report_mail where state = 'PENDING' and due_at <= ?
                                           order by due_at limit 1 for update skip locked)
              and r.id = m.run_id
            returning m.run_id, m.address, m.attempts, m.since, s.name, r.report, r.format, f.name, r.from_day, r.to_day, r.size,
                      r.reason, r.facility_id, r.language
            """;
    private static final String ENDED = "update report_mail set state = ?, due_at = ?, reason = ? where run_id = ? and address = ?";

    /**
     * @param name of the schedule; null where it is gone
     * @param size of the file; null where the run has failed
     */
    private record Letter(long run, String address, int attempts, Instant since, String name, String report, String format, String facility, LocalDate from,
            LocalDate to, Long size, String failure, int facilityId, Locale locale) {

        String days(Texts texts) {
            DateTimeFormatter day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
            return from.equals(to) ? day.format(from) : texts.of("mail.days", day.format(from), day.format(to));
        }

        String fileName() {
            return ReportRequest.fileName(Report.path(report), from, to, format.toLowerCase(Locale.ROOT));
        }
    }

    private final DataSource database;
    private final RunStore runs;
    private final MailRelay relay;
    private final ReportConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Audit audit;

    ReportMail(DataSource database, RunStore runs, MailRelay relay, ReportConfig config, Clock clock, MeterRegistry metrics, Audit audit) {
        this.database = database;
        this.runs = runs;
        this.relay = relay;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.audit = audit;
    }

    void onStart(@Observes StartupEvent start) {
        config.address().filter(address -> !("https".equals(address.getScheme()) || "http".equals(address.getScheme())) || address.getHost() == null)
                .ifPresent(address -> {
                    throw new IllegalArgumentException("parkbridge.reports.address must be like https://parking.example.org, and not " + address);
                });
        if (config.address().isEmpty()) {
            LOG.info("mails with reports name no address of files that are too large for them: parkbridge.reports.address is not set");
        }
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
            return row.next() ? new Letter(row.getLong(1), row.getString(2), row.getInt(3), Micros.read(row, 4), row.getString(5), row.getString(6),
                    row.getString(7), row.getString(8), row.getObject(9, LocalDate.class), row.getObject(10, LocalDate.class),
                    row.getObject(11, Long.class), row.getString(12), row.getInt(13),
                    Locale.forLanguageTag(row.getString(14))) : null;
        }
    }

    private void send(Letter letter) throws SQLException {
        try {
            relay.send(mail(letter));
            sent(letter);
            count("sent");
        } catch (RuntimeException e) {
            Instant again = clock.instant().plus(Backoff.after(letter.attempts(), ThreadLocalRandom.current().nextDouble()));
            boolean isOver = again.isAfter(letter.since().plus(Backoff.GIVEN_UP_AFTER));
            String reason = String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            end(letter, isOver ? "GIVEN_UP" : "PENDING", again, reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)).replace('\0', '?'));
            count(isOver ? "given_up" : "failed");
        }
    }

    private void sent(Letter letter) throws SQLException {
        Transaction.of(database, connection -> {
            end(connection, letter, "SENT", clock.instant(), null);
            if (letter.size() != null) {
                audit.record(connection, Entry.of(Action.EXPORTED, Subject.REPORT, Long.toString(letter.run()), letter.fileName(), letter.facilityId(),
                        Map.of("mail", letter.address())));
            }
            return null;
        });
    }

    private void end(Letter letter, String state, Instant due, String reason) throws SQLException {
        try (Connection connection = database.getConnection()) {
            end(connection, letter, state, due, reason);
        }
    }

    private static void end(Connection connection, Letter letter, String state, Instant due, String reason) throws SQLException {
        try (PreparedStatement update = prepared(connection, ENDED, state, due, reason, letter.run(), letter.address())) {
            update.executeUpdate();
        }
    }

    private Mail mail(Letter letter) throws SQLException {
        Texts texts = Report.texts(letter.locale());
        Mail mail = new Mail().addTo(letter.address()).addHeader("X-Parkbridge-Key", "report-" + letter.run());
        String name = letter.name() == null ? Report.path(letter.report()) : letter.name();
        String subject = texts.of("mail.subject", name, letter.facility(), letter.days(texts));
        if (letter.size() == null) {
            return mail.setSubject(texts.of("mail.failed.subject", subject))
                    .setText(texts.of("mail.failed", name, letter.days(texts), letter.facility(), Reasons.in(texts, letter.failure())));
        }
        Report report = Report.valueOf(letter.report());
        String what = texts.of("mail.text", report.title(texts), letter.facility(), letter.days(texts));
        mail.setSubject(subject);
        if (letter.size() > config.attachmentMax()) {
            return mail.setText(what + "\n\n" + whereItIs(letter, texts) + "\n");
        }
        byte[] file = runs.piece(letter.run(), 0, Math.toIntExact(letter.size()));
        return mail.setText(what + "\n").addAttachment(letter.fileName(), file, Format.valueOf(letter.format()).mediaType());
    }

    private String whereItIs(Letter letter, Texts texts) {
        double megabytes = Math.round(letter.size() / 1e5) / 10.0;
        return config.address().map(address -> texts.of("mail.too-large.at", megabytes,
                "%s/api/report-runs/%d/file".formatted(address.toString().replaceAll("/+$", ""), letter.run())))
                .orElseGet(() -> texts.of("mail.too-large", megabytes, Long.toString(letter.run())));
    }

    private void count(String outcome) {
        metrics.counter("parkbridge.report.mails", "outcome", outcome).increment();
    }
}
