package io.parkbridge.firmware.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DetectorTest {

    private static final double VEHICLE = 20;
    private static final double NOTHING = 0.6;
    private static final double IN_BETWEEN = (Detector.OCCUPIED_ABOVE + Detector.FREE_BELOW) / 2;

    @Test
    void vehicleIsNoticedAfterThreeSamples() {
        Detector detector = new Detector(false);

        assertThat(detector.changedBy(VEHICLE)).isFalse();
        assertThat(detector.changedBy(VEHICLE)).isFalse();
        assertThat(detector.changedBy(VEHICLE)).isTrue();
        assertThat(detector.isOccupied()).isTrue();
    }

    @Test
    void passingLorryIsNotAParkedOne() {
        Detector detector = new Detector(false);

        for (double deviation : new double[] {VEHICLE, VEHICLE, NOTHING, VEHICLE, VEHICLE, NOTHING}) {
            assertThat(detector.changedBy(deviation)).isFalse();
        }
    }

    @Test
    void betweenTheThresholdsNothingChanges() {
        for (boolean occupied : new boolean[] {true, false}) {
            Detector detector = new Detector(occupied);
            for (int sample = 0; sample < 100; sample++) {
                assertThat(detector.changedBy(IN_BETWEEN)).isFalse();
            }
        }
    }

    @Property(tries = 50, seed = "20261124")
    void quietBayStaysQuietWhileTrafficPasses(@ForAll long seed) {
        Magnetometer magnetometer = new Magnetometer(seed);
        Detector detector = new Detector(false);
        double[] nothing = new double[3];
        for (long second = 0; second < 3_600; second++) {
            double[] baseline = magnetometer.undisturbed(second * 1_000);
            double[] field = magnetometer.sample(second * 1_000, nothing, 0);
            double deviation = Math.sqrt(Math.pow(field[0] - baseline[0], 2) + Math.pow(field[1] - baseline[1], 2)
                    + Math.pow(field[2] - baseline[2], 2));
            assertThat(detector.changedBy(deviation)).as("second %d", second).isFalse();
        }
    }
}
