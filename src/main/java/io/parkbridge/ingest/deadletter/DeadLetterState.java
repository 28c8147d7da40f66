package io.parkbridge.ingest.deadletter;

/** Where a letter stands; stored by name. */
public enum DeadLetterState {
    /** It could not be taken, at first or again. */
    DEAD,
    /** Replayed, and something it says was new. */
    STORED,
    /** Replayed, and all it says was there already. */
    DUPLICATE
}
