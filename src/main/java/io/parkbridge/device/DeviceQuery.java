package io.parkbridge.device;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

import io.parkbridge.device.DeviceResource.DeviceView;
import io.parkbridge.http.Page;
import io.parkbridge.http.SpreadsheetCell;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads devices with their place and last state. */
@ApplicationScoped
class DeviceQuery {

    /** The {@link DeviceStatus}; heard of as the availability of docs/metrics.md has it. */
    static final String STATUS = """
            (case when not d.active then 'RETIRED' when s.last_seen_at is null then 'NEVER'
                  when s.online is not false and s.received_at > clock.now - coalesce(d.expected_interval_seconds * 2.5, 120) * interval '1 second'
                  then 'ONLINE' else 'OFFLINE' end)""";

    static final String OPEN_ALERTS = "coalesce(a.open, 0)";

    /**
     * {@link HealthScore} to sort and filter by: the newest voltage stands for the mean of the hour, which costs a hundred heartbeats a
     * device.
     */
    static final String HEALTH = """
            (case when s.last_seen_at is not null then round((
                40 * 100 * greatest(0, least(1, (3600 - extract(epoch from clock.now - s.last_seen_at)) / 3480.0))
                + 20 * (case when coalesce(a.judged, 0) = 0 then 100 when a.judged <= 2 then 60 else 20 end)
                + (case when s.battery is not null then 40 * (case when s.battery >= 40 then 100 when s.battery >= 20 then 60 else 20 end)
                   else (case when s.voltage is null or s.heartbeat_at <= clock.now - interval '1 hour' then 0
                              when s.voltage between 200 and 250 then 2000 when s.voltage between 150 and 300 then 1200 else 400 end)
                      + (case when s.voltage * s.current * s.power_factor is null then 0
                              when s.voltage * s.current * s.power_factor <= 1500 then 2000
                              when s.voltage * s.current * s.power_factor <= 2250 then 1000 else 200 end) end)
              ) / (60 + (case when s.battery is not null then 40
                              else (case when s.voltage is null or s.heartbeat_at <= clock.now - interval '1 hour' then 0 else 20 end)
                                 + (case when s.voltage * s.current * s.power_factor is null then 0 else 20 end) end))) end)""";

    private static final String COLUMNS = """
            select d.id, d.code, b.number, z.name, z.id, f.name, d.active, s.last_seen_at, d.installed_at, d.model, s.online, s.missing,
                   s.clock_skew_ms, %s as status, f.id, f.code, z.code, b.id, bs.occupied, bs.since, s.voltage,
                   s.voltage * s.current * s.power_factor, s.battery, s.rssi, s.snr, s.temperature, s.firmware, d.dev_eui,
                   d.expected_interval_seconds, %s, (select max(until) from device_quarantine where device_id = d.id),
                   (select case when lost_since is null then 'ISSUED' else 'LOST' end from device_credential where device_id = d.id)
            """.formatted(STATUS, OPEN_ALERTS);
    private static final String FROM = """
            from (select cast(? as timestamptz) as now) clock
            cross join device d
            join facility f on f.id = d.facility_id
            join device_state s on s.device_id = d.id
            left join bay b on b.id = d.bay_id
            left join zone z on z.id = b.zone_id
            left join bay_state bs on bs.bay_id = d.bay_id
            left join (
                select subject_id, count(*) as open, count(*) filter (where type <> 'LOW_HEALTH') as judged
                from alert where subject = 'DEVICE' and cleared_at is null group by subject_id
            ) a on a.subject_id = d.id
            """;
    private static final String MODELS = "select distinct model from device where active order by model limit 500";
    private static final String[] HEADER = {"device_code", "status", "facility", "zone", "bay", "model", "health_score", "last_seen_at", "voltage_v",
        "power_w", "battery_percent", "rssi_dbm", "snr_db", "temperature_c", "firmware", "missing", "clock_skew_ms", "open_alerts", "installed_at"};
    private static final int SCORED_AT_ONCE = 1_000;

