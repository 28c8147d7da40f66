package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows behind bays, stays, zone counts and hourly usage: each method one statement for a whole batch. */
@ApplicationScoped
class OccupancyStore {

    private static final String LOCK_BAYS = """
            select s.bay_id, b.zone_id, z.facility_id, f.time_zone, s.occupied, s.since, s.reading_at, s.reading_seq, s.device_id
            from bay_state s
            join bay b on b.id = s.bay_id
            join zone z on z.id = b.zone_id
            join facility f on f.id = z.facility_id
            where s.bay_id = any(?)
            order by s.bay_id
            for no key update of s
            """;

    /**
     * Every reading from the last before each bay's stretch to the first behind it, of every device that ever watched the bay, back to
     * where the present watch began.
     */
    private static final String READINGS = """
            with stretch as (
                select bay_id, timestamptz 'epoch' + a * interval '1 microsecond' as first,
                               timestamptz 'epoch' + b * interval '1 microsecond' as last
                from unnest(?::int[], ?::bigint[], ?::bigint[]) as u (bay_id, a, b)
            )
            select s.bay_id, o.time, d.device_id, o.seq, o.occupied
            from stretch s
            join bay b on b.id = s.bay_id
            join bay_device d on d.bay_id = s.bay_id
            cross join lateral (
                (select time, seq, occupied from occupancy
                 where device_id = d.device_id and bay_id = s.bay_id and time < s.first
                   and time >= coalesce(b.watched_from, '-infinity') order by time desc, seq desc limit 1)
                union all
                (select time, seq, occupied from occupancy
                 where device_id = d.device_id and bay_id = s.bay_id and time between s.first and s.last)
                union all
                (select time, seq, occupied from occupancy
                 where device_id = d.device_id and bay_id = s.bay_id and time = (
                     select time from occupancy
                     where device_id = d.device_id and bay_id = s.bay_id and time > s.last order by time limit 1))
            ) o
            order by s.bay_id, o.time, d.device_id, o.seq
            """;

    /** Stays of an earlier watch are none of the present one's. */
    private static final String STAYS = """
            select s.bay_id, s.arrived_at, s.departed_at
            from unnest(?::int[], ?::bigint[], ?::bigint[]) as u (bay_id, a, b)
            join bay on bay.id = u.bay_id
            join stay s on s.bay_id = u.bay_id
                and s.arrived_at >= coalesce(bay.watched_from, '-infinity')
                and s.arrived_at <= timestamptz 'epoch' + b * interval '1 microsecond'
                and (s.departed_at is null or s.departed_at > timestamptz 'epoch' + a * interval '1 microsecond')
            order by s.bay_id, s.arrived_at
            """;

    private static final String DELETE_STAYS = """
            delete from stay s
            using unnest(?::int[], ?::bigint[]) as u (bay_id, a)
            where s.bay_id = u.bay_id and s.arrived_at = timestamptz 'epoch' + a * interval '1 microsecond'
            """;

    private static final String WRITE_STAYS = """
            insert into stay (bay_id, zone_id, arrived_at, departed_at)
            select bay_id, zone_id, timestamptz 'epoch' + a * interval '1 microsecond',
                   timestamptz 'epoch' + nullif(d, -9223372036854775808) * interval '1 microsecond'
            from unnest(?::int[], ?::int[], ?::bigint[], ?::bigint[]) as u (bay_id, zone_id, a, d)
            order by bay_id, a
            on conflict (bay_id, arrived_at) do update set departed_at = excluded.departed_at, overstay_seconds = null
            """;

    private static final String WRITE_BAYS = """
            update bay_state s set
                occupied = u.occupied,
                since = timestamptz 'epoch' + u.since * interval '1 microsecond',
                reading_at = timestamptz 'epoch' + u.at * interval '1 microsecond',
                reading_seq = u.seq,
                device_id = u.device_id
            from unnest(?::int[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[])
                 as u (bay_id, occupied, since, at, seq, device_id)
            where s.bay_id = u.bay_id
            """;

    /** A free bay is free since its last departure, or since its first reading, both of the present watch. */
    private static final String CORRECT_SINCE = """
            update bay_state s set since = case
                when s.occupied then (select arrived_at from stay where bay_id = s.bay_id and departed_at is null)
                else coalesce(
                    (select departed_at from stay where bay_id = s.bay_id and departed_at > coalesce(b.watched_from, '-infinity')
                     order by arrived_at desc limit 1),
                    (select least(s.since, min(o.time)) from bay_device d join occupancy o on o.device_id = d.device_id and o.bay_id = s.bay_id
                     where d.bay_id = s.bay_id and o.time >= coalesce(b.watched_from, '-infinity')))
                end
            from bay b
            where b.id = s.bay_id and s.bay_id = any(?)
            returning s.bay_id, s.since
            """;

