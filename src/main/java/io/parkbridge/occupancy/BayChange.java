package io.parkbridge.occupancy;

import java.time.Instant;

/**
 * A bay whose state is another after a batch than before, or whose start has been corrected.
 *
 * @param since when the present state began
 */
public record BayChange(int bayId, int zoneId, int facilityId, boolean occupied, Instant since) {
}