    private final DataSource database;
    private final DeviceHealth health;
    private final Clock clock;

    DeviceQuery(DataSource database, DeviceHealth health, Clock clock) {
        this.database = database;
        this.health = health;
        this.clock = clock;
    }

    List<DeviceView> list(DeviceFilter filter, Page page) throws SQLException {
        String sql = COLUMNS + FROM + filter.where() + filter.order.sql() + " limit ? offset ?";
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            int parameter = bind(query, filter);
            query.setInt(parameter, page.limit());
            query.setInt(parameter + 1, page.offset());
            List<DeviceView> devices = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    devices.add(read(row));
                }
            }
            return scored(connection, devices);
        }
    }

    /** How many there are, whatever the page. */
    long count(DeviceFilter filter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) " + FROM + filter.where())) {
            bind(query, filter);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    List<String> models() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(MODELS);
                ResultSet row = query.executeQuery()) {
            List<String> models = new ArrayList<>();
            while (row.next()) {
                models.add(row.getString(1));
            }
            return models;
        }
    }

    /** Writes all that match as CSV, a thousand at a time. */
    void export(DeviceFilter filter, OutputStream out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
        String sql = COLUMNS + FROM + filter.where() + filter.order.sql();
        try (Connection connection = database.getConnection();
                CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format)) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setFetchSize(SCORED_AT_ONCE);
                bind(query, filter);
                print(connection, query, csv);
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the devices cannot be read", e));
        }
    }

    private void print(Connection connection, PreparedStatement query, CSVPrinter csv) throws SQLException, IOException {
        List<DeviceView> some = new ArrayList<>(SCORED_AT_ONCE);
        try (ResultSet row = query.executeQuery()) {
            boolean more = row.next();
            while (more) {
                some.add(read(row));
                more = row.next();
                if (some.size() == SCORED_AT_ONCE || !more) {
                    for (DeviceView device : scored(connection, some)) {
                        csv.printRecord(Stream.of(cells(device)).map(cell -> cell instanceof String text ? SpreadsheetCell.harmless(text) : cell).toArray());
                    }
                    some.clear();
                }
            }
        }
    }

    private static Object[] cells(DeviceView of) {
        return new Object[] {of.deviceCode(), of.status().name(), of.facilityName(), of.zoneName(), of.slotNumber(), of.model(), of.healthScore(),
            of.lastSeenAt(), of.voltage(), of.power(), of.battery(), of.rssi(), of.snr(), of.temperature(), of.firmware(), of.missing(),
            of.clockSkewMs(), of.openAlerts(), of.installedAt()};
    }

    private int bind(PreparedStatement query, DeviceFilter filter) throws SQLException {
        query.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return filter.bind(query, 2);
    }

    private List<DeviceView> scored(Connection connection, List<DeviceView> devices) throws SQLException {
        Map<Integer, Integer> scores = health.scores(connection, devices.stream().map(DeviceView::id).toList());
        return devices.stream().map(device -> device.withHealth(scores.get(device.id()))).toList();
    }

    private static DeviceView read(ResultSet row) throws SQLException {
        return new DeviceView(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getObject(5, Integer.class), row.getString(6),
                row.getBoolean(7), null, Micros.read(row, 8), Micros.read(row, 9), row.getString(10), row.getObject(11, Boolean.class),
                row.getLong(12), row.getObject(13, Long.class), DeviceStatus.valueOf(row.getString(14)), row.getInt(15), row.getString(16),
                row.getString(17), row.getObject(18, Integer.class), row.getObject(19, Boolean.class), Micros.read(row, 20),
                row.getObject(21, Float.class), row.getObject(22, Float.class), row.getObject(23, Float.class), row.getObject(24, Float.class),
                row.getObject(25, Float.class), row.getObject(26, Float.class), row.getString(27), row.getString(28),
                row.getObject(29, Integer.class), row.getInt(30), Micros.read(row, 31), row.getString(32));
    }
}
