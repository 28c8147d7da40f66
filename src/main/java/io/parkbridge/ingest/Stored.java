package io.parkbridge.ingest;

import java.util.List;
import java.util.stream.Stream;
import io.parkbridge.occupancy.OccupancyChanges;

/**
 * What a committed batch has come to.
 *
 * @param outcomes one for each message, in the order of the batch
 */
record Stored(List<Outcome> outcomes, OccupancyChanges occupancy) {

    /** Two halves of a batch, each committed on its own. */
    Stored plus(Stored later) {
        return new Stored(Stream.concat(outcomes.stream(), later.outcomes.stream()).toList(), occupancy.plus(later.occupancy));
    }
}
