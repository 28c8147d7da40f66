package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Change;
import io.parkbridge.audit.Subject;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The rules as people edit them. Each change and its entry in the audit log are one transaction. */
@ApplicationScoped
class RuleStore {

    private static final String RULES = """
            select id, type, facility_id, zone_id, device_id, enabled, severity, thresholds::text, active_days, active_from, active_until,
                   on_holidays, updated_at, version
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
                                  on_holidays = ?, updated_at = now(), version = version + 1
            where id = ? and version = ? returning id
            """;
    private static final AuditedRows AUDITED = new AuditedRows(Subject.RULE, "alert_rule r" + ScopeCheck.JOINED, "r.id = any (?)", "r.id",
            "r.type || ' ' || " + ScopeCheck.NAME, ScopeCheck.FACILITY);

    private final DataSource database;
    private final ObjectMapper json;
    private final Audit audit;

    RuleStore(DataSource database, ObjectMapper json, Audit audit) {
        this.database = database;
        this.json = json;
        this.audit = audit;
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
                            Micros.read(row, 13), row.getInt(14)));
                }
            }
            return rules;
        }
    }

    /** Creates (before is null) or changes a rule; null where one of this type and scope is there already, or it has been changed since. */
    RuleView write(RuleView before, RuleView rule) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement write = connection.prepareStatement(before == null ? INSERT : UPDATE)) {
                Change change = audit.begin(connection, AUDITED, before == null ? List.of() : List.of(before.id()));
                bind(write, before, rule);
                RuleView written = null;
                try (ResultSet row = write.executeQuery()) {
                    if (row.next()) {
                        written = list(connection, row.getInt(1), null).getFirst();
                    }
                }
                if (written != null && before == null) {
                    audit.created(connection, AUDITED, List.of(written.id()));
                } else if (written != null) {
                    audit.done(connection, change);
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
            write.setInt(9, rule.version());
            return;
        }
        write.setString(8, rule.type());
        write.setObject(9, rule.facilityId(), Types.INTEGER);
        write.setObject(10, rule.zoneId(), Types.INTEGER);
        write.setObject(11, rule.deviceId(), Types.INTEGER);
    }

    /** False where it has been changed since. */
    boolean delete(RuleView rule) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement delete = connection.prepareStatement("delete from alert_rule where id = ? and version = ?")) {
                Change change = audit.begin(connection, AUDITED, List.of(rule.id()));
                delete.setInt(1, rule.id());
                delete.setInt(2, rule.version());
                boolean isDone = delete.executeUpdate() > 0;
                if (isDone) {
                    audit.done(connection, change);
                }
                connection.commit();
                return isDone;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
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
