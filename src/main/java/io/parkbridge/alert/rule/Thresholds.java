package io.parkbridge.alert.rule;

import java.util.Map;

/** The numbers of a rule as they are set. */
public record Thresholds(Map<String, Double> values) {

    /** @throws IllegalStateException where a rule asks for what its migration has not set */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the threshold " + name + " is not set");
        }
        return value;
    }
}
