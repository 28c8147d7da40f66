package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A device draws more than it should: voltage × current × power factor of one heartbeat. */
@ApplicationScoped
class HighPowerRule implements MessageRule {

    @Override
    public String type() {
        return "HIGH_POWER";
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("watts", 1, 10_000_000), new Threshold("clear_watts", 0, 10_000_000));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "clear_watts", "watts");
    }

    @Override
    public Verdict judge(Said said, Thresholds limits) {
        if (said.vitals() == null) {
            return Verdict.NOTHING;
        }
        float watts = said.vitals().voltage() * said.vitals().current() * said.vitals().powerFactor();
        if (Float.isNaN(watts)) {
            return Verdict.NOTHING;
        }
        if (watts > limits.get("watts")) {
            return new Verdict.Raise("draws %.0f W, more than %.0f W".formatted(watts, limits.get("watts")),
                    Map.of("watts", Verdict.whole(watts), "limit_watts", Verdict.whole(limits.get("watts"))));
        }
        return watts <= limits.get("clear_watts") ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
