package io.parkbridge.reading;

import java.time.Instant;

import io.parkbridge.device.Vitals;

/** A device's sign of life with what it measured of itself. */
public record HeartbeatReading(Instant time, long seq, Vitals vitals) implements Reading {
}
