package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A device says what cannot be: a mains voltage out of bounds, or a value that no instrument measures (a dead letter). */
@ApplicationScoped
class InvalidDataRule implements MessageRule {

    @Override
    public String type() {
        return "INVALID_DATA";
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("volts_min", 0, 1_000), new Threshold("volts_max", 0, 1_000), new Threshold("margin_volts", 0, 100));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        return AlertRule.mustNotExceed(limits, "volts_min", "volts_max");
    }

    @Override
    public Verdict judge(Said said, Thresholds limits) {
        if (said.vitals() == null) {
            boolean impossible = "OUT_OF_RANGE".equals(said.refusal()) || "WRONG_TYPE".equals(said.refusal());
            return impossible ? new Verdict.Raise("sent an impossible value: " + said.detail(),
                    Map.of("reason", said.refusal(), "detail", said.detail())) : Verdict.NOTHING;
        }
        float volts = said.vitals().voltage();
        if (Float.isNaN(volts)) {
            return Verdict.NOTHING;
        }
        double min = limits.get("volts_min");
        double max = limits.get("volts_max");
        if (volts < min || volts > max) {
            return new Verdict.Raise("reports %.0f V, outside %.0f to %.0f V".formatted(volts, min, max),
                    Map.of("volts", Verdict.whole(volts), "volts_min", Verdict.whole(min), "volts_max", Verdict.whole(max)));
        }
        double margin = limits.get("margin_volts");
        return volts >= min + margin && volts <= max - margin ? Verdict.CLEAR : Verdict.NOTHING;
    }
}
