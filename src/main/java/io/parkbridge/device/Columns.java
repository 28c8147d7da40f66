package io.parkbridge.device;

/**
 * Columns of a batch on their way into {@code unnest}. One that no row mentions anything in travels empty, and {@code unnest} fills it up
 * with null: sensors with a battery know no volts and amperes, and nobody's firmware changes with each message.
 */
public final class Columns {

    private static final float[] NO_NUMBERS = {};
    private static final long[] NO_INSTANTS = {};
    private static final String[] NO_TEXTS = {};

    private Columns() {
    }

    /** Absent is {@link Float#NaN}. */
    public static float[] sparse(float[] column) {
        for (float value : column) {
            if (!Float.isNaN(value)) {
                return column;
            }
        }
        return NO_NUMBERS;
    }

    /** Absent is {@link Long#MIN_VALUE}, as of {@link io.parkbridge.time.Micros#ofNullable}. */
    public static long[] sparse(long[] column) {
        for (long value : column) {
            if (value != Long.MIN_VALUE) {
                return column;
            }
        }
        return NO_INSTANTS;
    }

    /** Absent is null. */
    public static String[] sparse(String[] column) {
        for (String value : column) {
            if (value != null) {
                return column;
            }
        }
        return NO_TEXTS;
    }
}
