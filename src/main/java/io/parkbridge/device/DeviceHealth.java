package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Scores the health of any number of devices with one query, and one more where some of them live on the mains. */
@ApplicationScoped
public class DeviceHealth {

    /**
     * A row a device. Of alerts only the number is asked for; the one about poor health is left out, or it would keep itself up.
     */
    private static final String INPUTS = """
            select s.device_id, s.last_seen_at, s.battery is null and s.voltage is not null and s.heartbeat_at > ?,
                   s.voltage * s.current * s.power_factor, s.battery,
                   (select count(*) from alert a
                    where a.subject = 'DEVICE' and a.subject_id = s.device_id and a.type <> 'LOW_HEALTH' and a.cleared_at is null)
            from device_state s
            where s.device_id = any(?) and s.last_seen_at is not null
            """;

    private record Inputs(int device, Duration silence, boolean onMains, double power, double battery, int openAlerts) {
    }

    private final DataSource database;
    private final MainsVoltage mains;
    private final Clock clock;

    DeviceHealth(DataSource database, MainsVoltage mains, Clock clock) {
        this.database = database;
        this.mains = mains;
        this.clock = clock;
    }

    /** The scores of these devices by id; one that was never heard of has none. */
    public Map<Integer, Integer> scores(Connection connection, Collection<Integer> ids) throws SQLException {
        Instant now = clock.instant();
        List<Inputs> inputs = inputs(connection, ids, now);
        Map<Integer, Double> voltages = mains.means(connection, inputs.stream().filter(Inputs::onMains).map(Inputs::device).toList(), now);
        Map<Integer, Integer> scores = new HashMap<>(ids.size() * 2);
        for (Inputs of : inputs) {
            double voltage = voltages.getOrDefault(of.device, Double.NaN);
            scores.put(of.device, HealthScore.of(of.silence, voltage, of.power, of.battery, of.openAlerts));
        }
        return scores;
    }

    /** What the score of this device is made of: nothing where it was never heard of, empty where there is no such device. */
    Optional<List<HealthScore.Factor>> factors(int id) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            List<Inputs> inputs = inputs(connection, List.of(id), now);
            if (!inputs.isEmpty()) {
                Inputs of = inputs.getFirst();
                double voltage = of.onMains ? mains.means(connection, List.of(id), now).getOrDefault(id, Double.NaN) : Double.NaN;
                return Optional.of(HealthScore.factors(of.silence, voltage, of.power, of.battery, of.openAlerts));
            }
            try (PreparedStatement known = connection.prepareStatement("select from device where id = ?")) {
                known.setInt(1, id);
                return known.executeQuery().next() ? Optional.of(List.of()) : Optional.empty();
            }
        }
    }

    private static List<Inputs> inputs(Connection connection, Collection<Integer> ids, Instant now) throws SQLException {
        List<Inputs> inputs = new ArrayList<>(ids.size());
        try (PreparedStatement query = connection.prepareStatement(INPUTS)) {
            query.setObject(1, now.minus(MainsVoltage.OVER).atOffset(ZoneOffset.UTC));
            query.setObject(2, ids.stream().mapToInt(Integer::intValue).toArray());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    inputs.add(new Inputs(row.getInt(1), Duration.between(Micros.read(row, 2), now), row.getBoolean(3), number(row, 4),
                            number(row, 5), row.getInt(6)));
                }
            }
        }
        return inputs;
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
