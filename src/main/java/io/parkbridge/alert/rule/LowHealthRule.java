package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A device's health has become poor. */
@ApplicationScoped
public class LowHealthRule implements DeviceRule {

    public static final String TYPE = "LOW_HEALTH";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("score", 0, 100), new Threshold("clear_score", 0, 100));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "score", "clear_score");
    }

    @Override
    public Verdict judge(Known known, Thresholds limits) {
        if (known.health() < limits.get("score")) {
            return new Verdict.Raise("health is %d, below %.0f".formatted(known.health(), limits.get("score")),
                    Map.of("score", known.health(), "limit_score", Verdict.whole(limits.get("score"))));
        }
        return known.health() >= limits.get("clear_score") ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
