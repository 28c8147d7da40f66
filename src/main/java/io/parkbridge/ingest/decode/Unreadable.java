package io.parkbridge.ingest.decode;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** Ends the decoding of one message; its stack is never looked at, so it has none. */
final class Unreadable extends Exception {

    final DeadLetterReason reason;

    Unreadable(DeadLetterReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }
}
