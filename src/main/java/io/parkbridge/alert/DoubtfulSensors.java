package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.alert.rule.DeviceRule;
import io.parkbridge.alert.rule.FlappingSensorRule;
import io.parkbridge.alert.rule.StuckSensorRule;
import io.parkbridge.alert.rule.Verdict;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds sensors that are not to be believed: those that never change, and those that always do. */
@ApplicationScoped
class DoubtfulSensors implements TickLook {

    /** A sensor that has not spoken within a day is silent, not stuck. */
    private static final String UNCHANGED = """
            select s.bay_id, b.zone_id, z.facility_id, s.device_id, extract(epoch from cast(? as timestamptz) - s.since), 0
            from bay_state s
            join bay b on b.id = s.bay_id and b.active
            join zone z on z.id = b.zone_id
            join device_state d on d.device_id = s.device_id
            where s.since < cast(? as timestamptz) and d.last_seen_at > cast(? as timestamptz) - interval '1 day'
              and not exists (select from alert a where a.cleared_at is null and a.subject = 'BAY' and a.type = 'STUCK_SENSOR'
                                                    and a.subject_id = s.bay_id)
            order by s.bay_id limit 50000
            for no key update of s skip locked
            """;

    private static final String CHANGING = """
            with recent as (
                select y.bay_id, count(*)::int as stays from zone z join stay y on y.zone_id = z.id and y.arrived_at > ? group by y.bay_id
            ), flapping as (
                select id, subject_id as bay_id from alert where cleared_at is null and subject = 'BAY' and type = 'FLAPPING_SENSOR'
            )
            select s.bay_id, b.zone_id, z.facility_id, s.device_id, coalesce(r.stays, 0), f.id
            from bay_state s
            join bay b on b.id = s.bay_id
            join zone z on z.id = b.zone_id
            left join recent r on r.bay_id = s.bay_id
            left join flapping f on f.bay_id = s.bay_id
            where s.bay_id in (select bay_id from recent where stays >= ? union all select bay_id from flapping)
            order by s.bay_id
            for no key update of s skip locked
            """;

    private record Sensor(int bayId, int zoneId, int facilityId, Integer deviceId, double value, long alertId) {
    }

    private final AlertStore store;
    private final StuckSensorRule stuck;
    private final FlappingSensorRule flapping;

    DoubtfulSensors(AlertStore store, StuckSensorRule stuck, FlappingSensorRule flapping) {
        this.store = store;
        this.stuck = stuck;
        this.flapping = flapping;
    }

    @Override
    public boolean isUrgent() {
        return false;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        List<Decision> raised = new ArrayList<>();
        List<Long> over = new ArrayList<>();
        for (Sensor sensor : unchanged(connection, book, now)) {
            judge(stuck, sensor, DeviceRule.Known.unchanged(sensor.value()), book, now, raised, over);
        }
        for (Sensor sensor : changing(connection, book, now)) {
            judge(flapping, sensor, DeviceRule.Known.stays((int) sensor.value()), book, now, raised, over);
        }
        List<Long> changed = new ArrayList<>(store.raise(connection, raised, now));
        changed.addAll(store.clear(connection, over, now));
        return changed;
    }

    private static void judge(DeviceRule kind, Sensor sensor, DeviceRule.Known known, RuleBook book, Instant now, List<Decision> raised,
            List<Long> over) {
        Rule applying = book.applying(kind.type(), sensor.deviceId(), sensor.zoneId(), sensor.facilityId(), now);
        Verdict verdict = applying == null ? Verdict.CLEAR : kind.judge(known, applying.limits());
        if (verdict instanceof Verdict.Raise && sensor.alertId() == 0) {
            Decision decision = new Decision(Subject.bay(sensor.bayId()), kind.type(), applying.severity());
            decision.take(verdict, now);
            raised.add(decision);
        } else if (verdict == Verdict.CLEAR && sensor.alertId() != 0) {
            over.add(sensor.alertId());
        }
    }

    private List<Sensor> unchanged(Connection connection, RuleBook book, Instant now) throws SQLException {
        RuleBook.Scoped rules = book.byType().get(stuck.type());
        if (rules == null || rules.least("hours") == Double.POSITIVE_INFINITY) {
            return List.of();
        }
        try (PreparedStatement query = connection.prepareStatement(UNCHANGED)) {
            query.setObject(1, now.atOffset(ZoneOffset.UTC));
            query.setObject(2, now.minusSeconds((long) (rules.least("hours") * 3_600)).atOffset(ZoneOffset.UTC));
            query.setObject(3, now.atOffset(ZoneOffset.UTC));
            return sensors(query);
        }
    }

    private List<Sensor> changing(Connection connection, RuleBook book, Instant now) throws SQLException {
        RuleBook.Scoped rules = book.byType().get(flapping.type());
        if (rules == null) {
            return List.of();
        }
        try (PreparedStatement query = connection.prepareStatement(CHANGING)) {
            query.setObject(1, now.minus(Duration.ofMinutes((long) rules.most("window_minutes"))).atOffset(ZoneOffset.UTC));
            query.setDouble(2, rules.least("stays"));
            return sensors(query);
        }
    }

    private static List<Sensor> sensors(PreparedStatement query) throws SQLException {
        List<Sensor> sensors = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                sensors.add(new Sensor(row.getInt(1), row.getInt(2), row.getInt(3), row.getObject(4, Integer.class), row.getDouble(5),
                        row.getLong(6)));
            }
        }
        return sensors;
    }
}
