package io.parkbridge.firmware.sensor;

/**
 * One bay's sensor. It sends its state when it starts and when it changes, each with the next sequence number, and now and then a
 * heartbeat without one. Between two movements nothing needs to be simulated: drift is a function of time. The same seed and movements
 * give the same readings to the bit. Not thread-safe.
 */
public final class Sensor {

    private static final long SAMPLE_MILLIS = 1_000;
    private static final int SAMPLES_MAX = 60;
    private static final double MANOEUVRE_SAMPLES = 4;
    private static final String FIRMWARE = "1.4.2";
    private static final double MAINS_VOLTS = 228;

    private final long seed;
    private final boolean mains;
    private final SensorClock clock;
    private Magnetometer magnetometer;
    private double[] baseline;
    private double[] vehicle;
    private boolean occupied;
    private long seq;

    /**
     * @param mains powered from the mains, reports what it draws; otherwise from a battery
     */
    public Sensor(long seed, boolean mains) {
        this.seed = seed;
        this.mains = mains;
        this.clock = new SensorClock(seed);
    }

    /** Starts, or starts again, over a bay in this state, and reports it with sequence number 0. */
    public byte[] boot(long atMillis, boolean occupied) {
        magnetometer = new Magnetometer(Hashes.mix(seed, atMillis / 1_000));
        baseline = magnetometer.undisturbed(atMillis);
        vehicle = occupied ? magnetometer.vehicle() : null;
        this.occupied = occupied;
        seq = 0;
        return report(clock.read(atMillis));
    }

    /** A vehicle comes or goes at an instant; returns when the sensor has made up its mind about it, in true milliseconds. */
    public long sense(long atMillis, boolean arrives) {
        if (arrives) {
            baseline = magnetometer.undisturbed(atMillis - SAMPLE_MILLIS);
            vehicle = magnetometer.vehicle();
        }
        Detector detector = new Detector(!arrives);
        for (int i = 1; i <= SAMPLES_MAX; i++) {
            long sampledAt = atMillis + i * SAMPLE_MILLIS;
            double done = Math.min(1, i / MANOEUVRE_SAMPLES);
            if (detector.changedBy(deviation(magnetometer.sample(sampledAt, vehicle, arrives ? done : 1 - done)))) {
                return sampledAt;
            }
        }
        throw new IllegalStateException("the detector has not decided within " + SAMPLES_MAX + " samples");
    }

    private double deviation(double[] field) {
        double x = field[0] - baseline[0];
        double y = field[1] - baseline[1];
        double z = field[2] - baseline[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** The reading to send once the sensor has made up its mind. */
    public byte[] decided(long atMillis, boolean occupied) {
        this.occupied = occupied;
        return report(clock.read(atMillis));
    }

    /** A reading recorded elsewhere, with its recorded time. */
    public byte[] recorded(long atMillis, boolean occupied) {
        this.occupied = occupied;
        return report(atMillis);
    }

    private byte[] report(long clockMillis) {
        return Payloads.occupancy(clockMillis, occupied, seq++);
    }

    /** A sign of life with what the sensor knows of itself. */
    public byte[] heartbeat(long atMillis) {
        long time = clock.read(atMillis);
        double hour = atMillis % 86_400_000 / 3_600_000.0;
        double celsius = 9 + 6 * Math.sin((hour - 9) / 24 * 2 * Math.PI) + Hashes.signed(seed, atMillis / 600_000);
        if (mains) {
            double volts = MAINS_VOLTS + 6 * Hashes.signed(seed, atMillis);
            double amperes = 3.5 + (occupied ? 1.2 : 0) + 0.8 * Hashes.signed(seed, atMillis + 1);
            return Payloads.mainsHeartbeat(time, volts, amperes, 0.93 + 0.05 * Hashes.signed(seed, atMillis + 2));
        }
        int rssi = (int) (-88 + 14 * Hashes.signed(seed, 7) + (occupied ? -6 : 0) + 3 * Hashes.signed(seed, atMillis));
        double snr = 6 + 4 * Hashes.signed(seed, 8) + Hashes.signed(seed, atMillis + 1);
        return Payloads.batteryHeartbeat(time, new Battery(seed).percent(atMillis, seq), rssi, snr, celsius, FIRMWARE);
    }
}
