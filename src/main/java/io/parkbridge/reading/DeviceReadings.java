package io.parkbridge.reading;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** What one device has said, as it said it, along the index of its identity. */
@ApplicationScoped
class DeviceReadings {

    private static final String COLUMNS_OF_OCCUPANCY = """
            time, received_at, 'OCCUPANCY' as kind, seq, occupied, null::real as voltage, null::real as current, null::real as power_factor,
            null::real as battery, null::real as rssi, null::real as snr, null::real as temperature""";
    private static final String COLUMNS_OF_HEARTBEAT = """
            time, received_at, 'HEARTBEAT', seq, null::boolean, voltage, current, power_factor, battery, rssi, snr, temperature""";
    private static final String NEWEST = """
            select * from (
                (select %s from occupancy where device_id = ? and time >= ? and time < ? order by time desc, seq desc limit ?)
                union all
                (select %s from heartbeat where device_id = ? and time >= ? and time < ? order by time desc, seq desc limit ?)
            ) r order by time desc, kind, seq desc limit ? offset ?
            """.formatted(COLUMNS_OF_OCCUPANCY, COLUMNS_OF_HEARTBEAT);
    private static final String ALL = """
            select %s from occupancy where device_id = ? and time >= ? and time < ?
            union all
            select %s from heartbeat where device_id = ? and time >= ? and time < ?
            order by time
            """.formatted(COLUMNS_OF_OCCUPANCY, COLUMNS_OF_HEARTBEAT);
    /** Of occupancy readings; of a LoRaWAN sensor's uplinks, which are heartbeats. */
    private static final String GAPS = """
            select before_at, before, time, seq, seq - before - 1 from (
                select time, seq, lag(time) over w as before_at, lag(seq) over w as before
                from %s where device_id = ? and time >= ? and time < ? and seq >= 0 window w as (order by time, seq)
            ) numbered
            where seq - before between 2 and 1000001 order by time desc limit 200
            """;
    private static final String UPLINKS = "select dev_eui is not null from device where id = ?";
    private static final String[] HEADER = {"time", "received_at", "kind", "seq", "occupied", "voltage", "current", "power_factor", "battery", "rssi", "snr",
        "temperature"};
    private static final int FETCH_SIZE = 2_000;

    /** @param seq null where it has none */
    record RawReading(Instant time, Instant receivedAt, String kind, Long seq, Boolean occupied, Float voltage, Float current, Float powerFactor,
            Float battery, Float rssi, Float snr, Float temperature) {
    }

    /** Between these two numbers {@code missing} readings did not come. */
    record Gap(Instant after, long afterSeq, Instant before, long beforeSeq, long missing) {
    }

    private final DataSource database;

    DeviceReadings(DataSource database) {
        this.database = database;
    }

    List<RawReading> newest(int device, Instant from, Instant to, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NEWEST)) {
            int most = page.offset() + page.limit();
            int parameter = range(query, 1, device, from, to);
            query.setInt(parameter, most);
            parameter = range(query, parameter + 1, device, from, to);
            query.setInt(parameter, most);
            query.setInt(parameter + 1, page.limit());
            query.setInt(parameter + 2, page.offset());
            List<RawReading> readings = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    readings.add(read(row));
                }
            }
            return readings;
        }
    }

    List<Gap> gaps(int device, Instant from, Instant to) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement uplinks = connection.prepareStatement(UPLINKS)) {
            uplinks.setInt(1, device);
            try (ResultSet known = uplinks.executeQuery()) {
                return known.next() ? gaps(connection, known.getBoolean(1) ? "heartbeat" : "occupancy", device, from, to) : List.of();
            }
        }
    }

    boolean isKnown(int device) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement("select from device where id = ?")) {
            query.setInt(1, device);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static List<Gap> gaps(Connection connection, String table, int device, Instant from, Instant to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(GAPS.formatted(table))) {
            range(query, 1, device, from, to);
            List<Gap> gaps = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    gaps.add(new Gap(Micros.read(row, 1), row.getLong(2), Micros.read(row, 3), row.getLong(4), row.getLong(5)));
                }
            }
            return gaps;
        }
    }

    /** Writes all of them as CSV, the oldest first, row by row. */
    void export(int device, Instant from, Instant to, OutputStream out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
        try (Connection connection = database.getConnection();
                CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format)) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(ALL)) {
                query.setFetchSize(FETCH_SIZE);
                range(query, range(query, 1, device, from, to), device, from, to);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        RawReading of = read(row);
                        csv.printRecord(of.time, of.receivedAt, of.kind, of.seq, of.occupied, of.voltage, of.current, of.powerFactor, of.battery,
                                of.rssi, of.snr, of.temperature);
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the readings cannot be read", e));
        }
    }

    private static int range(PreparedStatement query, int first, int device, Instant from, Instant to) throws SQLException {
        query.setInt(first, device);
        query.setObject(first + 1, from.atOffset(ZoneOffset.UTC));
        query.setObject(first + 2, to.atOffset(ZoneOffset.UTC));
        return first + 3;
    }

    private static RawReading read(ResultSet row) throws SQLException {
        long seq = row.getLong(4);
        return new RawReading(Micros.read(row, 1), Micros.read(row, 2), row.getString(3), seq < 0 ? null : seq, row.getObject(5, Boolean.class),
                row.getObject(6, Float.class), row.getObject(7, Float.class), row.getObject(8, Float.class), row.getObject(9, Float.class),
                row.getObject(10, Float.class), row.getObject(11, Float.class), row.getObject(12, Float.class));
    }
}
