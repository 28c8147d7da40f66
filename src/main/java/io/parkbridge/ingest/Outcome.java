package io.parkbridge.ingest;

import java.util.List;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** What has become of a message, known once the transaction that holds it has committed. */
sealed interface Outcome {

    /**
     * Something it says was new.
     *
     * @param alerts the types of alert that its content is one of, whether newly raised or counted up
     */
    record Stored(List<String> alerts) implements Outcome {
    }

    /** All it says was there already; nothing has changed. */
    record Duplicate() implements Outcome {
    }

    /** It could not be taken and is kept as a dead letter. */
    record DeadLettered(DeadLetterReason reason, String detail) implements Outcome {
    }

    Outcome STORED = new Stored(List.of());
    Outcome DUPLICATE = new Duplicate();
}
