package io.parkbridge.alert.rule;

import java.time.Duration;
import java.time.Instant;

/** Decided by how long a car stands. */
public non-sealed interface StayRule extends AlertRule {

    /**
     * A car on a bay.
     *
     * @param until now, or when it left
     * @param limit of the zone, without grace
     */
    record Standing(Instant arrivedAt, Instant until, Duration limit, Duration grace, Schedule schedule) {
    }

    Verdict judge(Standing car, Thresholds limits);
}
