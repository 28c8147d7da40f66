package io.parkbridge.alert;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.alert.rule.Schedule;
import io.parkbridge.alert.rule.Threshold;
import io.parkbridge.alert.rule.Thresholds;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;

/**
 * A rule as it is sent to be created or changed. What is absent stays as it is, or is that of the general rule; null takes away what need
 * not be said: days and hours (then always), thresholds (then those of the general rule).
 */
final class RuleForm {

    private static final String SEVERITY_FAULT = "must be one of " + Arrays.toString(Severity.values());
    private static final String NO_DAY = "must be an array of 1 to 7 names of days, MONDAY to SUNDAY; to switch the rule off set enabled to false";

    /** What can be said of a rule that is there; days and hours are of the facility's own clock. */
    @Schema(name = "AlertRuleFields")
    record Changes(Boolean enabled, String severity, @Schema(nullable = true) Map<String, Double> thresholds,
            @Schema(nullable = true) List<String> activeDays, @Schema(nullable = true, examples = "07:30") String activeFrom,
            @Schema(nullable = true, examples = "19:00") String activeUntil, Boolean onHolidays) {
    }

    /** What can be said of a new one. */
    @Schema(name = "NewAlertRule")
    record Creation(String type, Integer facilityId, Integer zoneId, Integer deviceId, Boolean enabled, String severity,
            @Schema(nullable = true) Map<String, Double> thresholds, @Schema(nullable = true) List<String> activeDays,
            @Schema(nullable = true) String activeFrom, @Schema(nullable = true) String activeUntil, Boolean onHolidays) {
    }

    private final Fields fields;
    private final RuleView known;
    private final RuleView general;
    private final AlertRule kind;

    /** @param general the general rule of the type; {@code known} itself where that is the one */
    RuleForm(Fields fields, RuleView known, RuleView general, AlertRule kind) {
        this.fields = fields;
        this.known = known;
        this.general = general;
        this.kind = kind;
    }

    /** @throws Problem with every field that makes no sense */
    RuleView read() {
        boolean enabled = fields.bool("enabled", known.enabled());
        String severity = fields.text("severity", known.severity().name(), RuleForm::faultOfSeverity);
        Map<String, Double> thresholds = thresholds();
        List<String> days = days();
        LocalTime from = time("active_from", known.activeFrom());
        LocalTime until = time("active_until", known.activeUntil());
        if ((from == null) != (until == null)) {
            fields.refuse(from == null ? "active_from" : "active_until", "must be said too: active_from and active_until go together");
        }
        boolean onHolidays = fields.bool("on_holidays", known.onHolidays());
        fields.check();
        return new RuleView(known.id(), known.type(), known.facilityId(), known.zoneId(), known.deviceId(), enabled,
                Severity.valueOf(severity.toUpperCase(Locale.ROOT)), thresholds, days, from, until, onHolidays, known.updatedAt(), known.version());
    }

    private static String faultOfSeverity(String text) {
        return Arrays.stream(Severity.values()).anyMatch(severity -> severity.name().equalsIgnoreCase(text)) ? null : SEVERITY_FAULT;
    }

    private Map<String, Double> thresholds() {
        Map<String, Threshold> allowed = new TreeMap<>();
        kind.thresholds().forEach(threshold -> allowed.put(threshold.name(), threshold));
        Map<String, Double> said = fields.clears("thresholds") ? new TreeMap<>() : fields.decimals("thresholds");
        if (fields.clears("thresholds")) {
            allowed.keySet().forEach(name -> said.put(name, null));
        }
        Map<String, Double> merged = new TreeMap<>(known.thresholds());
        boolean areFit = true;
        for (Map.Entry<String, Double> one : said.entrySet()) {
            String fault = fault(one.getKey(), one.getValue(), allowed);
            if (fault == null) {
                merged.put(one.getKey(), one.getValue() == null ? general.thresholds().get(one.getKey()) : one.getValue());
            } else {
                fields.refuse("thresholds." + one.getKey(), fault);
                areFit = false;
            }
        }
        if (areFit && !said.isEmpty()) {
            kind.contradictions(new Thresholds(merged)).forEach((name, faults) -> faults.forEach(fault -> fields.refuse(name, fault)));
        }
        return merged;
    }

    private String fault(String name, Double value, Map<String, Threshold> allowed) {
        Threshold threshold = allowed.get(name);
        if (threshold == null) {
            return "there is no such threshold; this type has " + String.join(", ", allowed.keySet());
        }
        if (value == null) {
            return known.isGeneral() ? "must be a number: nothing goes before the general rule" : null;
        }
        return value >= threshold.min() && value <= threshold.max() ? null : "must be %s to %s".formatted(plain(threshold.min()), plain(threshold.max()));
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private List<String> days() {
        if (fields.clears("active_days")) {
            return RuleView.dayNames(Schedule.EVERY_DAY);
        }
        List<String> names = fields.texts("active_days", known.activeDays(), DayOfWeek.values().length, RuleForm::faultOfDay);
        return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).distinct().toList();
    }

    private static String faultOfDay(String text) {
        return Arrays.stream(DayOfWeek.values()).anyMatch(day -> day.name().equalsIgnoreCase(text)) ? null : NO_DAY;
    }

    private LocalTime time(String name, LocalTime present) {
        String text = fields.textOrNull(name, present == null ? null : present.toString(), RuleForm::faultOfTime);
        return text == null || faultOfTime(text) != null ? null : LocalTime.parse(text);
    }

    private static String faultOfTime(String text) {
        try {
            LocalTime.parse(text);
            return null;
        } catch (DateTimeException e) {
            return "must be a time like 07:30, or null for all day";
        }
    }
}
