package io.parkbridge.bench.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Days of parking made up by the database itself: two stays a bay and day, their readings, and what the way in would have made of them.
 * Every stay begins and ends on one day, so days can be added before those that are there.
 */
public final class History {

    private static final List<String> DAYS = List.of(
            """
            create temporary table made on commit drop as
            select b.id as bay_id, b.zone_id, d.id as device_id, f.time_zone, at.arrived_at,
                   case when at.arrived_at + at.length <= now() then at.arrived_at + at.length end as departed_at
            from bay b
            join zone z on z.id = b.zone_id
            join facility f on f.id = z.facility_id
            join device d on d.bay_id = b.id and d.active
            cross join generate_series(?::date, ?::date, interval '1 day') as day
            cross join generate_series(0, 1) as half
            cross join lateral (
                select (day::timestamp at time zone 'UTC') + half * interval '12 hours'
                           + (hashint8(b.id * 2 + half + extract(doy from day)::int) & 511) % 360 * interval '1 minute' as arrived_at,
                       (30 + (hashint8(b.id * 3 + half) & 511) % 300) * interval '1 minute' as length
            ) at
            where at.arrived_at < now()
            """,
            "insert into stay (bay_id, zone_id, arrived_at, departed_at) select bay_id, zone_id, arrived_at, departed_at from made",
            """
            insert into occupancy (time, received_at, device_id, bay_id, zone_id, occupied)
            select e.at, e.at, device_id, bay_id, zone_id, e.occupied
            from made cross join lateral (values (arrived_at, true), (departed_at, false)) as e (at, occupied)
            where e.at is not null order by e.at
            """,
            """
            insert into hourly_usage as h (zone_id, hour, readings, arrivals, departures, occupied_micros)
            select zone_id, e.hour, count(*), count(*) filter (where e.sign = 1), count(*) filter (where e.sign = -1),
                   sum(e.sign * (extract(epoch from e.hour + interval '1 hour' - e.at) * 1000000)::bigint)
            from made cross join lateral (
                select at, sign, date_trunc('hour', at, time_zone) as hour from (values (arrived_at, 1), (departed_at, -1)) as v (at, sign)
            ) e
            where e.at is not null group by zone_id, e.hour
            on conflict (zone_id, hour) do update set readings = h.readings + excluded.readings,
                arrivals = h.arrivals + excluded.arrivals, departures = h.departures + excluded.departures,
                occupied_micros = h.occupied_micros + excluded.occupied_micros
            """,
            """
            insert into target (zone_id, day, arrivals) select id, day, capacity * 2
            from zone cross join generate_series(?::date, ?::date, interval '1 day') as day on conflict do nothing
            """);

    private static final List<String> STATES = List.of(
            """
            update bay_state s set occupied = l.departed_at is null, since = coalesce(l.departed_at, l.arrived_at),
                   reading_at = coalesce(l.departed_at, l.arrived_at), reading_seq = -1
            from (select distinct on (bay_id) bay_id, arrived_at, departed_at from stay order by bay_id, arrived_at desc) l
            where l.bay_id = s.bay_id
            """,
            """
            update zone_state z set known = c.known, occupied = c.occupied
            from (select b.zone_id, count(s.occupied) as known, count(*) filter (where s.occupied) as occupied
                  from bay b join bay_state s on s.bay_id = b.id group by b.zone_id) c
            where c.zone_id = z.zone_id
            """,
            "update device_state set last_seen_at = now(), received_at = now()");

    private static final int DAYS_AT_ONCE = 25;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private int days;

    /** Adds what is missing so that so many days, today included, have been parked on. */
    public void grow(Connection connection, int wanted) throws SQLException {
        connection.setAutoCommit(false);
        while (days < wanted) {
            int more = Math.min(DAYS_AT_ONCE, wanted - days);
            add(connection, today.minusDays(days + more - 1L), today.minusDays(days));
            days += more;
        }
        try (Statement statement = connection.createStatement()) {
            for (String state : STATES) {
                statement.executeUpdate(state);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            // a checkpoint is the superuser's; without it the first figures are a little worse
        }
    }

    private static void add(Connection connection, LocalDate first, LocalDate last) throws SQLException {
        for (String sql : DAYS) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                if (sql.contains("?::date")) {
                    statement.setObject(1, first);
                    statement.setObject(2, last);
                }
                statement.executeUpdate();
            }
        }
        connection.commit();
    }
}
