package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.parkbridge.device.Columns;
import io.parkbridge.device.Vitals;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes readings: one statement per hypertable and batch; what is already there stays as it is. */
@ApplicationScoped
public class ReadingStore {

    private static final String OCCUPANCY = """
            select nr, device_id, bay_id, zone_id, seq, occupied,
                   to_timestamp(t / 1e6::float8) as time, to_timestamp(r / 1e6::float8) as received_at
            from unnest(?::int[], ?::int[], ?::int[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bigint[])
                 with ordinality as u (device_id, bay_id, zone_id, seq, occupied, t, r, nr)
            """;

    private static final String INSERT_OCCUPANCY = """
            insert into occupancy (time, received_at, seq, device_id, bay_id, zone_id, occupied)
            select time, received_at, seq, device_id, bay_id, zone_id, occupied from (%s) input
            on conflict do nothing
            """;

    private static final String HEARTBEATS = """
            select nr, device_id, seq, nullif(voltage, 'NaN') as voltage, nullif(current, 'NaN') as current,
                   nullif(power_factor, 'NaN') as power_factor, nullif(battery, 'NaN') as battery, nullif(rssi, 'NaN') as rssi,
                   nullif(snr, 'NaN') as snr, nullif(temperature, 'NaN') as temperature, details::jsonb as details,
                   to_timestamp(t / 1e6::float8) as time, to_timestamp(r / 1e6::float8) as received_at
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[],
                        ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::text[])
                 with ordinality as u (t, r, seq, device_id, voltage, current, power_factor, battery, rssi, snr, temperature, details, nr)
            """;

    private static final String INSERT_HEARTBEATS = """
            insert into heartbeat (time, received_at, seq, device_id, voltage, current, power_factor, battery, rssi, snr, temperature, details)
            select time, received_at, seq, device_id, voltage, current, power_factor, battery, rssi, snr, temperature, details
            from (%s) input
            on conflict do nothing
            """;

    /** The same with its answer: the positions of the new rows, counted from 1; of one reading twice in a batch the first. */
    private static final String TELLING_NEW = """
            with input as materialized (%s), inserted as (%s returning device_id, time, seq)
            select min(input.nr)::int from input join inserted using (device_id, time, seq) group by device_id, time, seq
            """;

    private static final Insertion OCCUPANCY_INSERTION = Insertion.of(OCCUPANCY, INSERT_OCCUPANCY);
    private static final Insertion HEARTBEAT_INSERTION = Insertion.of(HEARTBEATS, INSERT_HEARTBEATS);

    /** From so many on, asking whether all are new before asking which saves more than the savepoint costs. */
    private static final int MANY = 64;

    /** A statement that inserts a batch, plainly, and so that it tells which rows were new. */
    private record Insertion(String plain, String tellingNew) {

        static Insertion of(String input, String insert) {
            return new Insertion(insert.formatted(input), TELLING_NEW.formatted(input, insert.replace("(%s) input", "input")));
        }
    }

    /** Inserts occupancy readings and returns which of them were new. */
    public BitSet insertOccupancy(Connection connection, List<PlacedReading> readings) throws SQLException {
        return insert(connection, OCCUPANCY_INSERTION, occupancyColumns(readings), readings.size());
    }

    /** Nearly always all are new: which are not is asked only where the count says that some are not. */
    private static BitSet insert(Connection connection, Insertion insertion, Object[] columns, int rows) throws SQLException {
        BitSet fresh = new BitSet(rows);
        if (rows >= MANY) {
            Savepoint before = connection.setSavepoint();
            try (PreparedStatement insert = connection.prepareStatement(insertion.plain())) {
                bind(insert, columns);
                if (insert.executeUpdate() == rows) {
                    fresh.set(0, rows);
                    return fresh;
                }
            }
            connection.rollback(before);
        }
        if (rows > 0) {
            try (PreparedStatement insert = connection.prepareStatement(insertion.tellingNew())) {
                bind(insert, columns);
                try (ResultSet row = insert.executeQuery()) {
                    while (row.next()) {
                        fresh.set(row.getInt(1) - 1);
                    }
                }
            }
        }
        return fresh;
    }

    private static void bind(PreparedStatement insert, Object[] columns) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            insert.setObject(i + 1, columns[i]);
        }
    }

    private static Object[] occupancyColumns(List<PlacedReading> readings) {
        int n = readings.size();
        int[] devices = new int[n];
        int[] bays = new int[n];
        int[] zones = new int[n];
        long[] seqs = new long[n];
        boolean[] occupied = new boolean[n];
        long[] times = new long[n];
        long[] receipts = new long[n];
        for (int i = 0; i < n; i++) {
            PlacedReading placed = readings.get(i);
            devices[i] = placed.deviceId();
            bays[i] = placed.bayId();
            zones[i] = placed.zoneId();
            seqs[i] = placed.reading().seq();
            occupied[i] = placed.reading().occupied();
            times[i] = Micros.of(placed.reading().time());
            receipts[i] = Micros.of(placed.receivedAt());
        }
        return new Object[] {devices, bays, zones, seqs, occupied, times, receipts};
    }

    /** Inserts heartbeats and returns which of them were new. */
    public BitSet insertHeartbeats(Connection connection, List<DeviceHeartbeat> heartbeats) throws SQLException {
        return insert(connection, HEARTBEAT_INSERTION, heartbeatColumns(heartbeats), heartbeats.size());
    }

    private static Object[] heartbeatColumns(List<DeviceHeartbeat> heartbeats) {
        int n = heartbeats.size();
        long[] times = new long[n];
        long[] receipts = new long[n];
        long[] seqs = new long[n];
        int[] devices = new int[n];
        float[][] measured = new float[Vitals.MEASURED][n];
        String[] details = new String[n];
        for (int i = 0; i < n; i++) {
            DeviceHeartbeat heartbeat = heartbeats.get(i);
            HeartbeatReading reading = heartbeat.reading();
            times[i] = Micros.of(reading.time());
            receipts[i] = Micros.of(heartbeat.receivedAt());
            seqs[i] = reading.seq();
            devices[i] = heartbeat.deviceId();
            reading.vitals().copyMeasured(measured, i);
            details[i] = reading.details();
        }
        List<Object> columns = new ArrayList<>(List.of(times, receipts, seqs, devices));
        for (float[] column : measured) {
            columns.add(Columns.sparse(column));
        }
        columns.add(Columns.sparse(details));
        return columns.toArray();
    }
}
