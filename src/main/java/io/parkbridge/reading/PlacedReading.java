package io.parkbridge.reading;

import java.time.Instant;

/** An occupancy reading with the bay and zone its device watches. */
public record PlacedReading(int deviceId, int bayId, int zoneId, Instant receivedAt, OccupancyReading reading) {
}
