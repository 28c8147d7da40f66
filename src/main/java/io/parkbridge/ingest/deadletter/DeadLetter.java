package io.parkbridge.ingest.deadletter;

import java.time.Instant;

/**
 * A message that could not be taken, whole.
 *
 * @param deviceCode the device it says it is of, where that can be read, else null
 * @param facility   code of the facility it says it is of, where that can be read, else null
 */
public record DeadLetter(Instant receivedAt, String topic, byte[] payload, DeadLetterReason reason, String detail, String deviceCode,
        String facility) {
}
