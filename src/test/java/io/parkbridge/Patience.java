package io.parkbridge;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waiting for a condition: a machine may be busy with other tests, and nothing waits longer than it must. */
public final class Patience {

    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private Patience() {
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }
}
