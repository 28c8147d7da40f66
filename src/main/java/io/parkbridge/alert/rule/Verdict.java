package io.parkbridge.alert.rule;

import java.util.Map;

/** What a rule says. Between the threshold that raises and the one that clears it says nothing, so an alert does not flutter. */
public sealed interface Verdict {

    /**
     * The condition holds.
     *
     * @param message for the operator, in English: what is, and what it should be
     * @param facts   the same by name, a few numbers with their units in the names, for who says it in another language
     */
    record Raise(String message, Map<String, Object> facts) implements Verdict {
    }

    /** The condition does not hold. */
    record Clear() implements Verdict {
    }

    /** Neither: what was, stays. */
    record Nothing() implements Verdict {
    }

    Verdict CLEAR = new Clear();
    Verdict NOTHING = new Nothing();

    /** A number as people are told it: whole. */
    static long whole(double value) {
        return Math.round(value);
    }
}
