package io.parkbridge.ingest.form;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a reading's time may lie from its receipt.
 *
 * @param futureTolerance how far ahead
 * @param ageMax          how far back
 */
public record TimeBounds(Instant receivedAt, Duration futureTolerance, Duration ageMax) {

    /** Why this time is not taken, null if it is. */
    String objectionTo(Instant time) {
        if (time.isAfter(receivedAt.plus(futureTolerance))) {
            return "The time lies more than " + futureTolerance.toSeconds() + " seconds in the future.";
        }
        return time.isBefore(receivedAt.minus(ageMax)) ? "The time lies more than " + ageMax.toDays() + " days in the past." : null;
    }
}
