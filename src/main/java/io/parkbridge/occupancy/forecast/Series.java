package io.parkbridge.occupancy.forecast;

import java.util.Arrays;

/**
 * A zone's occupancy in equal steps of its local clock, days of equal length one after the other: an hour that summer time leaves out has
 * no value, one that it repeats has one.
 *
 * @param values     {@link Double#NaN} where nothing is known
 * @param stepsADay  24 for hours, 48 for half hours
 */
public record Series(double[] values, int stepsADay) {

    private static final int DAYS_A_WEEK = 7;

    int stepsAWeek() {
        return DAYS_A_WEEK * stepsADay;
    }

    int length() {
        return values.length;
    }

    /** NaN before the beginning and behind the end, too. */
    double at(int step) {
        return step < 0 || step >= values.length ? Double.NaN : values[step];
    }

    boolean has(int step) {
        return !Double.isNaN(at(step));
    }

    /** The same, ending with {@code last}: what was known then. */
    Series upTo(int last) {
        return new Series(Arrays.copyOf(values, last + 1), stepsADay);
    }
}
