package io.parkbridge.occupancy;

import java.time.Instant;

/**
 * A bay's newest reading, as of the locked row.
 *
 * @param timeZone of the bay's facility, IANA name
 * @param newest   null as long as no reading came
 * @param since    when the current state began, null like {@code newest}
 */
record BayState(int bayId, int zoneId, int facilityId, String timeZone, Observation newest, Instant since) {
}
