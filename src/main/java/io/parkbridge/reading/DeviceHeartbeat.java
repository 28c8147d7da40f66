package io.parkbridge.reading;

import java.time.Instant;

/** A heartbeat with the device it is of. */
public record DeviceHeartbeat(int deviceId, Instant receivedAt, HeartbeatReading reading) {
}
