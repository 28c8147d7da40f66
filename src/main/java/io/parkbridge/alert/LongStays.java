package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.alert.rule.OverstayRule;
import io.parkbridge.alert.rule.StayRule;
import io.parkbridge.alert.rule.Verdict;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds cars that stay longer than their bay or zone allows. A bay whose sensor is silent is unknown and accuses nobody, nor does one of which the
 * last thing heard is a car of more than a day ago.
 */
@ApplicationScoped
class LongStays implements TickLook {

    private static final String CARS = """
            select s.bay_id, b.zone_id, s.device_id, s.since, s.reading_at > s.since, a.id, a.escalated_at is null, a.verified
            from zone z
            join bay b on b.zone_id = z.id and b.active
            join bay_state s on s.bay_id = b.id
            join device_state d on d.device_id = s.device_id
            left join alert a on a.cleared_at is null and a.subject = 'BAY' and a.subject_id = s.bay_id and a.type = 'OVERSTAY'
            where z.id in (select id from zone where max_stay_minutes is not null
                           union all select zone_id from bay where max_stay_minutes is not null)
              and coalesce(b.max_stay_minutes, z.max_stay_minutes) is not null and z.active and s.occupied
              and (a.id is not null or (
                  s.since < cast(? as timestamptz) - make_interval(mins => coalesce(b.max_stay_minutes, z.max_stay_minutes)
                                                                         + coalesce(b.grace_minutes, z.grace_minutes))
                  and (d.last_seen_at > s.since or s.since > cast(? as timestamptz) - interval '1 day')
                  and (select alive_at from pipeline) > cast(? as timestamptz) - interval '15 seconds'
                  and not exists (select from alert o where o.cleared_at is null and o.subject = 'DEVICE' and o.type = 'DEVICE_OFFLINE'
                                                        and o.subject_id = s.device_id)))
            order by s.bay_id
            for no key update of s skip locked
            """;

    private static final String VERIFY = "update alert set verified = true where id = any(?)";

    private static final String ESCALATE = """
            with escalated as (
                update alert set escalated_at = ?, severity = 'CRITICAL' where id = any(?) returning id, escalated_at
            )
            insert into alert_event (alert_id, at, kind, detail)
            select id, escalated_at, 'ESCALATED', 'far beyond the limit' from escalated
            """;

    private record Car(int bayId, int zoneId, Integer deviceId, Instant since, boolean confirmed, long alertId, boolean canEscalate,
            boolean verified) {
    }

    private final AlertStore store;
    private final OverstayRule rule;

    LongStays(AlertStore store, OverstayRule rule) {
        this.store = store;
        this.rule = rule;
    }

    @Override
    public boolean isUrgent() {
        return true;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        List<Decision> raised = new ArrayList<>();
        List<Long> over = new ArrayList<>();
        List<Long> confirmed = new ArrayList<>();
        List<Long> escalated = new ArrayList<>();
        for (Car car : cars(connection, now)) {
            RuleBook.Limited limited = book.limited(car.bayId(), car.deviceId(), car.zoneId());
            StayRule.Standing standing = limited == null ? null : limited.standing(car.since(), now);
            Verdict verdict = standing == null ? Verdict.CLEAR : rule.judge(standing, limited.rule().limits());
            if (car.alertId() == 0 && verdict instanceof Verdict.Raise) {
                raised.add(decision(car, limited.rule(), verdict));
            } else if (car.alertId() != 0 && verdict == Verdict.CLEAR) {
                over.add(car.alertId());
            } else if (car.alertId() != 0 && car.canEscalate() && rule.isFarBeyond(standing, limited.rule().limits())) {
                escalated.add(car.alertId());
            }
            if (car.alertId() != 0 && car.confirmed() && !car.verified()) {
                confirmed.add(car.alertId());
            }
        }
        List<Long> changed = new ArrayList<>(store.raise(connection, raised, now));
        changed.addAll(store.clear(connection, over, now));
        changed.addAll(confirm(connection, confirmed));
        changed.addAll(escalate(connection, escalated, now));
        return changed;
    }

    private Decision decision(Car car, Rule applying, Verdict verdict) {
        Decision decision = new Decision(Subject.bay(car.bayId()), rule.type(), applying.severity());
        decision.take(verdict, car.since());
        decision.verified = car.confirmed();
        return decision;
    }

    private static List<Long> confirm(Connection connection, List<Long> ids) throws SQLException {
        if (!ids.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(VERIFY)) {
                update.setObject(1, ids.stream().mapToLong(Long::longValue).toArray());
                update.executeUpdate();
            }
        }
        return ids;
    }

    private static List<Long> escalate(Connection connection, List<Long> ids, Instant now) throws SQLException {
        if (!ids.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement(ESCALATE)) {
                update.setObject(1, now.atOffset(ZoneOffset.UTC));
                update.setObject(2, ids.stream().mapToLong(Long::longValue).toArray());
                update.executeUpdate();
            }
        }
        return ids;
    }

    private static List<Car> cars(Connection connection, Instant now) throws SQLException {
        List<Car> cars = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CARS)) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                query.setObject(parameter, now.atOffset(ZoneOffset.UTC));
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    cars.add(new Car(row.getInt(1), row.getInt(2), row.getObject(3, Integer.class), Micros.read(row, 4), row.getBoolean(5),
                            row.getLong(6), row.getBoolean(7), row.getBoolean(8)));
                }
            }
        }
        return cars;
    }
}
