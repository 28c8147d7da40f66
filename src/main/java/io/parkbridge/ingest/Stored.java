package io.parkbridge.ingest;

import java.util.List;
import java.util.stream.Stream;

import io.parkbridge.alert.AlertChanges;
import io.parkbridge.occupancy.OccupancyChanges;

/**
 * What a committed batch has come to.
 *
 * @param outcomes one for each message, in the order of the batch
 * @param complete false where the batch had been committed once before without our learning of it: what that commit changed is in the
 *                 database, but not in here
 */
record Stored(List<Outcome> outcomes, OccupancyChanges occupancy, AlertChanges alerts, boolean complete) {

    Stored(List<Outcome> outcomes, OccupancyChanges occupancy, AlertChanges alerts) {
        this(outcomes, occupancy, alerts, true);
    }

    Stored incomplete() {
        return new Stored(outcomes, occupancy, alerts, false);
    }

    /** Two halves of a batch, each committed on its own. */
    Stored plus(Stored later) {
        return new Stored(Stream.concat(outcomes.stream(), later.outcomes.stream()).toList(), occupancy.plus(later.occupancy),
                alerts.plus(later.alerts), complete && later.complete);
    }
}
