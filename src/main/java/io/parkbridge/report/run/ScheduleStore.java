package io.parkbridge.report.run;

import static io.parkbridge.report.run.RunStore.prepared;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import io.parkbridge.http.Version;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of schedules, as people change them. */
@ApplicationScoped
class ScheduleStore {

    private static final String LIST = ScheduleRows.SELECT + " order by s.name, s.id limit ? offset ?";
    private static final String ONE = ScheduleRows.SELECT + " where s.id = ?";
    private static final String LOCKED = ONE + " for update of s";
    private static final String WRITTEN = """
            name, report, format, facility_id, zone_id, paper, language, every, day, at, period, recipients, active, next_due, due_zone, owner_kind, owner""";
    private static final String INSERT = "insert into report_schedule (" + WRITTEN
            + ", created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id";
    private static final String UPDATE = "update report_schedule set version = version + 1, fault = null, retry_at = null, (" + WRITTEN
            + ") = row (?, ?, ?, ?, ?::int, ?, ?, ?, ?, ?::time, ?, ?, ?, ?::timestamptz, ?, ?, ?) where id = ? returning id";

    private final DataSource database;
    private final DueRuns due;
    private final Audit audit;

    ScheduleStore(DataSource database, DueRuns due, Audit audit) {
        this.database = database;
        this.due = due;
        this.audit = audit;
    }

    List<Schedule> list(int limit, int offset) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = prepared(connection, LIST, limit, offset);
                ResultSet row = query.executeQuery()) {
            List<Schedule> schedules = new ArrayList<>();
            while (row.next()) {
                schedules.add(ScheduleRows.read(row));
            }
            return schedules;
        }
    }

    /** Null where there is none. */
    Schedule one(int id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return one(connection, ONE, id);
        }
    }

    private static Schedule one(Connection connection, String sql, int id) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, id); ResultSet row = query.executeQuery()) {
            return row.next() ? ScheduleRows.read(row) : null;
        }
    }

    /** From then on who creates it wants its reports. */
    Schedule create(Schedule schedule, Owner owner, Instant now) throws SQLException {
        return Transaction.of(database, connection -> {
            int id = write(connection, INSERT, schedule, owner, now, now);
            audit.created(connection, ScheduleRows.AUDITED, id);
            return one(connection, ONE, id);
        });
    }

    /**
     * Who changes it is who wants its reports from then on. What was due by then is made as the change says, and a fault is over until
     * it shows again. Null where somebody else has changed it since.
     */
    Schedule change(Schedule schedule, Owner owner, Instant now) throws SQLException {
        return Transaction.of(database, connection -> {
            Schedule present = one(connection, LOCKED, schedule.id());
            if (present == null || present.version() != schedule.version()) {
                return null;
            }
            Change change = audit.begin(connection, ScheduleRows.AUDITED, schedule.id());
            if (present.active() && schedule.active() && !present.nextDue().isAfter(now)) {
                due.queueMissed(connection, present, schedule, owner, now);
            }
            write(connection, UPDATE, schedule, owner, now, schedule.id());
            audit.done(connection, change);
            return one(connection, ONE, schedule.id());
        });
    }

    private static int write(Connection connection, String sql, Schedule schedule, Owner owner, Instant now, Object last) throws SQLException {
        String clock = timeZone(connection, schedule.facility());
        Instant next = new Timetable(schedule.every(), schedule.day(), schedule.at(), ZoneId.of(clock)).nextAfter(now);
        Array recipients = connection.createArrayOf("text", schedule.recipients().toArray());
        try (PreparedStatement write = prepared(connection, sql, schedule.name(), schedule.report(), schedule.format(), schedule.facility(),
                schedule.zone(), schedule.paper(), schedule.language(), schedule.every().name(), schedule.day(), schedule.at(),
                schedule.period().name(), recipients, schedule.active(), next, clock, owner.kind(), owner.name(), last); ResultSet row = write.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String timeZone(Connection connection, int facility) throws SQLException {
        try (PreparedStatement query = prepared(connection, "select time_zone from facility where id = ?", facility); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    void delete(int id, String ifMatch) throws SQLException {
        Transaction.of(database, connection -> {
            Schedule present = one(connection, LOCKED, id);
            if (present != null) {
                Version.require(ifMatch, present.version());
                Change change = audit.begin(connection, ScheduleRows.AUDITED, id);
                try (PreparedStatement delete = prepared(connection, "delete from report_schedule where id = ?", id)) {
                    delete.executeUpdate();
                }
                audit.done(connection, change);
            }
            return null;
        });
    }
}