    private static final String FORGET_BAYS = """
            update bay_state set occupied = null, since = null, reading_at = null, reading_seq = null, device_id = null where bay_id = any(?)
            """;

    private static final String WATCH_BAYS = """
            update bay b set watched_from = timestamptz 'epoch' + u.since * interval '1 microsecond'
            from unnest(?::int[], ?::bigint[]) as u (bay_id, since)
            where b.id = u.bay_id
            """;

    private static final String COUNT_ZONES = """
            update zone_state s set occupied = s.occupied + u.occupied, known = s.known + u.known
            from (select v.zone_id, v.occupied, v.known, z.capacity, z.facility_id
                  from unnest(?::int[], ?::int[], ?::int[]) as v (zone_id, occupied, known)
                  join zone_state locked on locked.zone_id = v.zone_id
                  join zone z on z.id = v.zone_id
                  order by v.zone_id for no key update of locked) as u
            where s.zone_id = u.zone_id
            returning s.zone_id, u.capacity, s.occupied, s.known, u.facility_id
            """;

    private static final String COUNT_HOURS = """
            insert into hourly_usage as h (zone_id, hour, readings, arrivals, departures, occupied_micros)
            select zone_id, timestamptz 'epoch' + hour * interval '1 microsecond', readings, arrivals, departures, micros
            from unnest(?::int[], ?::bigint[], ?::int[], ?::int[], ?::int[], ?::bigint[])
                 as u (zone_id, hour, readings, arrivals, departures, micros)
            order by zone_id, hour
            on conflict (zone_id, hour) do update set
                readings = h.readings + excluded.readings,
                arrivals = h.arrivals + excluded.arrivals,
                departures = h.departures + excluded.departures,
                occupied_micros = h.occupied_micros + excluded.occupied_micros
            """;

    /** Well inside what timestamptz can hold (to 294276 AD), well outside what a reading can carry. */
    private static final long FOREVER_AHEAD = Micros.of(Instant.parse("9999-01-01T00:00:00Z"));

    /** A stay to write or to delete. */
    record BayStay(int bayId, int zoneId, Stay stay) {
    }

    /** A stretch of a bay's time, both ends included; {@code last} is null where it is without end. */
    record Stretch(int bayId, Instant first, Instant last) {
    }

