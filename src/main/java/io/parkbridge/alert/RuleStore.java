package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The rules as people edit them. Each change and its entry in the audit log are one transaction. */
@ApplicationScoped
class RuleStore {

    private static final String RULES = """
            select id, type, facility_id, zone_id, device_id, enabled, severity, thresholds::text, active_days, active_from, active_until,
                   on_holidays, updated_at
            from alert_rule where (id = ? or ?::int is null) and (type = ? or ?::text is null)
            order by type, num_nonnulls(facility_id, zone_id, device_id), id limit 10000
            """;
    private static final String INSERT = """
            insert into alert_rule (enabled, severity, thresholds, active_days, active_from, active_until, on_holidays, type, facility_id,
                                    zone_id, device_id)
            values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            returning id
            """;
    private static final String UPDATE = """
            update alert_rule set enabled = ?, severity = ?, thresholds = ?::jsonb, active_days = ?, active_from = ?, active_until = ?,
                                  on_holidays = ?, updated_at = now()
            where id = ? returning id
            """;
    private static final String AUDIT = "insert into alert_rule_audit (who, rule_id, action, before, after) values (?, ?, ?, ?::jsonb, ?::jsonb)";
    private static final String LOG = """
            select at, who, rule_id, action, before::text, after::text from alert_rule_audit
            where rule_id = ? or ?::int is null order by id desc limit ? offset ?
            """;

    /** An entry of the audit log. */
    record AuditEntry(Instant at, String who, int ruleId, String action, JsonNode before, JsonNode after) {
    }

    private final DataSource database;
    private final ObjectMapper json;

    RuleStore(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Null stands for "any". */
    List<RuleView> list(Integer id, String type) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return list(connection, id, type);
        }
    }

    private List<RuleView> list(Connection connection, Integer id, String type) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RULES)) {
            query.setObject(1, id, Types.INTEGER);
            query.setObject(2, id, Types.INTEGER);
            query.setString(3, type);
            query.setString(4, type);
            List<RuleView> rules = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rules.add(new RuleView(row.getInt(1), row.getString(2), row.getObject(3, Integer.class), row.getObject(4, Integer.class),
                            row.getObject(5, Integer.class), row.getBoolean(6), Severity.valueOf(row.getString(7)),
                            read(row.getString(8), new TypeReference<Map<String, Double>>() { }), RuleView.dayNames(row.getInt(9)),
                            row.getObject(10, LocalTime.class), row.getObject(11, LocalTime.class), row.getBoolean(12),
                            Micros.read(row, 13)));
                }
            }
            return rules;
        }
    }

    /** Creates (id 0) or changes a rule; null where one of this type and scope is there already. */
    RuleView write(RuleView before, RuleView rule, String who) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement write = connection.prepareStatement(before == null ? INSERT : UPDATE)) {
                bind(write, before, rule);
                RuleView written = null;
                try (ResultSet row = write.executeQuery()) {
                    if (row.next()) {
                        written = list(connection, row.getInt(1), null).getFirst();
                    }
                }
                if (written != null) {
                    audit(connection, who, written.id(), before == null ? "CREATED" : "CHANGED", before, written);
                }
                connection.commit();
                return written;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void bind(PreparedStatement write, RuleView before, RuleView rule) throws SQLException {
        write.setBoolean(1, rule.enabled());
        write.setString(2, rule.severity().name());
        write.setString(3, text(rule.thresholds()));
        write.setInt(4, rule.days());
        write.setObject(5, rule.activeFrom(), Types.TIME);
        write.setObject(6, rule.activeUntil(), Types.TIME);
        write.setBoolean(7, rule.onHolidays());
        if (before != null) {
            write.setInt(8, rule.id());
            return;
        }
        write.setString(8, rule.type());
        write.setObject(9, rule.facilityId(), Types.INTEGER);
        write.setObject(10, rule.zoneId(), Types.INTEGER);
        write.setObject(11, rule.deviceId(), Types.INTEGER);
    }

    void delete(RuleView rule, String who) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement delete = connection.prepareStatement("delete from alert_rule where id = ?")) {
                delete.setInt(1, rule.id());
                if (delete.executeUpdate() == 1) {
                    audit(connection, who, rule.id(), "DELETED", rule, null);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void audit(Connection connection, String who, int id, String action, RuleView before, RuleView after) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(AUDIT)) {
            insert.setString(1, who);
            insert.setInt(2, id);
            insert.setString(3, action);
            insert.setString(4, before == null ? null : text(before));
            insert.setString(5, after == null ? null : text(after));
            insert.executeUpdate();
        }
    }

    /** The newest first; null stands for "any rule". */
    List<AuditEntry> log(Integer ruleId, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(LOG)) {
            query.setObject(1, ruleId, Types.INTEGER);
            query.setObject(2, ruleId, Types.INTEGER);
            query.setInt(3, page.limit());
            query.setInt(4, page.offset());
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(new AuditEntry(Micros.read(row, 1), row.getString(2), row.getInt(3), row.getString(4), node(row.getString(5)),
                            node(row.getString(6))));
                }
            }
            return entries;
        }
    }

    private JsonNode node(String text) {
        return text == null ? null : read(text, new TypeReference<>() { });
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON only", e);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule can be written as JSON", e);
        }
    }
}
