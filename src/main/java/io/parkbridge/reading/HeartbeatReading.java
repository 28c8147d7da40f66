package io.parkbridge.reading;

import java.time.Instant;

import io.parkbridge.device.Vitals;

/**
 * A device's sign of life with what it measured of itself.
 *
 * @param seq     its sequence number, of a LoRaWAN sensor the frame counter; {@link Reading#NO_SEQ} where it has none
 * @param details what else a LoRaWAN sensor said, a JSON object, or null
 */
public record HeartbeatReading(Instant time, long seq, Vitals vitals, String details) implements Reading {

    public HeartbeatReading(Instant time, long seq, Vitals vitals) {
        this(time, seq, vitals, null);
    }
}
