package io.parkbridge.alert;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.alert.rule.Schedule;
import io.parkbridge.alert.rule.Threshold;
import io.parkbridge.http.Problem;

/**
 * A rule as it is sent to be created or changed; what is absent stays as it is, or is that of the general rule.
 *
 * @param activeDays  names of days, {@code MONDAY} and so on
 * @param activeFrom  {@code 07:30}, the facility's own clock, null like {@code activeUntil} for all day
 */
public record RuleForm(String type, Integer facilityId, Integer zoneId, Integer deviceId, Boolean enabled, String severity,
        Map<String, Double> thresholds, List<String> activeDays, String activeFrom, String activeUntil, Boolean onHolidays) {

    /**
     * What this form makes of a rule.
     *
     * @throws Problem with every field that makes no sense
     */
    RuleView over(RuleView known, AlertRule kind) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Severity newSeverity = severity == null ? known.severity() : severity(errors);
        Map<String, Double> newThresholds = thresholds(known.thresholds(), kind, errors);
        int days = activeDays == null ? known.days() : days(errors);
        boolean hoursSet = activeFrom != null || activeUntil != null;
        LocalTime from = hoursSet ? time("active_from", activeFrom, errors) : known.activeFrom();
        LocalTime until = hoursSet ? time("active_until", activeUntil, errors) : known.activeUntil();
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors);
        }
        return new RuleView(known.id(), kind.type(), known.facilityId(), known.zoneId(), known.deviceId(),
                enabled == null ? known.enabled() : enabled, newSeverity, newThresholds, RuleView.dayNames(days), from, until,
                onHolidays == null ? known.onHolidays() : onHolidays, known.updatedAt());
    }

    private Severity severity(Map<String, List<String>> errors) {
        try {
            return Severity.valueOf(severity.strip().toUpperCase());
        } catch (IllegalArgumentException e) {
            errors.put("severity", List.of("must be CRITICAL, WARNING or INFO"));
            return null;
        }
    }

    private Map<String, Double> thresholds(Map<String, Double> known, AlertRule kind, Map<String, List<String>> errors) {
        Map<String, Double> merged = new TreeMap<>(known);
        if (thresholds == null) {
            return merged;
        }
        Map<String, Threshold> allowed = new TreeMap<>();
        kind.thresholds().forEach(threshold -> allowed.put(threshold.name(), threshold));
        thresholds.forEach((name, value) -> {
            Threshold threshold = allowed.get(name);
            if (threshold == null) {
                errors.put("thresholds." + name, List.of("there is no such threshold; this type has " + String.join(", ", allowed.keySet())));
            } else if (value == null || !(value >= threshold.min() && value <= threshold.max())) {
                errors.put("thresholds." + name, List.of("must be %s to %s".formatted(plain(threshold.min()), plain(threshold.max()))));
            } else {
                merged.put(name, value);
            }
        });
        if (errors.isEmpty()) {
            errors.putAll(kind.contradictions(new io.parkbridge.alert.rule.Thresholds(merged)));
        }
        return merged;
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private int days(Map<String, List<String>> errors) {
        int days = 0;
        for (String name : new ArrayList<>(activeDays)) {
            try {
                days |= Schedule.bit(DayOfWeek.valueOf(String.valueOf(name).strip().toUpperCase()));
            } catch (IllegalArgumentException e) {
                errors.put("active_days", List.of("must be names of days, MONDAY to SUNDAY"));
            }
        }
        if (days == 0) {
            errors.putIfAbsent("active_days", List.of("must name a day at least; to switch the rule off set enabled to false"));
        }
        return days;
    }

    private static LocalTime time(String field, String text, Map<String, List<String>> errors) {
        try {
            return LocalTime.parse(String.valueOf(text).strip());
        } catch (DateTimeException e) {
            errors.put(field, List.of("must be a time like 07:30; active_from and active_until go together"));
            return null;
        }
    }
}
