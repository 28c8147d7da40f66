package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Scores the health of any number of devices with one query. */
@ApplicationScoped
public class DeviceHealth {

    /**
     * The mean is taken along the identity index, and only of devices that live on the mains and were heard of within the hour: a device
     * with a battery costs one row. Of alerts only the number is asked for; the one about poor health is left out, or it would keep itself up.
     */
    private static final String INPUTS = """
            select s.device_id, s.last_seen_at, mains.voltage, s.voltage * s.current * s.power_factor, s.battery,
                   (select count(*) from alert a
                    where a.subject = 'DEVICE' and a.subject_id = s.device_id and a.type <> 'LOW_HEALTH' and a.cleared_at is null)
            from device_state s
            left join lateral (
                select avg(h.voltage) as voltage from heartbeat h
                where s.battery is null and s.voltage is not null and s.heartbeat_at > ?
                  and h.device_id = s.device_id and h.time > ? and h.time <= ?
            ) mains on true
            where s.device_id = any(?) and s.last_seen_at is not null
            """;
    private static final Duration VOLTAGE_OVER = Duration.ofHours(1);

    private final Clock clock;

    DeviceHealth(Clock clock) {
        this.clock = clock;
    }

    /** The scores of these devices by id; one that was never heard of has none. */
    public Map<Integer, Integer> scores(Connection connection, Collection<Integer> ids) throws SQLException {
        Instant now = clock.instant();
        Map<Integer, Integer> scores = new HashMap<>(ids.size() * 2);
        try (PreparedStatement query = connection.prepareStatement(INPUTS)) {
            query.setObject(1, now.minus(VOLTAGE_OVER).atOffset(ZoneOffset.UTC));
            query.setObject(2, now.minus(VOLTAGE_OVER).atOffset(ZoneOffset.UTC));
            query.setObject(3, now.atOffset(ZoneOffset.UTC));
            query.setObject(4, ids.stream().mapToInt(Integer::intValue).toArray());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Duration silence = Duration.between(Micros.read(row, 2), now);
                    scores.put(row.getInt(1), HealthScore.of(silence, number(row, 3), number(row, 4), number(row, 5), row.getInt(6)));
                }
            }
        }
        return scores;
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
