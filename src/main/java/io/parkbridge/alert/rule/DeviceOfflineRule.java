package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A device says nothing any more. Its next message clears it. */
@ApplicationScoped
public class DeviceOfflineRule implements DeviceRule {

    public static final String TYPE = "DEVICE_OFFLINE";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("silence_seconds", 5, 31_536_000), new Threshold("interval_factor", 1, 1_000),
                new Threshold("facility_percent", 1, 100), new Threshold("facility_devices", 2, 1_000_000));
    }

    @Override
    public Verdict judge(Known known, Thresholds limits) {
        double patience = known.intervalSeconds() == null ? limits.get("silence_seconds")
                : known.intervalSeconds() * limits.get("interval_factor");
        return known.silentSeconds() > patience
                ? new Verdict.Raise("has said nothing for %.0f s, longer than %.0f s".formatted(known.silentSeconds(), patience),
                        Map.of("silent_seconds", Verdict.whole(known.silentSeconds()), "limit_seconds", Verdict.whole(patience)))
                : Verdict.CLEAR;
    }
}
