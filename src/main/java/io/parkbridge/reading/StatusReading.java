package io.parkbridge.reading;

import java.time.Instant;

/**
 * A device's birth ("online") or its Last Will ("offline"), which the broker publishes when the connection is lost.
 *
 * @param time time of receipt: a will is written before the device can know when it dies
 */
public record StatusReading(Instant time, boolean online) implements Reading {
}
