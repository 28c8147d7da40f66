package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.parkbridge.alert.rule.DeviceRule;
import io.parkbridge.alert.rule.LowHealthRule;
import io.parkbridge.alert.rule.Verdict;
import io.parkbridge.device.DeviceHealth;
import io.parkbridge.device.HealthScore;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds devices in poor health. One that has an alert for saying nothing is passed over: that says it already, and a facility that is gone
 * is one alert.
 */
@ApplicationScoped
class PoorHealth implements TickLook {

    private static final String DOUBTFUL = """
            select s.device_id, b.zone_id, d.facility_id, coalesce(poor.id, 0)
            from device_state s
            join device d on d.id = s.device_id and d.active
            left join bay b on b.id = d.bay_id
            left join alert poor on poor.cleared_at is null and poor.subject = 'DEVICE' and poor.type = 'LOW_HEALTH'
                                and poor.subject_id = s.device_id
            where poor.id is not null or s.last_seen_at <= ? and not exists (
                select from alert o where o.cleared_at is null and o.subject = 'DEVICE' and o.type = 'DEVICE_OFFLINE'
                                      and o.subject_id = s.device_id)
            order by s.device_id
            """;

    private record Doubtful(int deviceId, Integer zoneId, int facilityId, long alertId) {
    }

    private final AlertStore store;
    private final LowHealthRule rule;
    private final DeviceHealth health;

    PoorHealth(AlertStore store, LowHealthRule rule, DeviceHealth health) {
        this.store = store;
        this.rule = rule;
        this.health = health;
    }

    @Override
    public boolean isUrgent() {
        return false;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        RuleBook.Scoped rules = book.byType().get(rule.type());
        if (rules == null) {
            return List.of();
        }
        // below a score that one heard of lately cannot have, only the others need be asked
        boolean recentAreWell = rules.most("score") <= HealthScore.leastWhenRecent();
        List<Doubtful> doubtful = doubtful(connection, recentAreWell ? now.minus(HealthScore.RECENT) : now);
        Map<Integer, Integer> scores = health.scores(connection, doubtful.stream().map(Doubtful::deviceId).toList());
        List<Decision> raised = new ArrayList<>();
        List<Long> over = new ArrayList<>();
        for (Doubtful device : doubtful) {
            Rule applying = book.applying(rule.type(), device.deviceId(), device.zoneId(), device.facilityId(), now);
            Integer score = scores.get(device.deviceId());
            Verdict verdict = applying == null || score == null ? Verdict.CLEAR
                    : rule.judge(DeviceRule.Known.health(score), applying.limits());
            if (verdict instanceof Verdict.Raise && device.alertId() == 0) {
                Decision decision = new Decision(Subject.device(device.deviceId()), rule.type(), applying.severity());
                decision.take(verdict, now);
                raised.add(decision);
            } else if (verdict == Verdict.CLEAR && device.alertId() != 0) {
                over.add(device.alertId());
            }
        }
        List<Long> changed = new ArrayList<>(store.raise(connection, raised, now));
        changed.addAll(store.clear(connection, over, now));
        return changed;
    }

    private static List<Doubtful> doubtful(Connection connection, Instant heardOfBefore) throws SQLException {
        List<Doubtful> doubtful = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(DOUBTFUL)) {
            query.setObject(1, heardOfBefore.atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    doubtful.add(new Doubtful(row.getInt(1), row.getObject(2, Integer.class), row.getInt(3), row.getLong(4)));
                }
            }
        }
        return doubtful;
    }
}
