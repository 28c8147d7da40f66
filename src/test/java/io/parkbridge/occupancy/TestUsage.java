package io.parkbridge.occupancy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** Hourly usage as the way in keeps it, for tests of what is read from it. */
public final class TestUsage {

    private TestUsage() {
    }

    /** Counts a stay into the hours, which are of one zone. */
    public static void count(Map<Instant, HourlyUsage> hours, Stay stay, ZoneId timeZone) {
        add(hours, HourlyUsage.ofArrival(1, stay.arrivedAt(), timeZone, 1));
        if (stay.departedAt() != null) {
            add(hours, HourlyUsage.ofDeparture(1, stay.departedAt(), timeZone, 1));
        }
    }

    private static void add(Map<Instant, HourlyUsage> hours, HourlyUsage usage) {
        hours.merge(usage.hour(), usage, HourlyUsage::plus);
    }
}
