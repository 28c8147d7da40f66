package io.parkbridge.device;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A reading's time and sequence number. What a device is missing is defined over all its numbered readings in order of time: the numbers
 * left out between each and the next, added up. So it does not depend on the order of arrival.
 */
public record Numbered(Instant at, long number) implements Comparable<Numbered> {

    /** A number that leaps farther, or falls, is a device that counts anew. */
    private static final long GAP_MAX = 1_000_000;

    private static final Comparator<Numbered> IN_ORDER = Comparator.comparing(Numbered::at).thenComparingLong(Numbered::number);

    @Override
    public int compareTo(Numbered other) {
        return IN_ORDER.compare(this, other);
    }

    /** How many numbers are left out in readings that stand in order; {@code before} is the one before the first, or null. */
    public static long missing(Numbered before, List<Numbered> inOrder) {
        long missing = 0;
        Numbered last = before;
        for (Numbered next : inOrder) {
            long gap = last == null ? 0 : next.number - last.number - 1;
            missing += gap > 0 && gap <= GAP_MAX ? gap : 0;
            last = next;
        }
        return missing;
    }
}
