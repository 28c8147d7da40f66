package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A sensor changes its mind more often than cars can park. */
@ApplicationScoped
public class FlappingSensorRule implements DeviceRule {

    public static final String TYPE = "FLAPPING_SENSOR";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("stays", 2, 1_000), new Threshold("clear_stays", 0, 1_000), new Threshold("window_minutes", 1, 1_440));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "clear_stays", "stays");
    }

    @Override
    public Verdict judge(Known known, Thresholds limits) {
        if (known.stays() >= limits.get("stays")) {
            return new Verdict.Raise("saw %d cars come within %.0f min".formatted(known.stays(), limits.get("window_minutes")),
                    Map.of("stays", known.stays(), "window_minutes", Verdict.whole(limits.get("window_minutes"))));
        }
        return known.stays() <= limits.get("clear_stays") ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
