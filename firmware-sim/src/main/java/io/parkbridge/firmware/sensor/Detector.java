package io.parkbridge.firmware.sensor;

/**
 * Decides at the edge whether a vehicle stands on the bay: threshold with hysteresis, and only after several samples in a row, so that
 * neither noise nor a passing lorry is sent. This is what keeps a million sensors affordable: they speak when something has changed.
 */
final class Detector {

    /** Microtesla away from the baseline. */
    static final double OCCUPIED_ABOVE = 5.0;
    static final double FREE_BELOW = 3.5;
    /** Samples in a row that must agree. */
    static final int DEBOUNCE = 3;

    private boolean occupied;
    private int disagreeing;

    Detector(boolean occupied) {
        this.occupied = occupied;
    }

    boolean isOccupied() {
        return occupied;
    }

    /** Takes one sample's distance from the baseline; true when the state has just changed. */
    boolean changedBy(double deviation) {
        boolean disagrees = occupied ? deviation < FREE_BELOW : deviation > OCCUPIED_ABOVE;
        disagreeing = disagrees ? disagreeing + 1 : 0;
        if (disagreeing < DEBOUNCE) {
            return false;
        }
        disagreeing = 0;
        occupied = !occupied;
        return true;
    }
}
