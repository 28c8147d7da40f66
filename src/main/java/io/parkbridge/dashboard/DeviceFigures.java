package io.parkbridge.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import io.parkbridge.device.DeviceHealth;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.scope.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * The summary's devices. Their health is worked out by one summary at a time and shared by the others, {@value #COST_SHARE_PERCENT} % of one
 * processor at most: as good as at once where it is quick, and beside the summaries where there are so many devices that it is not.
 */
@ApplicationScoped
class DeviceFigures {

    private static final Logger LOG = Logger.getLogger(DeviceFigures.class);
    private static final int COST_SHARE_PERCENT = 5;
    private static final Duration QUICK = Duration.ofMillis(10);

    private static final String ACTIVE = """
            select d.id, b.zone_id from device d left join bay b on b.id = d.bay_id
            where d.active and (d.facility_id = ? or ?::int is null)
            """;

    /**
     * @param averageHealth over the active devices that have been heard of, one decimal; 0 where there is none
     * @param healthOfZone  the same of the devices on a zone's bays; a zone without any is not there
     */
    record Figures(int active, double averageHealth, Map<Integer, Double> healthOfZone) {
    }

    /** Whoever sees less must not get what others were told. */
    private record Asked(Integer facilityId, Reach reach) {
    }

    private record Held(Figures figures, long atNanos, long costNanos) {

        boolean wasQuick() {
            return costNanos < QUICK.toNanos();
        }

        boolean isDue() {
            return System.nanoTime() - atNanos > costNanos * 100 / COST_SHARE_PERCENT;
        }
    }

    private final DataSource database;
    private final DeviceHealth health;
    private final Map<Asked, Held> held = new ConcurrentHashMap<>();
    private final ReentrantLock working = new ReentrantLock();
    private final AtomicBoolean renewing = new AtomicBoolean();

    DeviceFigures(DataSource database, DeviceHealth health) {
        this.database = database;
        this.health = health;
    }

    /** @param facilityId null for all */
    Figures read(Connection connection, Integer facilityId) throws SQLException {
        Asked asked = new Asked(facilityId, Reach.current());
        Held last = held.get(asked);
        if (last == null) {
            working.lock();
        } else if (!last.isDue()) {
            return last.figures;
        } else if (!last.wasQuick()) {
            renewBeside(asked);
            return last.figures;
        } else if (!working.tryLock()) {
            return last.figures;
        }
        try {
            return workOut(connection, asked);
        } finally {
            working.unlock();
        }
    }

    private void renewBeside(Asked asked) {
        if (renewing.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try (Connection connection = asked.reach.call(database::getConnection)) {
                    workOut(connection, asked);
                } catch (SQLException e) {
                    LOG.warnf("the devices' health cannot be renewed: %s", e.getMessage());
                } finally {
                    renewing.set(false);
                }
            });
        }
    }

    private Figures workOut(Connection connection, Asked asked) throws SQLException {
        long began = System.nanoTime();
        Map<Integer, Integer> active = active(connection, asked.facilityId);
        Map<Integer, Integer> scores = health.scores(connection, active.keySet());
        double average = scores.values().stream().mapToInt(Integer::intValue).average().orElse(0);
        Figures figures = new Figures(active.size(), Rounded.oneDecimal(average), byZone(active, scores));
        if (active.isEmpty()) {
            // perhaps there is no such facility, and what is held must not grow with what is asked
            held.remove(asked);
        } else {
            held.put(asked, new Held(figures, System.nanoTime(), System.nanoTime() - began));
        }
        return figures;
    }

    private static Map<Integer, Double> byZone(Map<Integer, Integer> zoneOfDevice, Map<Integer, Integer> scores) {
        Map<Integer, IntSummaryStatistics> zones = new HashMap<>();
        scores.forEach((device, score) -> {
            Integer zone = zoneOfDevice.get(device);
            if (zone != null) {
                zones.computeIfAbsent(zone, first -> new IntSummaryStatistics()).accept(score);
            }
        });
        Map<Integer, Double> averages = HashMap.newHashMap(zones.size());
        zones.forEach((zone, sum) -> averages.put(zone, Rounded.oneDecimal(sum.getAverage())));
        return averages;
    }

    /** The zone by device; null for one that is not on a bay. */
    private static Map<Integer, Integer> active(Connection connection, Integer facilityId) throws SQLException {
        Map<Integer, Integer> zones = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(ACTIVE)) {
            query.setObject(1, facilityId, Types.INTEGER);
            query.setObject(2, facilityId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    zones.put(row.getInt(1), row.getObject(2, Integer.class));
                }
            }
        }
        return zones;
    }
}
