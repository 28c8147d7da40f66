package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

import io.parkbridge.device.Vitals;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes readings: one statement per hypertable and batch; what is already there stays as it is. */
@ApplicationScoped
public class ReadingStore {

    private static final String INSERT_OCCUPANCY = """
            with input as materialized (
                select nextval('occupancy_id') as id, nr, device_id, bay_id, zone_id, seq, occupied,
                       timestamptz 'epoch' + t * interval '1 microsecond' as time,
                       timestamptz 'epoch' + r * interval '1 microsecond' as received_at
                from unnest(?::int[], ?::int[], ?::int[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bigint[])
                     with ordinality as u (device_id, bay_id, zone_id, seq, occupied, t, r, nr)
            ), inserted as (
                insert into occupancy (time, received_at, seq, id, device_id, bay_id, zone_id, occupied)
                select time, received_at, seq, id, device_id, bay_id, zone_id, occupied from input
                on conflict do nothing
                returning id
            )
            select input.nr::int from input join inserted using (id)
            """;

    private static final String INSERT_HEARTBEATS = """
            with input as materialized (
                select nr, device_id, seq, voltage, current, power_factor, battery, rssi, snr, temperature, details,
                       timestamptz 'epoch' + t * interval '1 microsecond' as time,
                       timestamptz 'epoch' + r * interval '1 microsecond' as received_at
                from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[],
                            ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::text[])
                     with ordinality as u (t, r, seq, device_id, voltage, current, power_factor, battery, rssi, snr, temperature, details, nr)
            ), inserted as (
                insert into heartbeat (time, received_at, seq, device_id, voltage, current, power_factor, battery, rssi, snr, temperature, details)
                select time, received_at, seq, device_id, nullif(voltage, 'NaN'), nullif(current, 'NaN'), nullif(power_factor, 'NaN'),
                       nullif(battery, 'NaN'), nullif(rssi, 'NaN'), nullif(snr, 'NaN'), nullif(temperature, 'NaN'),
                       details::jsonb
                from input
                on conflict do nothing
                returning device_id, time, seq
            )
            select min(input.nr)::int from input join inserted using (device_id, time, seq) group by device_id, time, seq
            """;

    /** Inserts occupancy readings and returns which of them were new. */
    public BitSet insertOccupancy(Connection connection, List<PlacedReading> readings) throws SQLException {
        if (readings.isEmpty()) {
            return new BitSet();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_OCCUPANCY)) {
            bind(insert, readings);
            return fresh(insert);
        }
    }

    /** The statement returns the positions of the new rows, counted from 1. */
    private static BitSet fresh(PreparedStatement insert) throws SQLException {
        BitSet fresh = new BitSet();
        try (ResultSet rows = insert.executeQuery()) {
            while (rows.next()) {
                fresh.set(rows.getInt(1) - 1);
            }
        }
        return fresh;
    }

    private static void bind(PreparedStatement insert, List<PlacedReading> readings) throws SQLException {
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
        int column = 0;
        for (Object array : new Object[] {devices, bays, zones, seqs, occupied, times, receipts}) {
            insert.setObject(++column, array);
        }
    }

    /** Inserts heartbeats and returns which of them were new. */
    public BitSet insertHeartbeats(Connection connection, List<DeviceHeartbeat> heartbeats) throws SQLException {
        if (heartbeats.isEmpty()) {
            return new BitSet();
        }
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
        try (PreparedStatement insert = connection.prepareStatement(INSERT_HEARTBEATS)) {
            int column = 0;
            for (Object array : new Object[] {times, receipts, seqs, devices}) {
                insert.setObject(++column, array);
            }
            for (float[] array : measured) {
                insert.setObject(++column, array);
            }
            insert.setObject(++column, details);
            return fresh(insert);
        }
    }
}
