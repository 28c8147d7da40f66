package io.parkbridge.alert.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * A device's clock runs ahead: its readings come from the future. A clock that runs behind looks like a message that was long on its way,
 * so only its skew is shown and no alert is raised.
 */
@ApplicationScoped
class ClockSkewRule implements MessageRule {

    @Override
    public String type() {
        return "CLOCK_SKEW";
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("ahead_seconds", 1, 86_400), new Threshold("clear_seconds", 0, 86_400));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "clear_seconds", "ahead_seconds");
    }

    @Override
    public Verdict judge(Said said, Thresholds limits) {
        if (said.vitals() == null) {
            return "FUTURE_TIME".equals(said.refusal()) ? new Verdict.Raise("its clock runs ahead: " + said.detail()) : Verdict.NOTHING;
        }
        long ahead = Duration.between(said.receivedAt(), said.time()).toSeconds();
        if (ahead > limits.get("ahead_seconds")) {
            return new Verdict.Raise("its clock runs %d s ahead, more than %.0f s".formatted(ahead, limits.get("ahead_seconds")));
        }
        return ahead <= limits.get("clear_seconds") ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
