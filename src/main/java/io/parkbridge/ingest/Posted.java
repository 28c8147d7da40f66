package io.parkbridge.ingest;

import java.time.Instant;

import io.parkbridge.device.Vitals;
import io.parkbridge.ingest.form.Form;
import io.parkbridge.ingest.form.TimeBounds;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.Reading;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record as HTTP clients post it. Read from a form that finds some fields wrong it has gaps, and is good for nothing but to ask for
 * the device.
 */
sealed interface Posted {

    int CODE_LENGTH_MAX = 50;

    String deviceCode();

    Instant timestamp();

    Reading reading();

    /** The same statement as a message of the MQTT contract: topic's last level and payload, for the dead letters. */
    String kind();

    String payload();

    @Schema(name = "Telemetry", description = "What a device on the mains measures of itself; numbers may also come as text")
    record Telemetry(
            @Schema(maxLength = CODE_LENGTH_MAX, examples = "PARK-B1-S001") String deviceCode,
            @Schema(description = "V", minimum = "0", maximum = "1000", examples = "225.3") double voltage,
            @Schema(description = "A", minimum = "0", maximum = "10000", examples = "4.5") double current,
            @Schema(minimum = "-1", maximum = "1", examples = "0.92") double powerFactor,
            @Schema(description = "RFC 3339; without an offset it is UTC") Instant timestamp) implements Posted {

        static Telemetry of(Form form, TimeBounds times) {
            return new Telemetry(form.text("device_code", CODE_LENGTH_MAX), form.number("voltage", 0, Vitals.VOLTAGE_MAX),
                    form.number("current", 0, Vitals.CURRENT_MAX), form.number("power_factor", -1, 1), form.instant("timestamp", times));
        }

        /** Watts, to the milliwatt. */
        double powerConsumption() {
            return Math.round(voltage * current * powerFactor * 1_000) / 1_000.0;
        }

        @Override
        public Reading reading() {
            return new HeartbeatReading(timestamp, Reading.NO_SEQ, new Vitals((float) voltage, (float) current, (float) powerFactor,
                    Float.NaN, Float.NaN, Float.NaN, Float.NaN, null));
        }

        @Override
        public String kind() {
            return "heartbeat";
        }

        @Override
        public String payload() {
            return "{\"time\":\"%s\",\"voltage\":%s,\"current\":%s,\"power_factor\":%s}".formatted(timestamp, voltage, current, powerFactor);
        }
    }

    @Schema(name = "ParkingLogEntry", description = "A sensor's statement about its bay; the boolean may also come as text or 0 and 1")
    record Parking(
            @Schema(maxLength = CODE_LENGTH_MAX, examples = "PARK-B1-S001") String deviceCode,
            Boolean isOccupied,
            @Schema(description = "RFC 3339; without an offset it is UTC") Instant timestamp) implements Posted {

        static Parking of(Form form, TimeBounds times) {
            return new Parking(form.text("device_code", CODE_LENGTH_MAX), form.bool("is_occupied"), form.instant("timestamp", times));
        }

        @Override
        public Reading reading() {
            return new OccupancyReading(timestamp, Reading.NO_SEQ, isOccupied);
        }

        @Override
        public String kind() {
            return "occupancy";
        }

        @Override
        public String payload() {
            return "{\"time\":\"%s\",\"occupied\":%s}".formatted(timestamp, isOccupied);
        }
    }
}
