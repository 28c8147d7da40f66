package io.parkbridge.report.run;

import static io.parkbridge.report.run.RunStore.prepared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.parkbridge.audit.Audit;
import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Change;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Version;
import io.parkbridge.report.Paper;
import io.parkbridge.report.Report;
import io.parkbridge.report.ReportRequest;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of schedules, and the runs that come of them when they are due. */
@ApplicationScoped
class ScheduleStore {

    private static final AuditedRows AUDITED = new AuditedRows(Subject.REPORT_SCHEDULE,
            "(select id, name, report, format, facility_id, zone_id, paper, language, every, day, at, period, recipients, active from report_schedule) r",
            "r.id = ?", "r.id", "r.name", "r.facility_id");

    private static final String SCHEDULES = """
            select s.id, s.name, s.report, s.format, s.facility_id, s.zone_id, s.paper, s.language, s.every, s.day, s.at, s.period, s.recipients, s.active,
                   s.next_due, s.version, f.time_zone, s.owner_kind, s.owner, s.facilities
            from report_schedule s join facility f on f.id = s.facility_id""";
    private static final String LIST = SCHEDULES + " order by s.name, s.id limit ? offset ?";
    private static final String ONE = SCHEDULES + " where s.id = ?";
    private static final String DUE = SCHEDULES + " where s.active and s.next_due <= ? order by s.next_due limit 100 for update of s skip locked";
    private static final String WRITTEN = """
            name, report, format, facility_id, zone_id, paper, language, every, day, at, period, recipients, active, next_due, owner_kind, owner, facilities
            """;
    private static final String INSERT = "insert into report_schedule (" + WRITTEN
            + ", created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id";
    private static final String UPDATE = "update report_schedule set version = version + 1, (" + WRITTEN
            + ") = row (?, ?, ?, ?, ?::int, ?, ?, ?, ?, ?::time, ?, ?, ?, ?::timestamptz, ?, ?, ?::bigint[]) where id = ? and version = ? returning id";

    private final DataSource database;
    private final RunStore runs;
    private final Audit audit;

    ScheduleStore(DataSource database, RunStore runs, Audit audit) {
        this.database = database;
        this.runs = runs;
        this.audit = audit;
    }

    List<Schedule> list(int limit, int offset) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = prepared(connection, LIST, limit, offset);
                ResultSet row = query.executeQuery()) {
            List<Schedule> schedules = new ArrayList<>();
            while (row.next()) {
                schedules.add(schedule(row));
            }
            return schedules;
        }
    }

    /** Null where there is none. */
    Schedule one(int id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return one(connection, id);
        }
    }

    private static Schedule one(Connection connection, int id) throws SQLException {
        try (PreparedStatement query = prepared(connection, ONE, id); ResultSet row = query.executeQuery()) {
            return row.next() ? schedule(row) : null;
        }
    }

    ZoneId timeZone(int facility) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = prepared(connection, "select time_zone from facility where id = ?", facility);
                ResultSet row = query.executeQuery()) {
            row.next();
            return ZoneId.of(row.getString(1));
        }
    }

    /** Creates (id 0) or changes one; who does so is who wants its reports from then on. Null where it has been changed since. */
    Schedule write(Schedule schedule, Owner owner, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean isNew = schedule.id() == 0;
            try (PreparedStatement write = prepared(connection, isNew ? INSERT : UPDATE, schedule.name(), schedule.report(), schedule.format(),
                    schedule.facility(), schedule.zone(), schedule.paper(), schedule.language(), schedule.every().name(), schedule.day(),
                    schedule.at(), schedule.period().name(), connection.createArrayOf("text", schedule.recipients().toArray()), schedule.active(),
                    schedule.nextDue(), owner.kind(), owner.name(), RunStore.facilities(connection, owner.reach()),
                    isNew ? now : Integer.valueOf(schedule.id()))) {
                if (!isNew) {
                    write.setInt(19, schedule.version());
                }
                Change change = isNew ? null : audit.begin(connection, AUDITED, schedule.id());
                Schedule written = null;
                try (ResultSet row = write.executeQuery()) {
                    written = row.next() ? one(connection, row.getInt(1)) : null;
                }
                if (isNew) {
                    audit.created(connection, AUDITED, written.id());
                } else if (written != null) {
                    audit.done(connection, change);
                }
                connection.commit();
                return written;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    void delete(int id, String ifMatch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement delete = prepared(connection, "delete from report_schedule where id = ?", id)) {
                Schedule present = one(connection, id);
                if (present != null) {
                    Version.require(ifMatch, present.version());
                    Change change = audit.begin(connection, AUDITED, id);
                    delete.executeUpdate();
                    audit.done(connection, change);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /**
     * Queues a run for each schedule that is due. After a standstill that is one, for the last time that has passed; where several
     * instances look at once, one of them has the row, and the time is unique. How many were queued.
     */
    int queueDue(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = prepared(connection, DUE, now); ResultSet row = query.executeQuery();
                    PreparedStatement next = connection.prepareStatement("update report_schedule set next_due = ? where id = ?")) {
                int queued = 0;
                while (row.next()) {
                    Schedule schedule = schedule(row);
                    Timetable timetable = timetable(schedule);
                    Instant due = timetable.latestUntil(now);
                    RunStore.Cause cause = new RunStore.Cause(schedule.id(), due, schedule.recipients().toArray(String[]::new));
                    Owner owner = new Owner(row.getString(18), row.getString(19), RunStore.reach(row.getArray(20)), false);
                    queued += runs.queue(connection, request(schedule, due), owner, cause, now) > 0 ? 1 : 0;
                    next.setObject(1, timetable.nextAfter(now).atOffset(java.time.ZoneOffset.UTC));
                    next.setInt(2, schedule.id());
                    next.executeUpdate();
                }
                connection.commit();
                return queued;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    static Timetable timetable(Schedule schedule) {
        return new Timetable(schedule.every(), schedule.day(), schedule.at(), ZoneId.of(schedule.timeZone()));
    }

    private static ReportRequest request(Schedule schedule, Instant due) {
        Every.Days days = schedule.period().before(LocalDate.ofInstant(due, ZoneId.of(schedule.timeZone())));
        Report report = java.util.Arrays.stream(Report.values()).filter(one -> one.path().equals(schedule.report())).findFirst().orElseThrow();
        return new ReportRequest(report, Wanted.format(schedule.format()), schedule.facility(), schedule.zone(), days.from(), days.to(),
                Paper.valueOf(schedule.paper()), Locale.forLanguageTag(schedule.language()), null);
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        return new Schedule(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5), row.getObject(6, Integer.class),
                row.getString(7), row.getString(8), Every.valueOf(row.getString(9)), row.getInt(10), row.getObject(11, LocalTime.class),
                Every.valueOf(row.getString(12)), List.of((String[]) row.getArray(13).getArray()), row.getBoolean(14), Micros.read(row, 15),
                row.getInt(16), row.getString(17));
    }
}
