package io.parkbridge.report.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.report.Format;
import io.parkbridge.report.Paper;
import io.parkbridge.report.Report;
import io.parkbridge.report.ReportRequest;
import io.parkbridge.scope.Reach;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of runs on their way; {@link RunQuery} shows them. Any number of instances share them: who renders one holds a lease on it, and after its end another takes it up, once. */
@ApplicationScoped
class RunStore {

    /** A run that is interrupted is begun again this often in all. */
    private static final int ATTEMPTS_MAX = 2;

    /** One after the other: two that count at once would both find room for the last. */
    private static final String ASKING = "select pg_advisory_xact_lock(hashtext('reports of ' || ? || ' ' || ?))";
    private static final String OPEN = """
            select count(*) from report_run where owner = ? and owner_kind = ? and schedule_id is null and state in ('QUEUED', 'RUNNING')
            """;
    private static final String QUEUE = """
            insert into report_run (report, format, facility_id, zone_id, from_day, to_day, paper, language, table_name, owner_kind, owner, facilities,
                                    queued_at, schedule_id, due_at, recipients)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing returning id
            """;
    private static final String TAKE = """
            update report_run set state = 'RUNNING', claim = ?, started_at = ?, lease_until = ?, attempts = attempts + 1, progress = 0
            where id = (select id from report_run
                        where attempts < ? and (state = 'QUEUED' or state = 'RUNNING' and lease_until < ?) order by id limit 1 for update skip locked)
            returning id, report, format, facility_id, zone_id, from_day, to_day, paper, language, table_name, facilities, queued_at
            """;
    /** And those who wait for a scheduled one are told. */
    private static final String FAILED = """
            with failed as (update report_run set state = 'FAILED', ended_at = ?, reason = ? where %s returning id, recipients),
            told as (insert into report_mail (run_id, address, due_at, since) select id, unnest(recipients), ?, ? from failed)
            select count(*) from failed
            """;
    private static final String GIVE_UP = FAILED.formatted("state = 'RUNNING' and attempts >= ? and lease_until < ?");
    private static final String FAIL = FAILED.formatted("id = ? and claim = ? and state = 'RUNNING'");
    private static final String RENEW = """
            update report_run set progress = ?, lease_until = ? where id = ? and claim = ? and state = 'RUNNING'
            """;
    private static final String DONE = """
            update report_run set state = 'DONE', progress = 1, ended_at = ?, size = ?, content = ? where id = ? and claim = ? and state = 'RUNNING'
            """;
    private static final String MAILS = """
            insert into report_mail (run_id, address, due_at, since) select id, unnest(recipients), ?, ? from report_run where id = ?
            """;
    private static final String BACK = """
            update report_run set state = 'QUEUED', attempts = attempts - 1, claim = null where id = ? and claim = ? and state = 'RUNNING'
            """;
    private static final String CANCEL = "update report_run set state = 'CANCELLED', ended_at = ? where id = ? and state in ('QUEUED', 'RUNNING')";
    private static final String DROP = """
            delete from report_run where id in (select id from report_run where ended_at < ? order by ended_at limit 1000 for update skip locked)
            """;
    private static final String PIECE = "select substring(content from ? for ?) from report_run where id = ? and state = 'DONE'";

    /** A run in the hands of this instance. */
    record Taken(long id, UUID claim, ReportRequest request, Reach reach, Instant queuedAt) {
    }

    /** The schedule that wants a run, for which time, and who gets it. */
    record Cause(int schedule, Instant dueAt, String[] recipients) {
    }

    private final DataSource database;
    private final Audit audit;

    RunStore(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    int queued() throws SQLException {
        return count("select count(*) from report_run where state = 'QUEUED'");
    }

    private int count(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return count(connection, sql, parameters);
        }
    }

    private static int count(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, parameters); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** 0 where the owner has as many open as one may have. */
    long queue(ReportRequest request, Owner owner, int openMax, Instant now) throws SQLException {
        return Transaction.of(database, connection -> {
            try (PreparedStatement alone = prepared(connection, ASKING, owner.kind(), owner.name())) {
                alone.execute();
            }
            if (count(connection, OPEN, owner.name(), owner.kind()) >= openMax) {
                return 0L;
            }
            long id = queue(connection, request, owner, null, now);
            audit.record(connection, Entry.of(Action.CREATED, Subject.REPORT, Long.toString(id), request.fileName(), request.facility(), request));
            return id;
        });
    }