    Map<Integer, BayState> lock(Connection connection, int[] bayIds) throws SQLException {
        Map<Integer, BayState> bays = new HashMap<>(bayIds.length * 2);
        try (PreparedStatement query = connection.prepareStatement(LOCK_BAYS)) {
            query.setObject(1, bayIds);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    boolean occupied = rows.getBoolean(5);
                    Observation newest = rows.wasNull() ? null : new Observation(Micros.read(rows, 7), rows.getInt(9), rows.getLong(8), occupied);
                    bays.put(rows.getInt(1), new BayState(rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getString(4),
                            newest, Micros.read(rows, 6)));
                }
            }
        }
        return bays;
    }

    /** The readings of each stretch with one neighbour on either side, in order. */
    Map<Integer, List<Observation>> readings(Connection connection, List<Stretch> stretches) throws SQLException {
        Map<Integer, List<Observation>> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(READINGS)) {
            bind(query, stretches);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getInt(1), bay -> new ArrayList<>())
                            .add(new Observation(Micros.read(rows, 2), rows.getInt(3), rows.getLong(4), rows.getBoolean(5)));
                }
            }
        }
        return found;
    }

    /** The stays that touch each stretch. */
    Map<Integer, List<Stay>> stays(Connection connection, List<Stretch> stretches) throws SQLException {
        Map<Integer, List<Stay>> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(STAYS)) {
            bind(query, stretches);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getInt(1), bay -> new ArrayList<>())
                            .add(new Stay(Micros.read(rows, 2), Micros.read(rows, 3)));
                }
            }
        }
        return found;
    }

    private static void bind(PreparedStatement query, List<Stretch> stretches) throws SQLException {
        query.setObject(1, stretches.stream().mapToInt(Stretch::bayId).toArray());
        query.setObject(2, stretches.stream().mapToLong(s -> Micros.of(s.first)).toArray());
        query.setObject(3, stretches.stream().mapToLong(s -> s.last == null ? FOREVER_AHEAD : Micros.of(s.last)).toArray());
    }

    void delete(Connection connection, List<BayStay> stays) throws SQLException {
        if (stays.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE_STAYS)) {
            delete.setObject(1, stays.stream().mapToInt(BayStay::bayId).toArray());
            delete.setObject(2, stays.stream().mapToLong(s -> Micros.of(s.stay.arrivedAt())).toArray());
            delete.executeUpdate();
        }
    }

    void write(Connection connection, List<BayStay> stays) throws SQLException {
        if (stays.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(WRITE_STAYS)) {
            insert.setObject(1, stays.stream().mapToInt(BayStay::bayId).toArray());
            insert.setObject(2, stays.stream().mapToInt(BayStay::zoneId).toArray());
            insert.setObject(3, stays.stream().mapToLong(s -> Micros.of(s.stay.arrivedAt())).toArray());
            insert.setObject(4, stays.stream().mapToLong(s -> Micros.ofNullable(s.stay.departedAt())).toArray());
            insert.executeUpdate();
        }
    }

    void writeBays(Connection connection, List<BayState> bays) throws SQLException {
        int n = bays.size();
        int[] ids = new int[n];
        boolean[] occupied = new boolean[n];
        long[] since = new long[n];
        long[] at = new long[n];
        long[] seq = new long[n];
        int[] devices = new int[n];
        for (int i = 0; i < n; i++) {
            BayState bay = bays.get(i);
            ids[i] = bay.bayId();
            occupied[i] = bay.newest().occupied();
            since[i] = Micros.of(bay.since());
            at[i] = Micros.of(bay.newest().at());
            seq[i] = bay.newest().seq();
            devices[i] = bay.newest().deviceId();
        }
        try (PreparedStatement update = connection.prepareStatement(WRITE_BAYS)) {
            int column = 0;
            for (Object array : new Object[] {ids, occupied, since, at, seq, devices}) {
                update.setObject(++column, array);
            }
            update.executeUpdate();
        }
    }

    /**
     * Makes bays unknown.
     *
     * @param watchedFrom by bay: from when on readings count again
     */
    void forget(Connection connection, Map<Integer, Instant> watchedFrom) throws SQLException {
        int[] bays = watchedFrom.keySet().stream().mapToInt(Integer::intValue).toArray();
        try (PreparedStatement forget = connection.prepareStatement(FORGET_BAYS)) {
            forget.setObject(1, bays);
            forget.executeUpdate();
        }
        try (PreparedStatement watch = connection.prepareStatement(WATCH_BAYS)) {
            watch.setObject(1, bays);
            watch.setObject(2, watchedFrom.values().stream().mapToLong(Micros::of).toArray());
            watch.executeUpdate();
        }
    }

    /** Sets the beginning of the present state anew from the stays; returns it by bay. */
    Map<Integer, Instant> correctSince(Connection connection, int[] bayIds) throws SQLException {
        Map<Integer, Instant> since = new HashMap<>();
        try (PreparedStatement update = connection.prepareStatement(CORRECT_SINCE)) {
            update.setObject(1, bayIds);
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    since.put(rows.getInt(1), Micros.read(rows, 2));
                }
            }
        }
        return since;
    }

    /** Adds to the zones' counts and returns what they are now. */
    List<ZoneAvailability> countZones(Connection connection, Collection<ZoneChange> changes) throws SQLException {
        List<ZoneAvailability> counts = new ArrayList<>();
        if (changes.isEmpty()) {
            return counts;
        }
        try (PreparedStatement update = connection.prepareStatement(COUNT_ZONES)) {
            update.setObject(1, changes.stream().mapToInt(ZoneChange::zoneId).toArray());
            update.setObject(2, changes.stream().mapToInt(ZoneChange::occupied).toArray());
            update.setObject(3, changes.stream().mapToInt(ZoneChange::known).toArray());
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    counts.add(new ZoneAvailability(rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getInt(4), rows.getInt(5)));
                }
            }
        }
        return counts;
    }

    void countHours(Connection connection, Collection<HourlyUsage> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(COUNT_HOURS)) {
            insert.setObject(1, changes.stream().mapToInt(HourlyUsage::zoneId).toArray());
            insert.setObject(2, changes.stream().mapToLong(usage -> Micros.of(usage.hour())).toArray());
            insert.setObject(3, changes.stream().mapToInt(HourlyUsage::readings).toArray());
            insert.setObject(4, changes.stream().mapToInt(HourlyUsage::arrivals).toArray());
            insert.setObject(5, changes.stream().mapToInt(HourlyUsage::departures).toArray());
            insert.setObject(6, changes.stream().mapToLong(HourlyUsage::occupiedMicros).toArray());
            insert.executeUpdate();
        }
    }
}
