package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.parkbridge.device.Vitals;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.reading.Reading;

/** The contract's fields while one payload is read; {@link Float#NaN} and null stand for absent. A JSON null is an absent field. */
final class JsonFields {

    private static final int FIRMWARE_LENGTH_MAX = 50;

    Instant time;
    long seq = Reading.NO_SEQ;
    Boolean occupied;
    String state;
    float voltage = Float.NaN;
    float current = Float.NaN;
    float powerFactor = Float.NaN;
    float battery = Float.NaN;
    float rssi = Float.NaN;
    float snr = Float.NaN;
    float temperature = Float.NaN;
    String firmware;

    JsonFields(Instant receivedAt) {
        time = receivedAt;
    }

    void read(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "time" -> time = time(token, json);
            case "seq" -> seq = sequence(token, json);
            case "occupied" -> occupied = bool(token, name);
            case "state" -> state = text(token, json, name);
            case "voltage" -> voltage = number(token, json, name, 0, Vitals.VOLTAGE_MAX);
            case "current" -> current = number(token, json, name, 0, Vitals.CURRENT_MAX);
            case "power_factor" -> powerFactor = number(token, json, name, -1, 1);
            case "battery" -> battery = number(token, json, name, 0, 100);
            case "rssi" -> rssi = number(token, json, name, -200, 50);
            case "snr" -> snr = number(token, json, name, -100, 100);
            case "temperature" -> temperature = number(token, json, name, -100, 200);
            case "firmware" -> firmware = firmware(token, json);
            default -> json.skipChildren();
        }
    }

    private static Instant time(JsonToken token, JsonParser json) throws IOException, Unreadable {
        try {
            return switch (token) {
                case VALUE_NUMBER_INT -> Instant.ofEpochMilli(whole(json, "time"));
                case VALUE_STRING -> OffsetDateTime.parse(json.getText()).toInstant().truncatedTo(ChronoUnit.MICROS);
                default -> throw new Unreadable(DeadLetterReason.WRONG_TYPE, "time must be RFC 3339 text or epoch milliseconds");
            };
        } catch (DateTimeException e) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, "time is not RFC 3339 with an offset");
        }
    }

    private static long sequence(JsonToken token, JsonParser json) throws IOException, Unreadable {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, "seq must be a whole number");
        }
        long value = whole(json, "seq");
        if (value < 0) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, "seq must not be negative");
        }
        return value;
    }

    private static long whole(JsonParser json, String name) throws IOException, Unreadable {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, name + " is too large");
        }
        return json.getLongValue();
    }

    private static Boolean bool(JsonToken token, String name) throws Unreadable {
        if (!token.isBoolean()) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static String text(JsonToken token, JsonParser json, String name) throws IOException, Unreadable {
        if (token != JsonToken.VALUE_STRING) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be text");
        }
        return json.getText();
    }

    private static String firmware(JsonToken token, JsonParser json) throws IOException, Unreadable {
        String text = text(token, json, "firmware");
        if (text.length() > FIRMWARE_LENGTH_MAX || text.indexOf(0) >= 0) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, "firmware must be at most " + FIRMWARE_LENGTH_MAX + " printable characters");
        }
        return text;
    }

    /** Bounds are what no instrument exceeds: beyond them the payload is damaged, within them a rule may still find it alarming. */
    private static float number(JsonToken token, JsonParser json, String name, int min, int max) throws IOException, Unreadable {
        if (!token.isNumeric()) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be a number");
        }
        double value = json.getDoubleValue();
        if (!(value >= min && value <= max)) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, name + " must be " + min + " to " + max);
        }
        return (float) value;
    }

    Vitals vitals() {
        return new Vitals(voltage, current, powerFactor, battery, rssi, snr, temperature, firmware);
    }
}
