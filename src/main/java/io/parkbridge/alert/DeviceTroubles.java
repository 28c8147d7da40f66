package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** What alerts say of the devices of a facility: how long they were silent, and what is open. As many rows as devices that had one. */
@ApplicationScoped
public class DeviceTroubles {

    private static final String SILENT = """
            select device_id, sum(extract(epoch from least(coalesce(cleared_at, ?), ?) - greatest(since, ?)))
            from alert
            where facility_id = ? and subject = 'DEVICE' and type = 'DEVICE_OFFLINE' and device_id is not null
              and since < ? and (cleared_at is null or cleared_at > ?)
            group by device_id
            """;
    private static final String OPEN = """
            select device_id, count(*) from alert where facility_id = ? and device_id is not null and cleared_at is null group by device_id
            """;

    /** Seconds within {@code DEVICE_OFFLINE} alerts, by device, of the time from {@code from} until {@code until}, which has passed. */
    public Map<Integer, Double> silentSeconds(Connection connection, int facilityId, Instant from, Instant until) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SILENT)) {
            query.setObject(1, until.atOffset(ZoneOffset.UTC));
            query.setObject(2, until.atOffset(ZoneOffset.UTC));
            query.setObject(3, from.atOffset(ZoneOffset.UTC));
            query.setInt(4, facilityId);
            query.setObject(5, until.atOffset(ZoneOffset.UTC));
            query.setObject(6, from.atOffset(ZoneOffset.UTC));
            Map<Integer, Double> seconds = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    seconds.put(row.getInt(1), row.getDouble(2));
                }
            }
            return seconds;
        }
    }

    /** Open alerts by device. */
    public Map<Integer, Integer> open(Connection connection, int facilityId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OPEN)) {
            query.setInt(1, facilityId);
            Map<Integer, Integer> open = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    open.put(row.getInt(1), row.getInt(2));
                }
            }
            return open;
        }
    }
}
