package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.alert.rule.DeviceQuarantinedRule;
import io.parkbridge.alert.rule.DeviceRule;
import io.parkbridge.alert.rule.Verdict;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds devices that have just been put into quarantine, and those that are out of it. */
@ApplicationScoped
class Flooding implements TickLook {

    private static final String HELD_OR_ALERTED = """
            select d.id, b.zone_id, d.facility_id, coalesce(q.messages, 0), coalesce(a.id, 0)
            from (select device_id, sum(messages)::bigint as messages from device_quarantine where device_id is not null group by device_id) q
            full join (
                select id, subject_id from alert where cleared_at is null and subject = 'DEVICE' and type = 'DEVICE_QUARANTINED'
            ) a on a.subject_id = q.device_id
            join device d on d.id = coalesce(q.device_id, a.subject_id)
            left join bay b on b.id = d.bay_id
            order by d.id
            """;

    private final AlertStore store;
    private final DeviceQuarantinedRule rule;

    Flooding(AlertStore store, DeviceQuarantinedRule rule) {
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
        try (PreparedStatement query = connection.prepareStatement(HELD_OR_ALERTED); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Rule applying = book.applying(rule.type(), row.getInt(1), row.getObject(2, Integer.class), row.getInt(3), now);
                Verdict verdict = applying == null ? Verdict.CLEAR : rule.judge(DeviceRule.Known.refused(row.getLong(4)), applying.limits());
                long alert = row.getLong(5);
                if (verdict instanceof Verdict.Raise && alert == 0) {
                    Decision decision = new Decision(Subject.device(row.getInt(1)), rule.type(), applying.severity());
                    decision.take(verdict, now);
                    raised.add(decision);
                } else if (verdict == Verdict.CLEAR && alert != 0) {
                    over.add(alert);
                }
            }
        }
        List<Long> changed = new ArrayList<>(store.raise(connection, raised, now));
        changed.addAll(store.clear(connection, over, now));
        return changed;
    }
}
