package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A sensor speaks, but its bay has not changed for longer than is believable. The next change clears it. */
@ApplicationScoped
public class StuckSensorRule implements DeviceRule {

    public static final String TYPE = "STUCK_SENSOR";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("hours", 1, 87_600));
    }

    @Override
    public Verdict judge(Known known, Thresholds limits) {
        double hours = known.unchangedSeconds() / 3_600;
        return hours > limits.get("hours")
                ? new Verdict.Raise("has reported the same state for %.0f h, longer than %.0f h".formatted(hours, limits.get("hours")),
                        Map.of("unchanged_hours", Verdict.whole(hours), "limit_hours", Verdict.whole(limits.get("hours"))))
                : Verdict.CLEAR;
    }
}
