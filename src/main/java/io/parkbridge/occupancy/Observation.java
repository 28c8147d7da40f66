package io.parkbridge.occupancy;

import java.time.Instant;
import java.util.Comparator;

/**
 * One reading of a bay, as stays see it.
 *
 * @param deviceId the device that sent it; where two devices speak of the same instant, the one registered later counts
 * @param seq      where one device says two things of the same instant, the higher number counts
 */
public record Observation(Instant at, int deviceId, long seq, boolean occupied) {

    static final Comparator<Observation> IN_ORDER = Comparator.comparing(Observation::at).thenComparingInt(Observation::deviceId)
            .thenComparingLong(Observation::seq);

    boolean isAfter(Observation other) {
        return other == null || IN_ORDER.compare(this, other) > 0;
    }
}
