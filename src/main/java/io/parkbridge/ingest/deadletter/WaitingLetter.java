package io.parkbridge.ingest.deadletter;

import java.time.Instant;

/** A dead letter taken up for replay, as it once arrived; its row is locked until the transaction ends. */
public record WaitingLetter(long id, Instant receivedAt, String topic, byte[] payload) {
}
