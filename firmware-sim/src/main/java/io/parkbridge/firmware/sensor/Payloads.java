package io.parkbridge.firmware.sensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** The JSON contract of {@code parking/v1/{facility}/{device}/…} (docs/mqtt.md), written from its description, not from the application. */
public final class Payloads {

    private static final JsonFactory JSON = new JsonFactory();

    private Payloads() {
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** A bay's state at an instant. */
    public static byte[] occupancy(long atMillis, boolean occupied, long seq) {
        return object(json -> {
            json.writeStringField("time", Instant.ofEpochMilli(atMillis).toString());
            json.writeBooleanField("occupied", occupied);
            json.writeNumberField("seq", seq);
        });
    }

    /** A heartbeat that is nothing but a sign of life with the battery's charge. */
    public static byte[] plainHeartbeat(long atMillis, int battery) {
        return object(json -> {
            json.writeNumberField("time", atMillis);
            json.writeNumberField("battery", battery);
        });
    }

    static byte[] mainsHeartbeat(long atMillis, double volts, double amperes, double powerFactor) {
        return object(json -> {
            json.writeStringField("time", Instant.ofEpochMilli(atMillis).toString());
            number(json, "voltage", volts, 10);
            number(json, "current", amperes, 100);
            number(json, "power_factor", powerFactor, 100);
        });
    }

    static byte[] batteryHeartbeat(long atMillis, int battery, int rssi, double snr, double celsius, String firmware) {
        return object(json -> {
            json.writeStringField("time", Instant.ofEpochMilli(atMillis).toString());
            json.writeNumberField("battery", battery);
            json.writeNumberField("rssi", rssi);
            number(json, "snr", snr, 10);
            number(json, "temperature", celsius, 10);
            json.writeStringField("firmware", firmware);
        });
    }

    /** Birth and Last Will. */
    public static byte[] status(boolean online) {
        return object(json -> json.writeStringField("state", online ? "online" : "offline"));
    }

    private static void number(JsonGenerator json, String name, double value, int fraction) throws IOException {
        json.writeNumberField(name, Math.round(value * fraction) / (double) fraction);
    }

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
