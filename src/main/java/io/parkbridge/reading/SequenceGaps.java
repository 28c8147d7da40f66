package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.Numbered;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts what is missing by the numbers of a device's readings ({@link Numbered}). Readings newer than the newest one need only that; with a
 * late one among them, the stretch around them is recalled from the database first.
 */
@ApplicationScoped
public class SequenceGaps {

    /** Every numbered reading from the last before each device's stretch to the first behind it. */
    private static final String RECALL = """
            with stretch as (
                select device_id, timestamptz 'epoch' + a * interval '1 microsecond' as first,
                                  timestamptz 'epoch' + b * interval '1 microsecond' as last
                from unnest(?::int[], ?::bigint[], ?::bigint[]) as u (device_id, a, b)
            )
            select s.device_id, r.time, r.seq
            from stretch s
            cross join lateral (
                (select time, seq from %1$s where device_id = s.device_id and seq >= 0 and time < s.first order by time desc, seq desc limit 1)
                union all
                (select time, seq from %1$s where device_id = s.device_id and seq >= 0 and time between s.first and s.last)
                union all
                (select time, seq from %1$s where device_id = s.device_id and seq >= 0 and time > s.last order by time, seq limit 1)
            ) r
            order by s.device_id, r.time, r.seq
            """;
    private static final String RECALL_READINGS = RECALL.formatted("occupancy");
    private static final String RECALL_UPLINKS = RECALL.formatted("heartbeat");

    /** Counts the new readings of these devices, which are stored already. */
    public void count(Connection connection, Collection<DeviceChange> devices) throws SQLException {
        List<DeviceChange> late = new ArrayList<>(0);
        for (DeviceChange device : devices) {
            List<Numbered> fresh = device.numbered();
            if (fresh.isEmpty()) {
                continue;
            }
            Collections.sort(fresh);
            Numbered newest = device.device().numbered();
            if (newest == null || fresh.getFirst().compareTo(newest) > 0) {
                device.missed(Numbered.missing(newest, fresh), fresh.getLast());
            } else {
                late.add(device);
            }
        }
        countLate(connection, RECALL_READINGS, late.stream().filter(device -> !device.numbersUplinks()).toList());
        countLate(connection, RECALL_UPLINKS, late.stream().filter(DeviceChange::numbersUplinks).toList());
    }

    private static void countLate(Connection connection, String recall, List<DeviceChange> late) throws SQLException {
        if (late.isEmpty()) {
            return;
        }
        Map<Integer, List<Numbered>> stored = recall(connection, recall, late);
        for (DeviceChange device : late) {
            List<Numbered> now = stored.get(device.device().id());
            Set<Numbered> fresh = new HashSet<>(device.numbered());
            List<Numbered> before = now.stream().filter(reading -> !fresh.contains(reading)).toList();
            Numbered newest = device.device().numbered();
            Numbered last = device.numbered().getLast();
            device.missed(Numbered.missing(null, now) - Numbered.missing(null, before), last.compareTo(newest) > 0 ? last : newest);
        }
    }

    private static Map<Integer, List<Numbered>> recall(Connection connection, String recall, List<DeviceChange> late) throws SQLException {
        Map<Integer, List<Numbered>> stored = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(recall)) {
            query.setObject(1, late.stream().mapToInt(device -> device.device().id()).toArray());
            query.setObject(2, late.stream().mapToLong(device -> Micros.of(device.numbered().getFirst().at())).toArray());
            query.setObject(3, late.stream().mapToLong(device -> Micros.of(device.numbered().getLast().at())).toArray());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    stored.computeIfAbsent(row.getInt(1), id -> new ArrayList<>()).add(new Numbered(Micros.read(row, 2), row.getLong(3)));
                }
            }
        }
        return stored;
    }
}
