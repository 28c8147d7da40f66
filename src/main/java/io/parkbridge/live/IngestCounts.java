package io.parkbridge.live;

import io.parkbridge.scope.Reach;

/** The books of the way in since this instance started: received = stored + duplicate + deadLettered + quarantined + inFlight. */
public record IngestCounts(long received, long stored, long duplicate, long deadLettered, long quarantined, long inFlight) {

    static final IngestCounts NONE = new IngestCounts(0, 0, 0, 0, 0, 0);

    /** They are of all facilities together, and so nobody's who may see named ones only. */
    public IngestCounts seenBy(Reach reach) {
        return reach.isLimited() ? NONE : this;
    }
}
