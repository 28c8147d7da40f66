package io.parkbridge.facility;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.parkbridge.audit.Audit;
import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Change;
import io.parkbridge.audit.Subject;
import io.parkbridge.facility.TargetPlanResource.DayTarget;
import io.parkbridge.facility.WeeklyTargetResource.WeeklyTarget;
import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Targets of single days, and weekly patterns that fill the other days; {@code target_of} in the database joins them. */
@ApplicationScoped
class TargetStore {

    private static final String TODAY = "select f.time_zone from zone z join facility f on f.id = z.facility_id where z.id = ?";
    private static final String DAYS = """
            select d.day, target_of(asked.zone, d.day), t.usage_hours, t.id is not null
            from (select ?::int as zone, ?::date as first, ?::date as last) asked
            cross join lateral (select day::date from generate_series(asked.first::timestamp, asked.last::timestamp, interval '1 day') day) d
            left join target t on t.zone_id = asked.zone and t.day = d.day
            where target_of(asked.zone, d.day) is not null order by 1
            """;
    private static final String DAY = "select day, arrivals, usage_hours, true from target where zone_id = ? and day = ?";
    private static final String SET_DAY = """
            insert into target (zone_id, day, arrivals, usage_hours) values (?, ?, ?, ?)
            on conflict (zone_id, day) do update set arrivals = excluded.arrivals, usage_hours = excluded.usage_hours
            """;
    private static final String SET_WEEK = """
            insert into weekly_target (zone_id, valid_from, arrivals) values (?, ?, ?)
            on conflict (zone_id, valid_from) do update set arrivals = excluded.arrivals
            """;
    private static final String WEEKS = "select valid_from, arrivals from weekly_target where zone_id = ? order by valid_from desc limit 1000";

    static final AuditedRows AUDITED = new AuditedRows(Subject.TARGET,
            "target r join zone z on z.id = r.zone_id join facility f on f.id = z.facility_id", "r.zone_id = ? and r.day = ?",
            "r.zone_id || '/' || r.day", "f.code || '/' || z.code || ' ' || r.day", "f.id");
    private static final AuditedRows AUDITED_WEEKS = new AuditedRows(Subject.WEEKLY_TARGET,
            "weekly_target r join zone z on z.id = r.zone_id join facility f on f.id = z.facility_id", "r.zone_id = ? and r.valid_from = ?",
            "r.zone_id || '/' || r.valid_from", "f.code || '/' || z.code || ' from ' || r.valid_from", "f.id");

    private final DataSource database;
    private final Clock clock;
    private final Audit audit;

    TargetStore(DataSource database, Clock clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /** The day it is in the zone's facility. */
    LocalDate today(int zone) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(TODAY)) {
            query.setInt(1, zone);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("there is no such zone");
                }
                return LocalDate.now(clock.withZone(ZoneId.of(row.getString(1))));
            }
        }
    }

    List<DayTarget> days(int zone, LocalDate first, LocalDate last) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(DAYS)) {
            query.setInt(1, zone);
            query.setObject(2, first);
            query.setObject(3, last);
            List<DayTarget> days = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    days.add(dayTarget(row));
                }
            }
            return days;
        }
    }

    /** What is set for this day alone; null where nothing is. */
    DayTarget day(int zone, LocalDate day) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(DAY)) {
            query.setInt(1, zone);
            query.setObject(2, day);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? dayTarget(row) : null;
            }
        }
    }

    private static DayTarget dayTarget(ResultSet row) throws SQLException {
        return new DayTarget(row.getObject(1, LocalDate.class), row.getInt(2), row.getObject(3, Integer.class), row.getBoolean(4));
    }

    /** @param change makes the target of the one that is set now, or null; throws where that is not what the caller has seen */
    @Transactional(rollbackOn = SQLException.class)
    DayTarget setDay(int zone, LocalDate day, UnaryOperator<DayTarget> change) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement write = connection.prepareStatement(SET_DAY)) {
            lock(connection, zone);
            DayTarget target = change.apply(day(zone, day));
            Change audited = audit.begin(connection, AUDITED, zone, day);
            write.setInt(1, zone);
            write.setObject(2, day);
            write.setInt(3, target.arrivals());
            write.setObject(4, target.usageHours(), Types.INTEGER);
            write.executeUpdate();
            audit.done(connection, audited);
            return target;
        }
    }

    @Transactional(rollbackOn = SQLException.class)
    void removeDay(int zone, LocalDate day, Consumer<DayTarget> seen) throws SQLException {
        try (Connection connection = database.getConnection()) {
            lock(connection, zone);
            seen.accept(day(zone, day));
            remove(connection, "delete from target where zone_id = ? and day = ?", AUDITED, zone, day);
        }
    }

    /** Changes of a zone's targets come one after the other, so that what one has seen still holds when it writes. */
    private static void lock(Connection connection, int zone) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select id from zone where id = ? for no key update")) {
            lock.setInt(1, zone);
            lock.executeQuery().close();
        }
    }

    List<WeeklyTarget> weeks(int zone) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(WEEKS)) {
            query.setInt(1, zone);
            List<WeeklyTarget> weeks = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    weeks.add(new WeeklyTarget(row.getObject(1, LocalDate.class), Arrays.asList((Integer[]) row.getArray(2).getArray())));
                }
            }
            return weeks;
        }
    }

    /** What begins on this day; null where nothing does. */
    WeeklyTarget week(int zone, LocalDate validFrom) throws SQLException {
        return weeks(zone).stream().filter(week -> week.validFrom().equals(validFrom)).findFirst().orElse(null);
    }

    /** @param seen looks at what is set now, and throws where that is not what the caller has seen */
    @Transactional(rollbackOn = SQLException.class)
    void setWeek(int zone, LocalDate validFrom, Integer[] arrivals, Consumer<WeeklyTarget> seen) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement write = connection.prepareStatement(SET_WEEK)) {
            lock(connection, zone);
            seen.accept(week(zone, validFrom));
            Change change = audit.begin(connection, AUDITED_WEEKS, zone, validFrom);
            write.setInt(1, zone);
            write.setObject(2, validFrom);
            write.setArray(3, connection.createArrayOf("int4", arrivals));
            write.executeUpdate();
            audit.done(connection, change);
        }
    }

    @Transactional(rollbackOn = SQLException.class)
    void removeWeek(int zone, LocalDate validFrom, Consumer<WeeklyTarget> seen) throws SQLException {
        try (Connection connection = database.getConnection()) {
            lock(connection, zone);
            seen.accept(week(zone, validFrom));
            remove(connection, "delete from weekly_target where zone_id = ? and valid_from = ?", AUDITED_WEEKS, zone, validFrom);
        }
    }

    private void remove(Connection connection, String sql, AuditedRows rows, int zone, LocalDate day) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            Change change = audit.begin(connection, rows, zone, day);
            delete.setInt(1, zone);
            delete.setObject(2, day);
            delete.executeUpdate();
            audit.done(connection, change);
        }
    }
}
