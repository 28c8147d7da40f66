package io.parkbridge.occupancy.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.parkbridge.occupancy.HourlyUsage;
import io.parkbridge.occupancy.analytics.Question.AskedZone;

/** What happened in a zone, hour by hour; every hour asked for is there, one in which nothing happened as well. */
public record ZoneHours(AskedZone zone, List<Hour> hours) {

    /**
     * @param occupiedMicros occupied time of all bays within the span
     * @param bayMicros      time of all bays within the span; where more of it was occupied than the present bays have, there were more of them then
     */
    public record Hour(HourSpan span, int readings, int arrivals, int departures, long occupiedMicros, long bayMicros) {

        /** The share of the bays that was occupied. */
        double rate() {
            return bayMicros == 0 ? 0 : occupiedMicros / (double) bayMicros;
        }
    }

    /**
     * @param before cars when the first hour begins
     * @param usage  by the hour's key
     */
    static ZoneHours of(AskedZone zone, List<HourSpan> spans, int before, Map<Instant, HourlyUsage> usage) {
        List<Hour> hours = new ArrayList<>(spans.size());
        int present = before;
        for (HourSpan span : spans) {
            HourlyUsage happened = usage.get(span.hour());
            if (happened == null) {
                happened = new HourlyUsage(zone.id(), span.hour(), 0, 0, 0, 0);
            }
            // a sensor whose clock is ahead may tell of cars that come or go after now: time that has not passed yet is no occupied time
            long most = (present + happened.arrivals()) * span.length();
            long occupied = Math.max(Math.min(happened.occupiedMicros(present, span.begin(), span.end()), most), 0);
            hours.add(new Hour(span, happened.readings(), happened.arrivals(), happened.departures(), occupied,
                    Math.max(zone.bays() * span.length(), occupied)));
            present += happened.net();
        }
        return new ZoneHours(zone, hours);
    }
}
