package io.parkbridge.reading;

import java.time.Instant;

/**
 * A sensor's statement about its bay at one instant.
 *
 * @param time     when it was so, by the device's clock, to the microsecond
 * @param seq      the device's sequence number, {@link Reading#NO_SEQ} where it has none
 * @param occupied whether a vehicle stands on the bay
 */
public record OccupancyReading(Instant time, long seq, boolean occupied) implements Reading {
}
