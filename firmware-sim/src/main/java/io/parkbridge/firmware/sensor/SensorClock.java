package io.parkbridge.firmware.sensor;

/**
 * A sensor's own clock: a crystal of ±20 ppm that its gateway sets right every six hours, to within 300 ms. A function of the true time
 * alone, so a sensor restarted tells the same times.
 */
final class SensorClock {

    private static final double DRIFT_PPM_MAX = 20;
    private static final double OFFSET_MILLIS_MAX = 300;
    private static final long SYNC_MILLIS = 6 * 3_600_000L;

    private final double rate;
    private final double offset;

    /** @param seed decides how wrong this crystal runs */
    SensorClock(long seed) {
        rate = Hashes.signed(seed, 1) * DRIFT_PPM_MAX / 1_000_000;
        offset = Hashes.signed(seed, 2) * OFFSET_MILLIS_MAX;
    }

    /** What the sensor believes the time to be, in milliseconds since the epoch. */
    long read(long trueMillis) {
        return trueMillis + Math.round(offset + rate * (trueMillis % SYNC_MILLIS));
    }
}
