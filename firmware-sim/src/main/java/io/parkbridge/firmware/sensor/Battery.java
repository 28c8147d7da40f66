package io.parkbridge.firmware.sensor;

/**
 * A 19 Ah lithium thionyl chloride cell, as in most bay sensors. Its voltage stays at 3.6 V until shortly before the end and tells
 * nothing, so the firmware estimates what is left from the charge it has used.
 */
final class Battery {

    private static final double CAPACITY_MAH = 19_000;
    private static final double SLEEP_MA = 0.11;
    private static final double TRANSMISSION_MAH = 0.012;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long FIRST_INSTALLED_MILLIS = 1_546_300_800_000L;
    private static final long INSTALLING_HOURS = 6 * 8_766;

    private final long installedMillis;

    /** @param seed decides when it was installed, within the six years from 2019 on */
    Battery(long seed) {
        installedMillis = FIRST_INSTALLED_MILLIS + (Hashes.mix(seed, 3) >>> 1) % INSTALLING_HOURS * HOUR_MILLIS;
    }

    /** Percent left, with {@code transmissions} sent lately and twenty a day before. */
    int percent(long atMillis, long transmissions) {
        double hours = Math.max(0, atMillis - installedMillis) / (double) HOUR_MILLIS;
        double used = hours * SLEEP_MA + (hours / 24 * 20 + transmissions) * TRANSMISSION_MAH;
        return (int) Math.round(100 * Math.clamp(1 - used / CAPACITY_MAH, 0, 1));
    }
}
