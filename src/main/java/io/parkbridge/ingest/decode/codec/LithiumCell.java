package io.parkbridge.ingest.decode.codec;

/**
 * The charge of the lithium thionyl chloride cell that parking sensors live on, estimated from its voltage. The voltage is flat for most
 * of the cell's life, so this is no fuel gauge: it is made to fall below 20 % and 10 % where Nwave's own codec calls the battery low (3.0 V)
 * and critical (2.9 V; both 0.1 V less below -5 degrees Celsius, where the voltage drops without the charge).
 */
final class LithiumCell {

    static final float CRITICAL_PERCENT = 10;

    private static final float LOW_PERCENT = 20;
    private static final int POSSIBLE_MIN = 1_500;
    private static final int POSSIBLE_MAX = 4_200;
    private static final int EMPTY = 2_500;
    private static final int CRITICAL = 2_900;
    private static final int LOW = 3_000;
    private static final int FULL = 3_600;
    private static final int COLD_DROP = 100;
    private static final float COLD_CELSIUS = -5;

    private LithiumCell() {
    }

    /** Percent, {@link Float#NaN} for a voltage that such a cell cannot have; a temperature that is not known is mild. */
    static float percent(int millivolts, float celsius) {
        if (millivolts < POSSIBLE_MIN || millivolts > POSSIBLE_MAX) {
            return Float.NaN;
        }
        int mild = mild(millivolts, celsius);
        float percent = mild < CRITICAL ? part(mild, EMPTY, CRITICAL) * CRITICAL_PERCENT
                : mild < LOW ? CRITICAL_PERCENT + part(mild, CRITICAL, LOW) * (LOW_PERCENT - CRITICAL_PERCENT)
                : LOW_PERCENT + part(mild, LOW, FULL) * (100 - LOW_PERCENT);
        return Math.clamp(percent, 0, 100);
    }

    /** Nwave's own words for it. */
    static String health(int millivolts, float celsius) {
        int mild = mild(millivolts, celsius);
        return mild < CRITICAL ? "critical" : mild < LOW ? "low" : "normal";
    }

    private static int mild(int millivolts, float celsius) {
        return celsius < COLD_CELSIUS ? millivolts + COLD_DROP : millivolts;
    }

    private static float part(int value, int from, int to) {
        return (float) (value - from) / (to - from);
    }
}
