package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells a critical alert again that nobody has acknowledged. */
@ApplicationScoped
class Escalation implements TickLook {

    private static final String ESCALATE = """
            with escalated as (
                update alert set escalated_at = ?
                where id in (select id from alert
                             where cleared_at is null and acknowledged_at is null and escalated_at is null and parent_id is null
                               and severity = 'CRITICAL' and raised_at < ?
                             order by id for update skip locked)
                returning id, escalated_at
            )
            insert into alert_event (alert_id, at, kind, detail)
            select id, escalated_at, 'ESCALATED', 'nobody has acknowledged it' from escalated
            returning alert_id
            """;

    private final AlertConfig config;

    Escalation(AlertConfig config) {
        this.config = config;
    }

    @Override
    public boolean isUrgent() {
        return true;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        List<Long> escalated = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(ESCALATE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, now.minus(config.escalateAfter()).atOffset(ZoneOffset.UTC));
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    escalated.add(row.getLong(1));
                }
            }
        }
        return escalated;
    }
}
