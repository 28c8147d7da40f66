package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A device's battery runs out. */
@ApplicationScoped
class LowBatteryRule implements MessageRule {

    @Override
    public String type() {
        return "LOW_BATTERY";
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("percent", 1, 100), new Threshold("clear_percent", 1, 100));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "percent", "clear_percent");
    }

    @Override
    public Verdict judge(Said said, Thresholds limits) {
        if (said.vitals() == null || Float.isNaN(said.vitals().battery())) {
            return Verdict.NOTHING;
        }
        float percent = said.vitals().battery();
        if (percent < limits.get("percent")) {
            return new Verdict.Raise("battery at %.0f %%, below %.0f %%".formatted(percent, limits.get("percent")),
                    Map.of("percent", Verdict.whole(percent), "limit_percent", Verdict.whole(limits.get("percent"))));
        }
        return percent >= limits.get("clear_percent") ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
