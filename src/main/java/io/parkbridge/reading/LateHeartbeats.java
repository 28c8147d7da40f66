package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.Vitals;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A heartbeat that comes late may still be the newest to mention some value. What then holds is looked up among the stored ones, so that a
 * device's last values do not depend on the order of arrival. Costs nothing where heartbeats come in order.
 */
@ApplicationScoped
public class LateHeartbeats {

    /** For each value that the batch mentions the newest stored one; the batch's own heartbeats bound the search. */
    private static final String NEWEST = """
            select u.nr::int, %s
            from unnest(?::int[], ?::bigint[], %s) with ordinality as u (device_id, since_us, %s, nr)
            cross join lateral (select timestamptz 'epoch' + u.since_us * interval '1 microsecond' as since) batch
            """.formatted(
            measured("""
                    case when u.%1$s <> 'NaN' then (
                        select h.%1$s from heartbeat h where h.device_id = u.device_id and h.time >= batch.since and h.%1$s is not null
                        order by h.time desc, h.seq desc limit 1) end"""),
            measured("?::real[]"), measured("%1$s"));

    private static String measured(String pattern) {
        return Stream.of("voltage", "current", "power_factor", "battery", "rssi", "snr", "temperature")
                .map(pattern::formatted).collect(Collectors.joining(", "));
    }

    /** Puts right what late heartbeats said in this batch; they are stored already. */
    public void recall(Connection connection, Collection<DeviceChange> devices) throws SQLException {
        List<DeviceChange> late = devices.stream().filter(DeviceChange::isLate).toList();
        if (late.isEmpty()) {
            return;
        }
        float[][] mentioned = new float[Vitals.MEASURED][late.size()];
        for (int i = 0; i < late.size(); i++) {
            late.get(i).vitals().copyMeasured(mentioned, i);
        }
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            int column = 0;
            query.setObject(++column, late.stream().mapToInt(device -> device.device().id()).toArray());
            query.setObject(++column, late.stream().mapToLong(device -> Micros.of(device.measuredSince())).toArray());
            for (float[] array : mentioned) {
                query.setObject(++column, array);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    late.get(row.getInt(1) - 1).recalled(new Vitals(value(row, 2), value(row, 3), value(row, 4), value(row, 5),
                            value(row, 6), value(row, 7), value(row, 8), null));
                }
            }
        }
    }

    private static float value(ResultSet row, int column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? Float.NaN : value;
    }
}
