package io.parkbridge.occupancy;

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

import javax.sql.DataSource;

import io.parkbridge.occupancy.TargetResource.TargetView;
import io.parkbridge.time.CalendarDay;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a day's targets with the arrivals of that day. */
@ApplicationScoped
class TargetQuery {

    private static final String TARGETS = """
            select coalesce(t.id, -z.id), z.name, wanted.day, target_of(z.id, wanted.day), coalesce(u.arrivals, 0)::int, z.id, t.usage_hours
            from facility f
            join zone z on z.facility_id = f.id
            join (select time_zone, timestamptz 'epoch' + a * interval '1 microsecond' as start,
                         timestamptz 'epoch' + b * interval '1 microsecond' as end
                  from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (time_zone, a, b)) asked on asked.time_zone = f.time_zone
            cross join (select ?::date as day) wanted
            left join target t on t.zone_id = z.id and t.day = wanted.day
            left join lateral (select sum(arrivals) as arrivals from hourly_usage
                               where zone_id = z.id and hour >= asked.start and hour < asked.end) u on true
            where target_of(z.id, wanted.day) is not null and f.active and z.active
            order by f.name, z.name
            """;

    private final DataSource database;
    private final TimeZones timeZones;
    private final Clock clock;

    TargetQuery(DataSource database, TimeZones timeZones, Clock clock) {
        this.database = database;
        this.timeZones = timeZones;
        this.clock = clock;
    }

    /** @param date null for today */
    List<TargetView> of(LocalDate date) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<String> clocks = timeZones.ofFacility(connection, null);
            LocalDate day = date == null ? LocalDate.now(clock.withZone(ZoneId.of(clocks.getFirst()))) : date;
            return targets(connection, CalendarDay.of(day, clocks));
        }
    }

    private static List<TargetView> targets(Connection connection, CalendarDay day) throws SQLException {
        List<TargetView> targets = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TARGETS)) {
            query.setObject(day.bind(query, 1), day.date(), Types.DATE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    targets.add(new TargetView(row.getInt(1), row.getString(2), row.getObject(3, LocalDate.class), row.getInt(4),
                            row.getInt(5), Rounded.percent(row.getInt(5), row.getInt(4)), row.getInt(6), row.getObject(7, Integer.class)));
                }
            }
        }
        return targets;
    }
}
