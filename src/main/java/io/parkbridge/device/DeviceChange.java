package io.parkbridge.device;

import java.time.Instant;

import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/**
 * Everything one batch tells about one device, folded into one row to write. Lives within one batch on the writer's thread.
 */
public final class DeviceChange {

    private final int deviceId;
    private Instant seenAt;
    private Instant receivedAt;
    private HeartbeatReading heartbeat;
    private StatusReading status;
    private long missing;

    public DeviceChange(int deviceId) {
        this.deviceId = deviceId;
    }

    /** Takes note of any message of the device. */
    public void heard(Reading reading, Instant receivedAt) {
        if (seenAt == null || reading.time().isAfter(seenAt)) {
            seenAt = reading.time();
        }
        if (this.receivedAt == null || receivedAt.isAfter(this.receivedAt)) {
            this.receivedAt = receivedAt;
        }
        if (reading instanceof HeartbeatReading beat && (heartbeat == null || !beat.time().isBefore(heartbeat.time()))) {
            heartbeat = heartbeat == null ? beat : merged(beat, heartbeat);
        }
        if (reading instanceof StatusReading said && (status == null || !said.time().isBefore(status.time()))) {
            status = said;
        }
    }

    /** Takes note of readings that the sequence numbers say are missing (or, negative, that have come after all). */
    public void missed(long readings) {
        missing += readings;
    }

    private static HeartbeatReading merged(HeartbeatReading newer, HeartbeatReading older) {
        return new HeartbeatReading(newer.time(), newer.seq(), or(newer.voltage(), older.voltage()), or(newer.current(), older.current()),
                or(newer.powerFactor(), older.powerFactor()), or(newer.battery(), older.battery()), or(newer.rssi(), older.rssi()),
                or(newer.snr(), older.snr()), or(newer.temperature(), older.temperature()),
                newer.firmware() == null ? older.firmware() : newer.firmware());
    }

    private static float or(float value, float other) {
        return Float.isNaN(value) ? other : value;
    }

    int deviceId() {
        return deviceId;
    }

    Instant seenAt() {
        return seenAt;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Instant heartbeatAt() {
        return heartbeat == null ? null : heartbeat.time();
    }

    Instant onlineAt() {
        return status == null ? null : status.time();
    }

    boolean online() {
        return status != null && status.online();
    }

    long missing() {
        return missing;
    }

    String firmware() {
        return heartbeat == null ? null : heartbeat.firmware();
    }

    /** Writes the seven measured values into row {@code i} of their columns. */
    void copyMeasured(float[][] columns, int i) {
        boolean said = heartbeat != null;
        columns[0][i] = said ? heartbeat.voltage() : Float.NaN;
        columns[1][i] = said ? heartbeat.current() : Float.NaN;
        columns[2][i] = said ? heartbeat.powerFactor() : Float.NaN;
        columns[3][i] = said ? heartbeat.battery() : Float.NaN;
        columns[4][i] = said ? heartbeat.rssi() : Float.NaN;
        columns[5][i] = said ? heartbeat.snr() : Float.NaN;
        columns[6][i] = said ? heartbeat.temperature() : Float.NaN;
    }
}
