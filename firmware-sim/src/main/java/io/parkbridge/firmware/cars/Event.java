package io.parkbridge.firmware.cars;

import java.util.Comparator;

/**
 * Something happens on a bay.
 *
 * @param atMillis when, true time, milliseconds since the epoch
 * @param bay      index in the site's list of bays
 * @param occupied the state it leads to
 */
public record Event(long atMillis, int bay, Kind kind, boolean occupied) {

    /** In order of time, then of bays, so that a source is the same each time. */
    public static final Comparator<Event> IN_ORDER = Comparator.comparingLong(Event::atMillis).thenComparingInt(Event::bay);

    /** What happens. */
    public enum Kind {
        /** The sensor starts and reports the state it finds. */
        START,
        /** A vehicle comes or goes; the sensor will find out. */
        MOVEMENT,
        /** A sensor's report as it was recorded, with its recorded time. */
        RECORDED
    }
}
