package io.parkbridge.alert.rule;

/** What a rule says. Between the threshold that raises and the one that clears it says nothing, so an alert does not flutter. */
public sealed interface Verdict {

    /**
     * The condition holds.
     *
     * @param message for the operator: what is, and what it should be
     */
    record Raise(String message) implements Verdict {
    }

    /** The condition does not hold. */
    record Clear() implements Verdict {
    }

    /** Neither: what was, stays. */
    record Nothing() implements Verdict {
    }

    Verdict CLEAR = new Clear();
    Verdict NOTHING = new Nothing();
}
