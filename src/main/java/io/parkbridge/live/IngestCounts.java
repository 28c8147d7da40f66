package io.parkbridge.live;

/** The books of the way in since this instance started: received = stored + duplicate + deadLettered + quarantined + inFlight. */
public record IngestCounts(long received, long stored, long duplicate, long deadLettered, long quarantined, long inFlight) {

    static final IngestCounts NONE = new IngestCounts(0, 0, 0, 0, 0, 0);
}
