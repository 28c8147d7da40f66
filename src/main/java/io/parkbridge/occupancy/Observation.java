package io.parkbridge.occupancy;

import java.time.Instant;
import java.util.Comparator;

/**
 * One reading of a bay, as stays see it.
 *
 * @param seq where two readings carry the same instant, the higher number is the one that counts
 */
public record Observation(Instant at, long seq, boolean occupied) {

    static final Comparator<Observation> IN_ORDER = Comparator.comparing(Observation::at).thenComparingLong(Observation::seq);

    boolean isAfter(Observation other) {
        return other == null || IN_ORDER.compare(this, other) > 0;
    }
}
