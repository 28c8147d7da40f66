package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.reading.ParkingLogResource.ParkingLog;
import io.parkbridge.time.CalendarDay;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Reads occupancy readings, zone by zone along their index, so a small zone in a large history costs no more than a large one. Looks back
 * a little first and further only where that is not enough: the database then plans with the few chunks it needs instead of all.
 */
@ApplicationScoped
class ParkingLogQuery {

    private static final String NEWEST = """
            select o.id, d.code, o.zone_name, o.occupied, o.time, o.received_at
            from (
                select inner_o.*, z.name as zone_name
                from zone z
                join facility f on f.id = z.facility_id
                left join unnest(?::text[], ?::bigint[], ?::bigint[]) as day (time_zone, a, b) on day.time_zone = f.time_zone
                cross join lateral (
                    select id, device_id, occupied, time, received_at
                    from occupancy
                    where zone_id = z.id
                      and time >= coalesce(timestamptz 'epoch' + day.a * interval '1 microsecond', '-infinity')
                      and time < coalesce(timestamptz 'epoch' + day.b * interval '1 microsecond', 'infinity')
                      and time >= ? and time < ?
                    order by time desc limit 200
                ) inner_o
                where z.id = ? or ?::int is null
                order by inner_o.time desc, inner_o.id desc limit 200
            ) o join device d on d.id = o.device_id
            order by o.time desc, o.id desc
            """;
    private static final String CLOCKS = "select distinct time_zone from facility";

    private static final int ROWS = 200;
    private static final List<Duration> BACK = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    /** From noon in UTC, to the ends of that day on every clock there is. */
    private static final Duration AROUND = Duration.ofDays(2);

    private final DataSource database;
    private final Clock clock;

    ParkingLogQuery(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Null stands for "any". */
    List<ParkingLog> newest(Integer zoneId, LocalDate day) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NEWEST)) {
            CalendarDay.of(day == null ? LocalDate.EPOCH : day, day == null ? List.of() : clocks(connection)).bind(query, 1);
            query.setObject(6, zoneId, Types.INTEGER);
            query.setObject(7, zoneId, Types.INTEGER);
            if (day != null) {
                Instant noon = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
                return between(query, noon.minus(AROUND), noon.plus(AROUND));
            }
            for (Duration back : BACK) {
                List<ParkingLog> logs = between(query, clock.instant().minus(back), LATEST);
                if (logs.size() == ROWS) {
                    return logs;
                }
            }
            return between(query, EARLIEST, LATEST);
        }
    }

    /** Those of retired facilities as well: what they have said is still there. */
    private static List<String> clocks(Connection connection) throws SQLException {
        List<String> clocks = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CLOCKS); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                clocks.add(row.getString(1));
            }
        }
        return clocks;
    }

    private static List<ParkingLog> between(PreparedStatement query, Instant from, Instant to) throws SQLException {
        query.setObject(4, from.atOffset(ZoneOffset.UTC));
        query.setObject(5, to.atOffset(ZoneOffset.UTC));
        List<ParkingLog> logs = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                logs.add(new ParkingLog(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), Micros.read(row, 5),
                        Micros.read(row, 6)));
            }
        }
        return logs;
    }
}
