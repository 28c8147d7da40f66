package io.parkbridge.alert.rule;

import java.time.Instant;

import io.parkbridge.device.Vitals;

/** Decided by what a device says, in the transaction that stores it. */
public non-sealed interface MessageRule extends AlertRule {

    /**
     * What a device has said.
     *
     * @param vitals  what it measured of itself, null where the message could not be taken
     * @param refusal why the message could not be taken, by the name of the dead letter's reason, else null
     * @param detail  the same for people
     */
    record Said(Instant time, Instant receivedAt, Vitals vitals, String refusal, String detail) {

        /** How long after its own time it came; negative where it is from the future. */
        public long lagMillis() {
            return receivedAt.toEpochMilli() - time.toEpochMilli();
        }
    }

    Verdict judge(Said said, Thresholds limits);
}
