package io.parkbridge.firmware.sensor;

import java.util.SplittableRandom;

/**
 * The magnetic field at one bay, in microtesla: the earth's, slowly drifting with the temperature of the day, the steel of a vehicle
 * above, traffic passing by, and noise. A vehicle of ordinary steel disturbs the field by 8 to 40 µT at 30 cm; the earth's own is 45 to 65.
 */
final class Magnetometer {

    private static final double NOISE = 0.35;
    private static final double DAILY_DRIFT = 1.2;
    private static final double VEHICLE_WEAKEST = 9;
    private static final double VEHICLE_STRONGEST = 40;
    private static final double PASSING = 14;
    private static final double PASSING_CHANCE = 0.02;
    private static final long DAY_MILLIS = 86_400_000;

    private final SplittableRandom random;
    private final double phase;
    private final double[] earth;

    /** @param seed decides this bay's field and noise */
    Magnetometer(long seed) {
        random = new SplittableRandom(seed);
        phase = random.nextDouble();
        earth = direction(random.nextDouble(45, 65));
    }

    /** The disturbance of one vehicle, which it keeps as long as it stands. */
    double[] vehicle() {
        return direction(random.nextDouble(VEHICLE_WEAKEST, VEHICLE_STRONGEST));
    }

    private double[] direction(double magnitude) {
        double azimuth = random.nextDouble(2 * Math.PI);
        double z = random.nextDouble(-1, 1);
        double flat = Math.sqrt(1 - z * z) * magnitude;
        return new double[] {flat * Math.cos(azimuth), flat * Math.sin(azimuth), z * magnitude};
    }

    /** The undisturbed field at an instant, which the sensor's baseline follows while the bay is free. */
    double[] undisturbed(long atMillis) {
        double drift = DAILY_DRIFT * Math.sin(2 * Math.PI * (atMillis % DAY_MILLIS / (double) DAY_MILLIS + phase));
        return new double[] {earth[0] + drift, earth[1] + drift / 2, earth[2] - drift / 3};
    }

    /**
     * One sample.
     *
     * @param vehicle  disturbance of the vehicle above, or that is coming or going
     * @param presence 0 none of it, 1 all of it
     */
    double[] sample(long atMillis, double[] vehicle, double presence) {
        double[] field = undisturbed(atMillis);
        double passing = random.nextDouble() < PASSING_CHANCE ? PASSING * random.nextDouble() : 0;
        for (int axis = 0; axis < 3; axis++) {
            field[axis] += vehicle[axis] * presence + passing + random.nextGaussian() * NOISE;
        }
        return field;
    }
}
