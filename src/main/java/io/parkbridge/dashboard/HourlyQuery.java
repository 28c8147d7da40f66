package io.parkbridge.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.parkbridge.dashboard.DashboardResource.Hour;
import io.parkbridge.dashboard.DashboardResource.Hourly;
import io.parkbridge.occupancy.HourlyUsage;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.TimeZones;
import io.parkbridge.time.CalendarDay;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a day's arrivals by hour; two days of hourly usage and one of targets, whatever the history. */
@ApplicationScoped
class HourlyQuery {

    private static final int HOURS = 24;
    private static final int WEEK = 7;

    private static final String ARRIVALS = """
            select f.time_zone, u.hour, sum(u.arrivals)
            from facility f
            join zone z on z.facility_id = f.id
            join (select time_zone, timestamptz 'epoch' + a * interval '1 microsecond' as start,
                         timestamptz 'epoch' + b * interval '1 microsecond' as end
                  from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (time_zone, a, b)) asked on asked.time_zone = f.time_zone
            join hourly_usage u on u.zone_id = z.id and u.hour >= asked.start and u.hour < asked.end
            where f.active and z.active and (z.id = ? or ?::int is null)
            group by f.time_zone, u.hour
            """;

    private static final String TARGETS = """
            select coalesce(sum(target_of(z.id, asked.day)), 0)
            from (select ?::date as day) asked
            cross join zone z
            join facility f on f.id = z.facility_id
            where f.active and z.active and (z.id = ? or ?::int is null)
            """;

    private final DataSource database;
    private final TimeZones timeZones;
    private final Clock clock;

    HourlyQuery(DataSource database, TimeZones timeZones, Clock clock) {
        this.database = database;
        this.timeZones = timeZones;
        this.clock = clock;
    }

    /**
     * @param date   null for today
     * @param zoneId null for all
     */
    Hourly read(LocalDate date, Integer zoneId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<String> clocks = timeZones.ofZone(connection, zoneId);
            LocalDate day = date == null ? LocalDate.now(clock.withZone(ZoneId.of(clocks.getFirst()))) : date;
            CalendarDay asked = CalendarDay.of(day, clocks);
            long[] arrivals = arrivals(connection, asked, zoneId);
            long[] lastWeek = arrivals(connection, asked.minusDays(WEEK), zoneId);
            double target = Rounded.oneDecimal(target(connection, day, zoneId) / (double) HOURS);
            return new Hourly(day, zoneId == null ? null : zoneId.toString(), IntStream.range(0, HOURS)
                    .mapToObj(hour -> new Hour(hour, "%02d:00".formatted(hour), arrivals[hour], target, lastWeek[hour])).toList());
        }
    }

    /** By the hour of each facility's own clock. */
    private static long[] arrivals(Connection connection, CalendarDay day, Integer zoneId) throws SQLException {
        long[] arrivals = new long[HOURS];
        try (PreparedStatement query = connection.prepareStatement(ARRIVALS)) {
            int parameter = day.bind(query, 1);
            query.setObject(parameter, zoneId, Types.INTEGER);
            query.setObject(parameter + 1, zoneId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    arrivals[HourlyUsage.hourOfDay(Micros.read(row, 2), ZoneId.of(row.getString(1)))] += row.getLong(3);
                }
            }
        }
        return arrivals;
    }

    private static long target(Connection connection, LocalDate day, Integer zoneId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TARGETS)) {
            query.setObject(1, day, Types.DATE);
            query.setObject(2, zoneId, Types.INTEGER);
            query.setObject(3, zoneId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
