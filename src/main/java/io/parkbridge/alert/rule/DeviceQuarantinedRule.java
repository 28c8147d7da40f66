package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A device sends more than its budget, and nothing of it is taken for now. Over with the quarantine. */
@ApplicationScoped
public class DeviceQuarantinedRule implements DeviceRule {

    public static final String TYPE = "DEVICE_QUARANTINED";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("messages", 1, 1_000_000_000));
    }

    @Override
    public Verdict judge(Known known, Thresholds limits) {
        if (known.refused() == 0) {
            return Verdict.CLEAR;
        }
        return known.refused() < limits.get("messages") ? Verdict.NOTHING
                : new Verdict.Raise("sends more than its budget; nothing of it is taken, %d messages so far".formatted(known.refused()),
                        Map.of("messages", known.refused()));
    }
}
