package io.parkbridge.ingest.decode;

import java.time.Duration;
import java.time.Instant;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** How far a reading's time may lie from its receipt. */
record TimeLimits(Duration futureTolerance, Duration ageMax) {

    void check(Instant time, Instant receivedAt) throws Unreadable {
        if (time.isAfter(receivedAt.plus(futureTolerance))) {
            throw new Unreadable(DeadLetterReason.FUTURE_TIME, "the time lies more than " + futureTolerance.toSeconds() + " s ahead of its receipt");
        }
        if (time.isBefore(receivedAt.minus(ageMax))) {
            throw new Unreadable(DeadLetterReason.TOO_OLD, "the time lies more than " + ageMax.toDays() + " days before its receipt");
        }
    }
}
