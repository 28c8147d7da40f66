package io.parkbridge.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.parkbridge.alert.rule.Schedule;

/** A rule as it stands; of facility, zone and device at most one is set, and with none it is the general rule of its type. */
public record RuleView(int id, String type, Integer facilityId, Integer zoneId, Integer deviceId, boolean enabled, Severity severity,
        Map<String, Double> thresholds, List<String> activeDays, LocalTime activeFrom, LocalTime activeUntil, boolean onHolidays,
        Instant updatedAt, int version) {

    /** Bit 0 Monday to bit 6 Sunday. */
    int days() {
        return activeDays.stream().mapToInt(name -> Schedule.bit(DayOfWeek.valueOf(name))).sum();
    }

    static List<String> dayNames(int days) {
        List<String> names = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((days & Schedule.bit(day)) != 0) {
                names.add(day.name());
            }
        }
        return names;
    }

    RuleView scoped(Integer facility, Integer zone, Integer device) {
        return new RuleView(0, type, facility, zone, device, enabled, severity, thresholds, activeDays, activeFrom, activeUntil, onHolidays,
                updatedAt, 1);
    }

    boolean isGeneral() {
        return facilityId == null && zoneId == null && deviceId == null;
    }
}
