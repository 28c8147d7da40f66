package io.parkbridge.device;

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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Locks the devices of a batch and keeps their last state. */
@ApplicationScoped
public class DeviceStore {

    private static final String LOCK = """
            select device_id, device_version, heartbeat_at, numbered_at, number
            from device_state
            where device_id = any(?)
            order by device_id
            for no key update
            """;

    private static final String REGISTRATIONS = """
            select d.id, d.version, f.code, d.active, d.bay_id, b.zone_id, d.facility_id, d.model, b.watched_from,
                   d.xmin = pg_current_xact_id_if_assigned()::xid as edited_here
            from device d
            join facility f on f.id = d.facility_id
            left join bay b on b.id = d.bay_id
            where d.id = any(?)
            """;

    /** As many as a large city has; of more, those not heard of for long are read again. */
    private static final int REGISTRATIONS_MAX = 1_000_000;

    /**
     * State moves forward in event time only; what a heartbeat does not mention keeps its last value. Every rule for equal times
     * gives the same from either side, so that the order of arrival does not show: the shortest skew, online, the greater text.
     */
    private static final String UPDATE = """
            update device_state s set
                last_seen_at  = greatest(s.last_seen_at, u.seen),
                received_at   = greatest(s.received_at, u.received),
                clock_skew_ms = case when u.seen < s.last_seen_at then s.clock_skew_ms
                                     when u.seen = s.last_seen_at then least(s.clock_skew_ms, u.skew) else u.skew end,
                missing       = s.missing + u.missing,
                numbered_at   = coalesce(u.numbered_at, s.numbered_at),
                number        = case when u.numbered_at is null then s.number else u.number end,
                online        = case when u.online_at is null or u.online_at < s.online_at then s.online
                                     when u.online_at = s.online_at then s.online or u.online else u.online end,
                online_at     = greatest(s.online_at, u.online_at),
                heartbeat_at  = greatest(s.heartbeat_at, u.beat),
                voltage       = coalesce(nullif(u.voltage, 'NaN'), s.voltage),
                current       = coalesce(nullif(u.current, 'NaN'), s.current),
                power_factor  = coalesce(nullif(u.power_factor, 'NaN'), s.power_factor),
                battery       = coalesce(nullif(u.battery, 'NaN'), s.battery),
                rssi          = coalesce(nullif(u.rssi, 'NaN'), s.rssi),
                snr           = coalesce(nullif(u.snr, 'NaN'), s.snr),
                temperature   = coalesce(nullif(u.temperature, 'NaN'), s.temperature),
                firmware      = case when u.firmware is null or u.firmware_at < s.firmware_at
                                          or u.firmware_at = s.firmware_at and u.firmware collate "C" < s.firmware then s.firmware
                                     else u.firmware end,
                firmware_at   = greatest(s.firmware_at, u.firmware_at)
            from (
                select device_id,
                       to_timestamp(seen_us / 1e6::float8) as seen,
                       to_timestamp(received_us / 1e6::float8) as received,
                       to_timestamp(nullif(beat_us, -9223372036854775808) / 1e6::float8) as beat,
                       to_timestamp(nullif(online_us, -9223372036854775808) / 1e6::float8) as online_at,
                       to_timestamp(nullif(numbered_us, -9223372036854775808) / 1e6::float8) as numbered_at,
                       to_timestamp(nullif(firmware_us, -9223372036854775808) / 1e6::float8) as firmware_at,
                       online, missing, skew, number, voltage, current, power_factor, battery, rssi, snr, temperature, firmware
                from unnest(?::int[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                            ?::bigint[], ?::bigint[], ?::bigint[],
                            ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::text[])
                     as v (device_id, online, seen_us, received_us, skew, beat_us, online_us, missing,
                           numbered_us, number, firmware_us,
                           voltage, current, power_factor, battery, rssi, snr, temperature, firmware)
            ) u
            where s.device_id = u.device_id
            """;

    private final Cache<Integer, Registration> registrations = Caffeine.newBuilder().maximumSize(REGISTRATIONS_MAX).build();

