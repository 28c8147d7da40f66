package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.alert.rule.OverstayRule;
import jakarta.enterprise.context.ApplicationScoped;

/** Clears alerts that no rule stands behind any more: it was switched off, its hours are over, its subject is retired, or the bay is not watched any more. */
@ApplicationScoped
class Unruled implements TickLook {

    private static final String ACTIVE = """
            select a.id, a.type, a.device_id, a.zone_id, a.facility_id, coalesce(a.bay_id, 0),
                   f.active and coalesce(z.active, true) and coalesce(b.active, true) and coalesce(d.active, true)
                   and (s.bay_id is null or s.occupied is not null)
            from alert a
            join facility f on f.id = a.facility_id
            left join zone z on z.id = a.zone_id
            left join bay b on b.id = a.bay_id
            left join device d on d.id = a.device_id
            left join bay_state s on a.subject = 'BAY' and s.bay_id = a.subject_id
            where a.cleared_at is null
            order by a.id limit 100000
            for no key update of a skip locked
            """;

    private final AlertStore store;

    Unruled(AlertStore store) {
        this.store = store;
    }

    @Override
    public boolean isUrgent() {
        return false;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        List<Long> over = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ACTIVE); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Integer device = row.getObject(3, Integer.class);
                Integer zone = row.getObject(4, Integer.class);
                boolean ruled = OverstayRule.TYPE.equals(row.getString(2)) ? book.limits(row.getInt(6), device, zone, now)
                        : book.applying(row.getString(2), device, zone, row.getInt(5), now) != null;
                if (!ruled || !row.getBoolean(7)) {
                    over.add(row.getLong(1));
                }
            }
        }
        return store.clear(connection, over, now);
    }
}
