package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Locks the devices of a batch and keeps their last state. */
@ApplicationScoped
public class DeviceStore {

    private static final String LOCK = """
            select s.device_id, f.code, d.active, d.bay_id, b.zone_id, d.facility_id
            from device_state s
            join device d on d.id = s.device_id
            join facility f on f.id = d.facility_id
            left join bay b on b.id = d.bay_id
            where s.device_id = any(?)
            order by s.device_id
            for no key update of s
            """;

    /** State moves forward in event time only; what the newer heartbeat does not mention keeps its last value. */
    private static final String UPDATE = """
            update device_state s set
                last_seen_at  = greatest(s.last_seen_at, u.seen),
                received_at   = greatest(s.received_at, u.received),
                clock_skew_ms = case when s.last_seen_at is null or u.seen >= s.last_seen_at
                                     then extract(epoch from u.received - u.seen) * 1000 else s.clock_skew_ms end,
                missing       = greatest(s.missing + u.missing, 0),
                online        = case when u.online_at is null or u.online_at < s.online_at then s.online else u.online end,
                online_at     = greatest(s.online_at, u.online_at),
                heartbeat_at  = greatest(s.heartbeat_at, u.beat),
                voltage       = case when u.newer then coalesce(nullif(u.voltage, 'NaN'), s.voltage) else s.voltage end,
                current       = case when u.newer then coalesce(nullif(u.current, 'NaN'), s.current) else s.current end,
                power_factor  = case when u.newer then coalesce(nullif(u.power_factor, 'NaN'), s.power_factor) else s.power_factor end,
                battery       = case when u.newer then coalesce(nullif(u.battery, 'NaN'), s.battery) else s.battery end,
                rssi          = case when u.newer then coalesce(nullif(u.rssi, 'NaN'), s.rssi) else s.rssi end,
                snr           = case when u.newer then coalesce(nullif(u.snr, 'NaN'), s.snr) else s.snr end,
                temperature   = case when u.newer then coalesce(nullif(u.temperature, 'NaN'), s.temperature) else s.temperature end,
                firmware      = case when u.newer then coalesce(u.firmware, s.firmware) else s.firmware end
            from (
                select raw.*, beat is not null and (known.heartbeat_at is null or beat >= known.heartbeat_at) as newer
                from (
                    select device_id,
                           timestamptz 'epoch' + seen_us * interval '1 microsecond' as seen,
                           timestamptz 'epoch' + received_us * interval '1 microsecond' as received,
                           timestamptz 'epoch' + nullif(beat_us, -9223372036854775808) * interval '1 microsecond' as beat,
                           timestamptz 'epoch' + nullif(online_us, -9223372036854775808) * interval '1 microsecond' as online_at,
                           online, missing, voltage, current, power_factor, battery, rssi, snr, temperature, firmware
                    from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[],
                                ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::text[])
                         as v (device_id, seen_us, received_us, beat_us, online_us, online, missing,
                               voltage, current, power_factor, battery, rssi, snr, temperature, firmware)
                ) raw join device_state known using (device_id)
            ) u
            where s.device_id = u.device_id
            """;

    /** Locks the state rows of these devices in the order of their ids until the transaction ends. */
    public Map<Integer, RegisteredDevice> lock(Connection connection, Collection<Integer> ids) throws SQLException {
        Map<Integer, RegisteredDevice> devices = new HashMap<>(ids.size() * 2);
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setObject(1, ids.stream().mapToInt(Integer::intValue).toArray());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    int id = rows.getInt(1);
                    devices.put(id, new RegisteredDevice(id, rows.getString(2), rows.getBoolean(3), rows.getObject(4, Integer.class),
                            rows.getObject(5, Integer.class), rows.getInt(6)));
                }
            }
        }
        return devices;
    }

    /** Writes what a batch has told about its devices. */
    public void update(Connection connection, Collection<DeviceChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        int n = changes.size();
        int[] ids = new int[n];
        long[][] numbers = new long[5][n];
        boolean[] online = new boolean[n];
        float[][] measured = new float[Vitals.MEASURED][n];
        String[] firmware = new String[n];
        int i = 0;
        for (DeviceChange change : changes) {
            ids[i] = change.deviceId();
            numbers[0][i] = Micros.of(change.seenAt());
            numbers[1][i] = Micros.of(change.receivedAt());
            numbers[2][i] = Micros.ofNullable(change.measuredAt());
            numbers[3][i] = Micros.ofNullable(change.onlineAt());
            numbers[4][i] = change.missing();
            online[i] = change.online();
            change.vitals().copyMeasured(measured, i);
            firmware[i] = change.vitals().firmware();
            i++;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            Object[] columns = {ids, numbers[0], numbers[1], numbers[2], numbers[3], online, numbers[4], measured[0],
                    measured[1], measured[2], measured[3], measured[4], measured[5], measured[6], firmware};
            for (int column = 0; column < columns.length; column++) {
                update.setObject(column + 1, columns[column]);
            }
            update.executeUpdate();
        }
    }
}