    /** In the connection's transaction; 0 where the schedule has a run for that time already. */
    long queue(Connection connection, ReportRequest request, Owner owner, Cause cause, Instant now) throws SQLException {
        Array recipients = connection.createArrayOf("text", cause == null ? new String[0] : cause.recipients());
        try (PreparedStatement insert = prepared(connection, QUEUE, request.report().name(), request.format().name(), request.facility(), request.zone(),
                request.from(), request.to(), request.paper().name(), request.locale().toLanguageTag(), request.table(), owner.kind(),
                owner.name(), facilities(connection, owner.reach()), now, cause == null ? null : cause.schedule(), cause == null ? null : cause.dueAt(),
                recipients); ResultSet row = insert.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static Array facilities(Connection connection, Reach reach) throws SQLException {
        return reach.isLimited() ? connection.createArrayOf("int8", reach.facilities().toArray()) : null;
    }

    static Reach reach(Array facilities) throws SQLException {
        return facilities == null ? Reach.ALL
                : new Reach(Arrays.stream((Long[]) facilities.getArray()).collect(Collectors.<Long, Set<Long>>toCollection(java.util.HashSet::new)));
    }

    /** The next one, or null; one that cannot be read has failed and is passed over. */
    Taken take(Instant now, Duration lease) throws SQLException {
        UUID claim = UUID.randomUUID();
        return Transaction.of(database, connection -> {
            try (PreparedStatement update = prepared(connection, TAKE, claim, now, now.plus(lease), ATTEMPTS_MAX, now)) {
                while (true) {
                    try (ResultSet row = update.executeQuery()) {
                        if (!row.next()) {
                            return null;
                        }
                        Taken taken = taken(row, claim);
                        if (taken != null) {
                            return taken;
                        }
                        count(connection, FAIL, now, Reasons.UNKNOWN, row.getLong(1), claim, now, now);
                    }
                }
            }
        });
    }

    /** Null where a version that is gone has queued it. */
    private static Taken taken(ResultSet row, UUID claim) throws SQLException {
        try {
            return new Taken(row.getLong(1), claim, request(row), reach(row.getArray(11)), Micros.read(row, 12));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ReportRequest request(ResultSet row) throws SQLException {
        return new ReportRequest(Report.valueOf(row.getString(2)), Format.valueOf(row.getString(3)), row.getInt(4), row.getObject(5, Integer.class),
                row.getObject(6, LocalDate.class), row.getObject(7, LocalDate.class), Paper.valueOf(row.getString(8)),
                Locale.forLanguageTag(row.getString(9)), row.getString(10));
    }

    /** Ends those that have been interrupted too often; how many. */
    int giveUp(Instant now) throws SQLException {
        return count(GIVE_UP, now, Reasons.STOPPED, ATTEMPTS_MAX, now, now, now);
    }

    /** Says how far it is; false where it is no longer wanted from this instance. */
    boolean renew(Taken run, double progress, Instant leaseUntil) throws SQLException {
        return update(RENEW, progress, leaseUntil, run.id(), run.claim()) > 0;
    }

    /** Keeps the file and begins to mail it; false where it is no longer wanted. */
    boolean done(Taken run, Path file, Instant now) throws SQLException, IOException {
        long size = Files.size(file);
        try (InputStream content = Files.newInputStream(file)) {
            return Transaction.of(database, connection -> {
                try (PreparedStatement done = prepared(connection, DONE, now, size, null, run.id(), run.claim());
                        PreparedStatement mails = prepared(connection, MAILS, now, now, run.id())) {
                    done.setBinaryStream(3, content, size);
                    boolean isWanted = done.executeUpdate() > 0;
                    if (isWanted) {
                        mails.executeUpdate();
                    }
                    return isWanted;
                }
            });
        }
    }

    boolean failed(Taken run, String reason, Instant now) throws SQLException {
        return count(FAIL, now, reason, run.id(), run.claim(), now, now) > 0;
    }

    /** Leaves it to whoever comes next. */
    void back(Taken run) throws SQLException {
        update(BACK, run.id(), run.claim());
    }

    /** False where it has ended already. */
    boolean cancel(Run run, Instant now) throws SQLException {
        return end(CANCEL, run, now, run.id());
    }

    void remove(Run run) throws SQLException {
        end("delete from report_run where id = ?", run, run.id());
    }

    private boolean end(String sql, Run run, Object... parameters) throws SQLException {
        return Transaction.of(database, connection -> {
            try (PreparedStatement update = prepared(connection, sql, parameters)) {
                boolean isEnded = update.executeUpdate() > 0;
                if (isEnded) {
                    record(connection, Action.DELETED, run);
                }
                return isEnded;
            }
        });
    }

    /** Somebody takes the file along. */
    void exported(Run run) throws SQLException {
        try (Connection connection = database.getConnection()) {
            record(connection, Action.EXPORTED, run);
        }
    }

    private void record(Connection connection, Action action, Run run) throws SQLException {
        audit.record(connection, Entry.of(action, Subject.REPORT, Long.toString(run.id()),
                ReportRequest.fileName(run.report(), run.from(), run.to(), run.format()), run.facility(), null));
    }

    void drop(Instant endedBefore) throws SQLException {
        update(DROP, endedBefore);
    }

    /** A piece of the file, from 0; null where there is none any more. */
    byte[] piece(long id, long from, int length) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = prepared(connection, PIECE, Math.toIntExact(from + 1), length, id);
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = prepared(connection, sql, parameters)) {
            return update.executeUpdate();
        }
    }

    static PreparedStatement prepared(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : parameters[i]);
        }
        return statement;
    }
}
