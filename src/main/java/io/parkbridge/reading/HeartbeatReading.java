package io.parkbridge.reading;

import java.time.Instant;

/**
 * A device's sign of life with what it measured of itself; {@link Float#NaN} and null stand for what it did not say.
 *
 * @param voltage     volts
 * @param current     amperes
 * @param powerFactor 0..1
 * @param battery     percent
 * @param rssi        dBm
 * @param snr         dB
 * @param temperature degrees Celsius
 * @param firmware    version text, or null
 */
public record HeartbeatReading(Instant time, long seq, float voltage, float current, float powerFactor, float battery, float rssi,
        float snr, float temperature, String firmware) implements Reading {
}
