package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The active devices of a facility or zone with their last state, the worst first. Of all of them at once only id and score are in memory. */
@ApplicationScoped
public class DeviceConditions {

    private static final int AT_ONCE = 1_000;
    private static final int NO_SCORE = -1;

    private static final String IDS = """
            select d.id from device d left join bay b on b.id = d.bay_id
            where d.active and d.facility_id = ? and (b.zone_id = ? or ?::int is null)
            """;
    private static final String CONDITIONS = """
            select d.id, d.code, z.id, z.name, b.number, d.model, d.installed_at, s.last_seen_at, s.battery::float8, s.rssi::float8,
                   s.online is not false and s.received_at > cast(? as timestamptz)
                       - coalesce(d.expected_interval_seconds * 2.5, 120) * interval '1 second',
                   asked.place
            from unnest(?::int[]) with ordinality as asked (id, place)
            join device d on d.id = asked.id
            join device_state s on s.device_id = d.id
            left join bay b on b.id = d.bay_id
            left join zone z on z.id = b.zone_id
            order by asked.place
            """;

    /**
     * @param zoneId  null like its name for a device that watches no bay, like a gateway
     * @param score   0 to 100; null where the device was never heard of, which comes first
     * @param battery percent; null where it reports none
     * @param rssi    dBm, likewise
     * @param isHeard whether it has said anything as lately as is expected of it
     */
    public record Condition(int id, String code, Integer zoneId, String zone, String bay, String model, Instant installedAt, Integer score,
            Instant lastSeenAt, Double battery, Double rssi, boolean isHeard) {
    }

    /** Devices by score, a thousand of them read at a time. */
    public final class Ranking {

        private final Connection connection;
        private final Instant now;
        /** Score in the upper half, id in the lower one. */
        private final long[] order;
        private final Queue<Condition> read = new ArrayDeque<>();
        private int place;

        private Ranking(Connection connection, Instant now, long[] order) {
            this.connection = connection;
            this.now = now;
            this.order = order;
        }

        public int size() {
            return order.length;
        }

        /** From the beginning again. */
        public Ranking again() {
            return new Ranking(connection, now, order);
        }

        /** Null behind the last one. */
        public Condition next() throws SQLException {
            if (read.isEmpty() && place < order.length) {
                read();
            }
            return read.poll();
        }

        private void read() throws SQLException {
            int end = Math.min(place + AT_ONCE, order.length);
            int[] ids = new int[end - place];
            for (int i = place; i < end; i++) {
                ids[i - place] = (int) order[i];
            }
            try (PreparedStatement query = connection.prepareStatement(CONDITIONS)) {
                query.setObject(1, now.atOffset(ZoneOffset.UTC));
                query.setObject(2, ids);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        int score = (int) (order[place + row.getInt(12) - 1] >> Integer.SIZE);
                        read.add(new Condition(row.getInt(1), row.getString(2), row.getObject(3, Integer.class), row.getString(4), row.getString(5),
                                row.getString(6), Micros.read(row, 7), score == NO_SCORE ? null : (Integer) score, Micros.read(row, 8),
                                row.getObject(9, Double.class), row.getObject(10, Double.class), row.getBoolean(11)));
                    }
                }
            }
            place = end;
        }
    }

    private final DeviceHealth health;

    DeviceConditions(DeviceHealth health) {
        this.health = health;
    }

    /**
     * @param connection in one transaction that sees one state of things, or devices that change meanwhile may be missed
     * @param zoneId     null for the whole facility
     */
    public Ranking worstFirst(Connection connection, int facilityId, Integer zoneId, Instant now) throws SQLException {
        List<Integer> ids = ids(connection, facilityId, zoneId);
        long[] order = new long[ids.size()];
        for (int from = 0; from < order.length; from += AT_ONCE) {
            List<Integer> some = ids.subList(from, Math.min(from + AT_ONCE, order.length));
            Map<Integer, Integer> scores = health.scores(connection, some);
            for (int i = 0; i < some.size(); i++) {
                order[from + i] = (long) scores.getOrDefault(some.get(i), NO_SCORE) << Integer.SIZE | some.get(i);
            }
        }
        Arrays.sort(order);
        return new Ranking(connection, now, order);
    }

    private static List<Integer> ids(Connection connection, int facilityId, Integer zoneId) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(IDS)) {
            query.setInt(1, facilityId);
            query.setObject(2, zoneId, Types.INTEGER);
            query.setObject(3, zoneId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getInt(1));
                }
            }
        }
        return ids;
    }
}
