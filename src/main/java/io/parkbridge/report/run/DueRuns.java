package io.parkbridge.report.run;

import static io.parkbridge.report.run.RunStore.prepared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

import io.parkbridge.access.Roles;
import io.parkbridge.access.Standing;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import io.parkbridge.http.Caller;
import io.parkbridge.report.Paper;
import io.parkbridge.report.Report;
import io.parkbridge.report.ReportRequest;
import io.parkbridge.scope.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * The runs that come of schedules when they are due, one schedule after the other: one that cannot run says why, stops, is looked at again
 * later, and holds up no other. What was due by then is made up once when it runs again.
 */
@ApplicationScoped
class DueRuns {

    private static final Logger LOG = Logger.getLogger(DueRuns.class);
    private static final Duration STOPPED_FOR = Duration.ofMinutes(10);

    private static final String DUE = """
            select s.id from report_schedule s join facility f on f.id = s.facility_id
            where s.active and (s.next_due <= ? or s.due_zone is distinct from f.time_zone) and (s.retry_at is null or s.retry_at <= ?)
            order by s.next_due limit 100
            """;
    /** Whoever is faster has it. */
    private static final String ONE = ScheduleRows.SELECT + """
             where s.id = ? and s.active and (s.next_due <= ? or s.due_zone is distinct from f.time_zone) and (s.retry_at is null or s.retry_at <= ?)
            for update of s skip locked
            """;
    private static final String NEXT = "update report_schedule set next_due = ?, due_zone = ?, fault = null, retry_at = null where id = ?";
    private static final String STOP = "update report_schedule set fault = ? where id = ? and fault is distinct from ?";
    private static final String LATER = "update report_schedule set retry_at = ? where id = ?";

    private final DataSource database;
    private final RunStore runs;
    private final Standing standing;
    private final Audit audit;

    DueRuns(DataSource database, RunStore runs, Standing standing, Audit audit) {
        this.database = database;
        this.runs = runs;
        this.standing = standing;
        this.audit = audit;
    }

    /**
     * Queues a run for each schedule that is due; after a standstill that is one, for the last time that has passed. The time is unique,
     * however many instances look at once. How many were queued.
     */
    int queue(Instant now) throws SQLException {
        int queued = 0;
        for (int id : due(now)) {
            queued += queue(id, now) ? 1 : 0;
        }
        return queued;
    }

    private List<Integer> due(Instant now) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = prepared(connection, DUE, now, now);
                ResultSet row = query.executeQuery()) {
            List<Integer> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getInt(1));
            }
            return ids;
        }
    }

    private boolean queue(int id, Instant now) throws SQLException {
        try {
            return Transaction.of(database, connection -> queue(connection, id, now));
        } catch (SQLException e) {
            if (Passing.is(e)) {
                throw e;
            }
            return stopUnreadable(id, e, now);
        } catch (RuntimeException e) {
            return stopUnreadable(id, e, now);
        }
    }

    private boolean queue(Connection connection, int id, Instant now) throws SQLException {
        try (PreparedStatement query = prepared(connection, ONE, id, now, now); ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            Schedule schedule = ScheduleRows.read(row);
            boolean isQueued = false;
            if (!schedule.nextDue().isAfter(now)) {
                Optional<Reach> reach = standing.of(connection, Caller.Kind.valueOf(schedule.ownerKind()), schedule.owner(), Roles.MANAGER);
                String fault = fault(schedule, reach);
                if (fault != null) {
                    return stop(connection, id, fault, null, now);
                }
                Instant due = schedule.timetable(schedule.dueZone()).latestUntil(now);
                isQueued = queue(connection, schedule, due, schedule.dueZone(), new Owner(schedule.ownerKind(), schedule.owner(), reach.get(), false), now);
            }
            Instant next = schedule.timetable(schedule.timeZone()).nextAfter(now);
            update(connection, id, NEXT, next, schedule.timeZone(), id);
            return isQueued;
        }
    }

    private static String fault(Schedule schedule, Optional<Reach> reach) {
        if (!schedule.placed()) {
            return "the facility or zone is no longer in use";
        }
        return reach.isPresent() && reach.get().holds(schedule.facility()) ? null
                : schedule.owner() + ", who changed it last, may no longer take reports of this facility; whoever changes it takes it over";
    }

    /** What was due when a schedule is changed, as the change says. */
    void queueMissed(Connection connection, Schedule present, Schedule changed, Owner owner, Instant now) throws SQLException {
        // what has stopped may be what makes no sense
        Schedule readable = present.fault() == null ? present : changed;
        queue(connection, changed, readable.timetable(present.dueZone()).latestUntil(now), present.dueZone(), owner, now);
    }

    private boolean queue(Connection connection, Schedule schedule, Instant due, String clock, Owner owner, Instant now) throws SQLException {
        Every.Days days = schedule.period().before(LocalDate.ofInstant(due, java.time.ZoneId.of(clock)));
        Report report = Arrays.stream(Report.values()).filter(one -> one.path().equals(schedule.report())).findFirst().orElseThrow();
        ReportRequest request = new ReportRequest(report, Wanted.format(schedule.format()), schedule.facility(), schedule.zone(), days.from(), days.to(),
                Paper.valueOf(schedule.paper()), Locale.forLanguageTag(schedule.language()), null);
        RunStore.Cause cause = new RunStore.Cause(schedule.id(), due, schedule.recipients().toArray(String[]::new));
        return runs.queue(connection, request, owner, cause, now) > 0;
    }

    private boolean stopUnreadable(int id, Exception cause, Instant now) throws SQLException {
        return Transaction.of(database, connection -> stop(connection, id, "it cannot be read; the reason is in the server's log. Whoever changes it mends it",
                cause, now));
    }

    /** Says so when it is new; false, for what has not been queued. */
    private boolean stop(Connection connection, int id, String fault, Exception cause, Instant now) throws SQLException {
        if (update(connection, id, STOP, fault, id, fault) > 0) {
            LOG.warnf(cause, "report schedule %d has stopped: %s", id, fault);
        }
        update(connection, id, LATER, now.plus(STOPPED_FOR), id);
        return false;
    }

    /** With an entry in the audit log where it stops or runs again. */
    private int update(Connection connection, int id, String sql, Object... parameters) throws SQLException {
        Change change = audit.begin(connection, ScheduleRows.AUDITED, id);
        try (PreparedStatement update = prepared(connection, sql, parameters)) {
            int rows = update.executeUpdate();
            audit.done(connection, change);
            return rows;
        }
    }

    /** How many have stopped. */
    int stopped() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) from report_schedule where active and fault is not null");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
