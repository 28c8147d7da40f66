package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The mean voltage of the last hour. For one device that is some hundred heartbeats along their index, for a thousand a quarter of a
 * second; so where many are asked about, a mean may be up to {@value #AGE_SECONDS_MAX} seconds old, in which one of an hour hardly moves.
 * Each has an age of its own, so that they are not all due at once.
 */
@ApplicationScoped
class MainsVoltage {

    static final Duration OVER = Duration.ofHours(1);

    private static final int FEW = 20;
    private static final int HELD_MAX = 100_000;
    private static final int AGE_SECONDS_MIN = 30;
    private static final int AGE_SECONDS_MAX = 60;

    private static final String MEANS = """
            select d.id, h.mean
            from unnest(?::int[]) as d (id)
            cross join lateral (
                select avg(voltage) as mean from heartbeat where device_id = d.id and time > ? and time <= ?
            ) h
            """;

    /** @param volts NaN where there was no heartbeat with one */
    private record Mean(double volts, Instant until) {
    }

    private final Cache<Integer, Mean> held = Caffeine.newBuilder().maximumSize(HELD_MAX).build();

    /** In volts, by device; of those that have sent any. */
    Map<Integer, Double> means(Connection connection, List<Integer> devices, Instant now) throws SQLException {
        Map<Integer, Double> means = new HashMap<>();
        List<Integer> due = new ArrayList<>();
        for (Integer device : devices) {
            Mean mean = devices.size() > FEW ? held.getIfPresent(device) : null;
            if (mean == null || !mean.until.isAfter(now)) {
                due.add(device);
            } else {
                means.put(device, mean.volts);
            }
        }
        if (!due.isEmpty()) {
            read(connection, due, now, means);
        }
        return means;
    }

    private void read(Connection connection, List<Integer> due, Instant now, Map<Integer, Double> means) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MEANS)) {
            query.setObject(1, due.stream().mapToInt(Integer::intValue).toArray());
            query.setObject(2, now.minus(OVER).atOffset(ZoneOffset.UTC));
            query.setObject(3, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    double volts = row.getDouble(2);
                    volts = row.wasNull() ? Double.NaN : volts;
                    means.put(row.getInt(1), volts);
                    held.put(row.getInt(1), new Mean(volts, now.plusSeconds(ThreadLocalRandom.current().nextInt(AGE_SECONDS_MIN, AGE_SECONDS_MAX + 1))));
                }
            }
        }
    }
}
