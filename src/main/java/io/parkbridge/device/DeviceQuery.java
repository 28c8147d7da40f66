package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.device.DeviceResource.DeviceView;
import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads devices with their place and last state. */
@ApplicationScoped
class DeviceQuery {

    private static final String DEVICES = """
            select d.id, d.code, b.number, z.name, z.id, f.name, d.active, s.last_seen_at, d.installed_at, d.model, s.online, s.missing,
                   s.clock_skew_ms, q.until,
                   case when c.device_id is null or c.revoked then null when c.lost_since is null then 'ISSUED' else 'LOST' end
            from device d
            join facility f on f.id = d.facility_id
            join device_state s on s.device_id = d.id
            left join bay b on b.id = d.bay_id
            left join zone z on z.id = b.zone_id
            left join lateral (select max(until) as until from device_quarantine where device_id = d.id) q on true
            left join device_credential c on c.device_id = d.id
            where (b.zone_id = ? or ?::int is null)
              and (d.active = ? or ?::boolean is null)
              and ((q.until is not null) = ? or ?::boolean is null)
              and (position(lower(?::text) in lower(d.code)) > 0 or ?::text is null)
            order by d.code limit ? offset ?
            """;

    private final DataSource database;
    private final DeviceHealth health;

    DeviceQuery(DataSource database, DeviceHealth health) {
        this.database = database;
        this.health = health;
    }

    /** Null stands for "any". */
    List<DeviceView> list(Integer zoneId, Boolean active, Boolean quarantined, String search, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(DEVICES)) {
            query.setObject(1, zoneId, Types.INTEGER);
            query.setObject(2, zoneId, Types.INTEGER);
            query.setObject(3, active, Types.BOOLEAN);
            query.setObject(4, active, Types.BOOLEAN);
            query.setObject(5, quarantined, Types.BOOLEAN);
            query.setObject(6, quarantined, Types.BOOLEAN);
            query.setString(7, search);
            query.setString(8, search);
            query.setInt(9, page.limit());
            query.setInt(10, page.offset());
            List<DeviceView> devices = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    devices.add(new DeviceView(row.getInt(1), row.getString(2), row.getString(3), row.getString(4),
                            row.getObject(5, Integer.class), row.getString(6), row.getBoolean(7), null, Micros.read(row, 8),
                            Micros.read(row, 9), row.getString(10), row.getObject(11, Boolean.class), row.getLong(12),
                            row.getObject(13, Long.class), Micros.read(row, 14), row.getString(15)));
                }
            }
            Map<Integer, Integer> scores = health.scores(connection, devices.stream().map(DeviceView::id).toList());
            return devices.stream().map(device -> device.withHealth(scores.get(device.id()))).toList();
        }
    }
}
