package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

/**
 * One type of alert. A rule is a pure function: it is given what is known and its thresholds and says whether the condition holds; rows,
 * clocks and channels are others' business. A new type is a class here, its test, and a migration with its default thresholds.
 */
public sealed interface AlertRule permits DeviceRule, MessageRule, StayRule, ZoneRule {

    /** Its name in the database and in the API; never changes. */
    String type();

    /** The numbers that can be set, with what makes sense for them. */
    List<Threshold> thresholds();

    /** Numbers that each make sense but not together, by the name of the field; none for most. */
    default Map<String, List<String>> contradictions(Thresholds limits) {
        return Map.of();
    }

    /** For rules whose alerts end below where they begin. */
    static Map<String, List<String>> mustNotExceed(Thresholds limits, String lower, String upper) {
        return limits.get(lower) <= limits.get(upper) ? Map.of()
                : Map.of("thresholds." + lower, List.of("must not be greater than " + upper));
    }
}