    /** A device as its row says, of which each change counts up the version, on the locked row as well. */
    private record Registration(int version, String facility, boolean active, Integer bayId, Integer zoneId, int facilityId, String model,
            Instant watchedFrom) {
    }

    /** A locked row. */
    private record Locked(int deviceId, int version, Instant heartbeatAt, Numbered newest) {

        RegisteredDevice with(Registration known) {
            return new RegisteredDevice(deviceId, known.facility, known.active, known.bayId, known.zoneId, known.facilityId, known.model,
                    heartbeatAt, newest, known.watchedFrom);
        }
    }

    /**
     * Locks the state rows of these devices in the order of their ids until the transaction ends. What people edit of a device is read
     * only where the locked row says that it has changed since it was read last.
     */
    public Map<Integer, RegisteredDevice> lock(Connection connection, Collection<Integer> ids) throws SQLException {
        List<Locked> rows = lockRows(connection, ids);
        Map<Integer, RegisteredDevice> devices = new HashMap<>(rows.size() * 2);
        List<Locked> changed = new ArrayList<>();
        for (Locked row : rows) {
            Registration known = registrations.getIfPresent(row.deviceId);
            if (known == null || known.version != row.version) {
                changed.add(row);
            } else {
                devices.put(row.deviceId, row.with(known));
            }
        }
        if (!changed.isEmpty()) {
            Map<Integer, Registration> read = readRegistrations(connection, changed);
            changed.forEach(row -> devices.put(row.deviceId, row.with(read.get(row.deviceId))));
        }
        return devices;
    }

    private static List<Locked> lockRows(Connection connection, Collection<Integer> ids) throws SQLException {
        List<Locked> locked = new ArrayList<>(ids.size());
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setObject(1, ids.stream().mapToInt(Integer::intValue).toArray());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Instant numberedAt = Micros.read(rows, 4);
                    locked.add(new Locked(rows.getInt(1), rows.getInt(2), Micros.read(rows, 3),
                            numberedAt == null ? null : new Numbered(numberedAt, rows.getLong(5))));
                }
            }
        }
        return locked;
    }

    /**
     * After the lock, so that it sees what whoever held it before has committed. What the transaction itself has edited is not kept: it may
     * still be rolled back, and the next edit would count the same version.
     */
    private Map<Integer, Registration> readRegistrations(Connection connection, List<Locked> devices) throws SQLException {
        Map<Integer, Registration> read = new HashMap<>(devices.size() * 2);
        try (PreparedStatement query = connection.prepareStatement(REGISTRATIONS)) {
            query.setObject(1, devices.stream().mapToInt(Locked::deviceId).toArray());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Registration registration = new Registration(rows.getInt(2), rows.getString(3), rows.getBoolean(4),
                            rows.getObject(5, Integer.class), rows.getObject(6, Integer.class), rows.getInt(7),
                            rows.getString(8).intern(), Micros.read(rows, 9));
                    read.put(rows.getInt(1), registration);
                    if (!rows.getBoolean(10)) {
                        registrations.put(rows.getInt(1), registration);
                    }
                }
            }
        }
        return read;
    }

    /** Writes what a batch has told about its devices. */
    public void update(Connection connection, Collection<DeviceChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        int n = changes.size();
        int[] ids = new int[n];
        boolean[] online = new boolean[n];
        long[][] numbers = new long[DeviceChange.NUMBERS][n];
        float[][] measured = new float[Vitals.MEASURED][n];
        String[] firmware = new String[n];
        int i = 0;
        for (DeviceChange change : changes) {
            ids[i] = change.deviceId();
            online[i] = change.online();
            change.copyNumbers(numbers, i);
            change.vitals().copyMeasured(measured, i);
            firmware[i] = change.firmware();
            i++;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            int column = 0;
            update.setObject(++column, ids);
            update.setObject(++column, online);
            for (long[] array : numbers) {
                update.setObject(++column, Columns.sparse(array));
            }
            for (float[] array : measured) {
                update.setObject(++column, Columns.sparse(array));
            }
            update.setObject(++column, Columns.sparse(firmware));
            update.executeUpdate();
        }
    }
}
