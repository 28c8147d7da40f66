package io.parkbridge.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.dashboard.DashboardResource.Alerts;
import io.parkbridge.dashboard.DashboardResource.Efficiency;
import io.parkbridge.dashboard.DashboardResource.Summary;
import io.parkbridge.dashboard.DashboardResource.ZoneSummary;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.TimeZones;
import io.parkbridge.time.CalendarDay;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the summary of a day. Its cost depends on the number of zones and devices, and on how long ago the day is, in hours. */
@ApplicationScoped
class SummaryQuery {

    /** Of a past day, what has happened since its end is taken off the present count; a bay has been known since its first reading. */
    private static final String ZONES = """
            select z.id, z.name, z.zone_type, f.name, z.capacity, s.occupied - coalesce(since.net, 0)::int, s.known,
                   coalesce(day.readings, 0), coalesce(day.arrivals, 0)::int, coalesce(t.arrivals, 0)
            from facility f
            join zone z on z.facility_id = f.id
            join zone_state s on s.zone_id = z.id
            join (select time_zone, timestamptz 'epoch' + a * interval '1 microsecond' as start,
                         timestamptz 'epoch' + b * interval '1 microsecond' as end
                  from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (time_zone, a, b)) asked on asked.time_zone = f.time_zone
            left join lateral (select sum(readings) as readings, sum(arrivals) as arrivals from hourly_usage
                               where zone_id = z.id and hour >= asked.start and hour < asked.end) day on true
            left join lateral (select sum(arrivals - departures) as net from hourly_usage
                               where zone_id = z.id and hour >= asked.end) since on true
            cross join lateral (select target_of(z.id, ?::date) as arrivals) t
            where f.active and z.active and (f.id = ? or ?::int is null)
            order by f.name, z.name
            """;

    private final DataSource database;
    private final TimeZones timeZones;
    private final DeviceFigures devices;
    private final AlertFigures alerts;
    private final Clock clock;

    SummaryQuery(DataSource database, TimeZones timeZones, DeviceFigures devices, AlertFigures alerts, Clock clock) {
        this.database = database;
        this.timeZones = timeZones;
        this.devices = devices;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * @param date       null for today
     * @param facilityId null for all
     */
    Summary read(LocalDate date, Integer facilityId) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<String> clocks = timeZones.ofFacility(connection, facilityId);
            LocalDate day = date == null ? LocalDate.now(clock.withZone(ZoneId.of(clocks.getFirst()))) : date;
            CalendarDay asked = CalendarDay.of(day, clocks);
            DeviceFigures.Figures figures = devices.read(connection, facilityId);
            return summary(day, zones(connection, asked, facilityId, figures.healthOfZone()), figures, alerts.read(connection, asked, facilityId));
        }
    }

    private static List<ZoneSummary> zones(Connection connection, CalendarDay day, Integer facilityId, Map<Integer, Double> health) throws SQLException {
        List<ZoneSummary> zones = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ZONES)) {
            int parameter = day.bind(query, 1);
            query.setObject(parameter, day.date(), Types.DATE);
            query.setObject(parameter + 1, facilityId, Types.INTEGER);
            query.setObject(parameter + 2, facilityId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    zones.add(zone(row, health));
                }
            }
        }
        return zones;
    }

    private static ZoneSummary zone(ResultSet row, Map<Integer, Double> health) throws SQLException {
        int occupied = row.getInt(6);
        // of a past day: there were more bays then
        int capacity = Math.max(row.getInt(5), occupied);
        int known = Math.max(row.getInt(7), occupied);
        int actual = row.getInt(9);
        int target = row.getInt(10);
        return new ZoneSummary(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), capacity, occupied, known - occupied,
                Math.max(capacity - known, 0), Rounded.percent(occupied, capacity), target, actual, Rounded.percent(actual, target),
                row.getLong(8), health.get(row.getInt(1)));
    }

    private static Summary summary(LocalDate day, List<ZoneSummary> zones, DeviceFigures.Figures devices, Alerts alerts) {
        int slots = zones.stream().mapToInt(ZoneSummary::totalSlots).sum();
        int occupied = zones.stream().mapToInt(ZoneSummary::occupied).sum();
        long target = zones.stream().mapToLong(ZoneSummary::targetUsage).sum();
        long actual = zones.stream().mapToLong(ZoneSummary::actualUsage).sum();
        return new Summary(day, slots, occupied, zones.stream().mapToInt(ZoneSummary::available).sum(),
                zones.stream().mapToInt(ZoneSummary::unknown).sum(), Rounded.percent(occupied, slots),
                zones.stream().mapToLong(ZoneSummary::parkingEvents).sum(), devices.active(), devices.averageHealth(), alerts,
                new Efficiency(target, actual, Rounded.percent(actual, target)), zones);
    }
}
