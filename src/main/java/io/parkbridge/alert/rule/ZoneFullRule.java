package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import io.parkbridge.occupancy.ZoneAvailability;
import jakarta.enterprise.context.ApplicationScoped;

/** A zone has no bay left. */
@ApplicationScoped
public class ZoneFullRule implements ZoneRule {

    @Override
    public String type() {
        return "ZONE_FULL";
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("percent", 1, 100), new Threshold("clear_percent", 0, 100));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "clear_percent", "percent");
    }

    @Override
    public Verdict judge(ZoneAvailability zone, Thresholds limits) {
        if (zone.capacity() == 0) {
            return Verdict.CLEAR;
        }
        double percent = 100.0 * zone.occupied() / zone.capacity();
        if (percent >= limits.get("percent")) {
            return new Verdict.Raise("%d of %d bays are occupied".formatted(zone.occupied(), zone.capacity()),
                    Map.of("occupied", zone.occupied(), "capacity", zone.capacity()));
        }
        return percent < limits.get("clear_percent") ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
