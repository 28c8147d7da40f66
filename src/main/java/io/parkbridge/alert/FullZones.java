package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.alert.rule.Verdict;
import io.parkbridge.alert.rule.ZoneFullRule;
import io.parkbridge.occupancy.ZoneAvailability;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks whether zones have become full or ceased to be so without a message: a bay or its device was retired or moved, or bays were
 * added. What a batch has just in hand it decides itself.
 */
@ApplicationScoped
class FullZones implements TickLook {

    private static final String ZONES = """
            select z.id, z.capacity, s.occupied, s.known, z.facility_id, a.id
            from zone_state s
            join zone z on z.id = s.zone_id and z.active
            left join alert a on a.cleared_at is null and a.subject = 'ZONE' and a.type = 'ZONE_FULL' and a.subject_id = z.id
            where a.id is not null or s.occupied > 0 and s.occupied * 100.0 >= ? * z.capacity
            order by z.id limit 50000
            for no key update of s skip locked
            """;

    private final AlertStore store;
    private final ZoneFullRule rule;

    FullZones(AlertStore store, ZoneFullRule rule) {
        this.store = store;
        this.rule = rule;
    }

    @Override
    public boolean isUrgent() {
        return true;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        RuleBook.Scoped rules = book.byType().get(rule.type());
        if (rules == null || rules.least("percent") == Double.POSITIVE_INFINITY) {
            return List.of();
        }
        List<Decision> raised = new ArrayList<>();
        List<Long> over = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ZONES)) {
            query.setDouble(1, rules.least("percent"));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ZoneAvailability zone = new ZoneAvailability(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5));
                    Rule applying = rules.applying(null, zone.zoneId(), zone.facilityId(), now);
                    Verdict verdict = applying == null ? Verdict.CLEAR : rule.judge(zone, applying.limits());
                    long alert = row.getLong(6);
                    if (alert == 0 && verdict instanceof Verdict.Raise) {
                        Decision decision = new Decision(Subject.zone(zone.zoneId()), rule.type(), applying.severity());
                        decision.take(verdict, now);
                        raised.add(decision);
                    } else if (alert != 0 && verdict == Verdict.CLEAR) {
                        over.add(alert);
                    }
                }
            }
        }
        List<Long> changed = new ArrayList<>(store.raise(connection, raised, now));
        changed.addAll(store.clear(connection, over, now));
        return changed;
    }
}
