package io.parkbridge.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations, as many as come; one thread adds. */
public final class Times {

    private double[] millis = new double[1_024];
    private int count;

    public void add(long nanos) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, count * 2);
        }
        millis[count++] = nanos / 1e6;
    }

    public int count() {
        return count;
    }

    /** p50, p99 and the longest, in milliseconds. */
    public String cells() {
        double[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.1f | %.1f | %.1f", share(sorted, 0.5), share(sorted, 0.99), share(sorted, 1));
    }

    private static double share(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.min((int) (share * sorted.length), sorted.length - 1)];
    }
}
