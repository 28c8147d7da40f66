package io.parkbridge.ingest;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** What has become of a message, known once the transaction that holds it has committed. */
sealed interface Outcome {

    /** Something it says was new. */
    record Stored() implements Outcome {
    }

    /** All it says was there already; nothing has changed. */
    record Duplicate() implements Outcome {
    }

    /** It could not be taken and is kept as a dead letter. */
    record DeadLettered(DeadLetterReason reason, String detail) implements Outcome {
    }

    Outcome STORED = new Stored();
    Outcome DUPLICATE = new Duplicate();
}
