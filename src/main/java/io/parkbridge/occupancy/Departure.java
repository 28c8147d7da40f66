package io.parkbridge.occupancy;

import java.time.Duration;
import java.time.Instant;

/** A stay that has ended, or whose end has been corrected. */
public record Departure(int bayId, int zoneId, Instant arrivedAt, Instant departedAt) {

    public Duration length() {
        return Duration.between(arrivedAt, departedAt);
    }
}
