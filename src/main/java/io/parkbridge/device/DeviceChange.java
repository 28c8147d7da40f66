package io.parkbridge.device;

import java.time.Instant;

/**
 * Everything one batch tells about one device, folded into one row to write. Lives within one batch on the writer's thread.
 */
public final class DeviceChange {

    private final int deviceId;
    private Instant seenAt;
    private Instant receivedAt;
    private Instant measuredAt;
    private Vitals vitals = Vitals.NONE;
    private Instant onlineAt;
    private boolean online;
    private long missing;

    public DeviceChange(int deviceId) {
        this.deviceId = deviceId;
    }

    /** Takes note of any message of the device: when it says it was, and when it came. */
    public void seen(Instant at, Instant receivedAt) {
        seenAt = later(seenAt, at);
        this.receivedAt = later(this.receivedAt, receivedAt);
    }

    /** Takes note of a heartbeat; what an older one said and the newer does not stays. */
    public void measured(Instant at, Vitals said) {
        boolean newer = measuredAt == null || !at.isBefore(measuredAt);
        vitals = newer ? said.over(vitals) : vitals.over(said);
        measuredAt = later(measuredAt, at);
    }

    /** Takes note of a birth or a Last Will. */
    public void connected(Instant at, boolean online) {
        if (onlineAt == null || !at.isBefore(onlineAt)) {
            this.onlineAt = at;
            this.online = online;
        }
    }

    /** Takes note of readings that the sequence numbers say are missing (or, negative, that have come after all). */
    public void missed(long readings) {
        missing += readings;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
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

    Instant measuredAt() {
        return measuredAt;
    }

    Vitals vitals() {
        return vitals;
    }

    Instant onlineAt() {
        return onlineAt;
    }

    boolean online() {
        return online;
    }

    long missing() {
        return missing;
    }
}
