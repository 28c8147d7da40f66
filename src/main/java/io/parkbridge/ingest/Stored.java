package io.parkbridge.ingest;

import java.util.ArrayList;
import java.util.List;

import io.parkbridge.ingest.deadletter.DeadLetter;
import io.parkbridge.occupancy.OccupancyChanges;

/**
 * What a committed batch has come to; {@code fresh + duplicate + deadLetters} is the number of its messages.
 *
 * @param fresh     messages that were new
 * @param duplicate messages that were there already
 */
record Stored(int fresh, int duplicate, List<DeadLetter> deadLetters, OccupancyChanges occupancy) {

    /** Two halves of a batch, each committed on its own. */
    Stored plus(Stored later) {
        List<DeadLetter> letters = new ArrayList<>(deadLetters);
        letters.addAll(later.deadLetters);
        return new Stored(fresh + later.fresh, duplicate + later.duplicate, letters, occupancy.plus(later.occupancy));
    }
}
