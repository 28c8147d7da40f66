package io.parkbridge.occupancy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * What happened in a zone within one hour of the facility's clock, or by how much that has to be corrected.
 *
 * @param hour when the hour begins; in the hour that the end of summer time repeats, the first pass and the second are two hours
 */
public record HourlyUsage(int zoneId, Instant hour, int readings, int arrivals, int departures) {

    HourlyUsage plus(HourlyUsage other) {
        return new HourlyUsage(zoneId, hour, readings + other.readings, arrivals + other.arrivals, departures + other.departures);
    }

    /** The beginning of the hour around {@code instant} on the clocks of {@code timeZone}; offsets of half an hour are respected. */
    static Instant hourOf(Instant instant, ZoneId timeZone) {
        ZoneOffset offset = timeZone.getRules().getOffset(instant);
        return LocalDateTime.ofInstant(instant, offset).truncatedTo(ChronoUnit.HOURS).toInstant(offset);
    }
}
