package io.parkbridge.ingest;

import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Singleton;

/**
 * One transaction of readings at a time in this instance, from its begin until its changes are with the live feed: so browsers see
 * changes in the order of their commits. Fair, so that the writer and a long replay take turns.
 */
@Singleton
class WriterTurn extends ReentrantLock {

    WriterTurn() {
        super(true);
    }
}
