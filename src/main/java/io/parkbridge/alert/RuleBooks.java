package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.alert.rule.Schedule;
import io.parkbridge.alert.rule.Thresholds;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the rules in memory. Whoever evaluates reads the version within its own transaction, so a change applies from the next message on
 * and an instance that did not make it needs no telling.
 */
@ApplicationScoped
class RuleBooks {

    private static final String RULES = """
            select r.id, r.type, r.enabled, r.severity, r.thresholds::text, r.active_days, r.active_from, r.active_until, r.on_holidays,
                   r.device_id, r.zone_id, f.id, f.time_zone
            from alert_rule r
            left join device d on d.id = r.device_id
            left join zone z on z.id = r.zone_id
            join facility f on f.id = coalesce(r.facility_id, d.facility_id, z.facility_id, f.id)
            order by num_nonnulls(r.facility_id, r.zone_id, r.device_id)
            """;
    private static final String HOLIDAYS = "select facility_id, day from holiday";
    private static final String ZONE_LIMITS = """
            select id, facility_id, max_stay_minutes, grace_minutes, null, null, null from zone where max_stay_minutes is not null and active
            """;
    private static final String BAY_LIMITS = """
            select b.id, z.facility_id, coalesce(b.max_stay_minutes, z.max_stay_minutes), coalesce(b.grace_minutes, z.grace_minutes),
                   b.limit_days, b.limit_from, b.limit_until
            from bay b join zone z on z.id = b.zone_id and z.active
            where b.active and num_nonnulls(b.max_stay_minutes, b.grace_minutes, b.limit_days, b.limit_from) > 0
              and coalesce(b.max_stay_minutes, z.max_stay_minutes) is not null
            """;

    private final ObjectMapper json;
    private volatile RuleBook book = new RuleBook(0, Map.of(), Map.of(), Map.of());

    RuleBooks(ObjectMapper json) {
        this.json = json;
    }

    /** The rules of this version, which the connection's transaction has just read. */
    RuleBook at(long version, Connection connection) throws SQLException {
        RuleBook known = book;
        if (known.version() != version) {
            known = load(version, connection);
            book = known;
        }
        return known;
    }

    private RuleBook load(long version, Connection connection) throws SQLException {
        Map<Integer, Set<LocalDate>> holidays = holidays(connection);
        Map<String, RuleBook.Scoped> byType = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(RULES); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                int facility = row.getInt(12);
                Schedule schedule = new Schedule(ZoneId.of(row.getString(13)), row.getInt(6), row.getObject(7, LocalTime.class),
                        row.getObject(8, LocalTime.class), row.getBoolean(9) ? Set.of() : holidays.getOrDefault(facility, Set.of()));
                Rule rule = new Rule(row.getInt(1), row.getString(2), row.getBoolean(3), Severity.valueOf(row.getString(4)),
                        thresholds(row.getString(5)), schedule);
                byType.computeIfAbsent(rule.type(), type -> new RuleBook.Scoped())
                        .put(row.getObject(10, Integer.class), row.getObject(11, Integer.class), facility, rule);
            }
        }
        return new RuleBook(version, byType, limits(connection, ZONE_LIMITS), limits(connection, BAY_LIMITS));
    }

    private Thresholds thresholds(String text) {
        try {
            return new Thresholds(json.readValue(text, new TypeReference<Map<String, Double>>() { }));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the thresholds " + text + " are not numbers by name", e);
        }
    }

    private static Map<Integer, Set<LocalDate>> holidays(Connection connection) throws SQLException {
        Map<Integer, Set<LocalDate>> holidays = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(HOLIDAYS); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Date day = row.getDate(2);
                holidays.computeIfAbsent(row.getInt(1), facility -> new HashSet<>()).add(day.toLocalDate());
            }
        }
        return holidays;
    }

    private static Map<Integer, RuleBook.Limit> limits(Connection connection, String select) throws SQLException {
        Map<Integer, RuleBook.Limit> limits = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(select); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                limits.put(row.getInt(1), new RuleBook.Limit(row.getInt(2), Duration.ofMinutes(row.getInt(3)), Duration.ofMinutes(row.getInt(4)),
                        days(row.getString(5)), row.getObject(6, LocalTime.class), row.getObject(7, LocalTime.class)));
            }
        }
        return limits;
    }

    /** From digits, 1 Monday to 7 Sunday. */
    private static Integer days(String digits) {
        return digits == null ? null : digits.chars().map(digit -> Schedule.bit(DayOfWeek.of(digit - '0'))).sum();
    }
}
