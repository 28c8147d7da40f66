package io.parkbridge.occupancy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a batch has changed.
 *
 * @param bays       bays that are another state than before
 * @param zones      the present counts of the zones whose counts changed
 * @param departures stays that have ended or whose end has been corrected
 */
public record OccupancyChanges(List<BayChange> bays, List<ZoneAvailability> zones, List<Departure> departures) {

    public static final OccupancyChanges NONE = new OccupancyChanges(List.of(), List.of(), List.of());

    /** What two batches have changed, one after the other. */
    public OccupancyChanges plus(OccupancyChanges later) {
        return new OccupancyChanges(concat(bays, later.bays), concat(zones, later.zones), List.of());
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
