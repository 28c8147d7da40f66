package io.parkbridge.occupancy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.parkbridge.time.Micros;

/**
 * What happened in a zone within one hour of the facility's clock, or by how much that has to be corrected.
 *
 * @param hour when the hour begins; in the hour that the end of summer time repeats, the first pass and the second are two hours
 * @param occupiedMicros microseconds from each arrival to an hour after {@code hour}, less those from each departure; what the cars that
 *                       stood there when the hour began add to it is not in it
 */
public record HourlyUsage(int zoneId, Instant hour, int readings, int arrivals, int departures, long occupiedMicros) {

    private static final long SECONDS_AN_HOUR = 3_600;
    private static final long MICROS_AN_HOUR = SECONDS_AN_HOUR * 1_000_000;

    static HourlyUsage ofReading(int zoneId, Instant at, ZoneId timeZone) {
        return new HourlyUsage(zoneId, hourOf(at, timeZone), 1, 0, 0, 0);
    }

    /** @param sign 1 for an arrival, -1 for one that was none after all */
    static HourlyUsage ofArrival(int zoneId, Instant at, ZoneId timeZone, int sign) {
        Instant hour = hourOf(at, timeZone);
        return new HourlyUsage(zoneId, hour, 0, sign, 0, sign * rest(hour, at));
    }

    /** @param sign 1 for a departure, -1 for one that was none after all */
    static HourlyUsage ofDeparture(int zoneId, Instant at, ZoneId timeZone, int sign) {
        Instant hour = hourOf(at, timeZone);
        return new HourlyUsage(zoneId, hour, 0, 0, sign, -sign * rest(hour, at));
    }

    private static long rest(Instant hour, Instant at) {
        return Micros.of(hour) + MICROS_AN_HOUR - Micros.of(at);
    }

    HourlyUsage plus(HourlyUsage other) {
        return new HourlyUsage(zoneId, hour, readings + other.readings, arrivals + other.arrivals, departures + other.departures,
                occupiedMicros + other.occupiedMicros);
    }

    /** By how many cars there are more at its end than at its beginning. */
    public int net() {
        return arrivals - departures;
    }

    /**
     * How long bays were occupied between two instants of this hour.
     *
     * @param before cars at {@code begin}
     * @param begin  not before the hour; later where the clock jumps into the hour
     * @param end    not before the hour's last arrival or departure
     * @return microseconds
     */
    public long occupiedMicros(int before, Instant begin, Instant end) {
        long length = Micros.of(end) - Micros.of(begin);
        long uncounted = Micros.of(hour) + MICROS_AN_HOUR - Micros.of(end);
        return before * length + occupiedMicros - net() * uncounted;
    }

    /** The beginning of the hour around {@code instant} on the clocks of {@code timeZone}; offsets of half an hour are respected. */
    public static Instant hourOf(Instant instant, ZoneId timeZone) {
        ZoneOffset offset = timeZone.getRules().getOffset(instant);
        return LocalDateTime.ofInstant(instant, offset).truncatedTo(ChronoUnit.HOURS).toInstant(offset);
    }

    /**
     * What the clock of {@code timeZone} shows for an hour, 0 to 23. Asked of the hour's last instant: where the clock jumps within the
     * hour, its first belongs to another.
     */
    public static int hourOfDay(Instant hour, ZoneId timeZone) {
        return hour.plusSeconds(SECONDS_AN_HOUR).minusNanos(1).atZone(timeZone).getHour();
    }
}
