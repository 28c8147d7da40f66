package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

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
            case "voltage" -> voltage = number(token, json, name);
            case "current" -> current = number(token, json, name);
            case "power_factor" -> powerFactor = number(token, json, name);
            case "battery" -> battery = number(token, json, name);
            case "rssi" -> rssi = number(token, json, name);
            case "snr" -> snr = number(token, json, name);
            case "temperature" -> temperature = number(token, json, name);
            case "firmware" -> firmware = firmware(token, json);
            default -> json.skipChildren();
        }
    }

    private static Instant time(JsonToken token, JsonParser json) throws IOException, Unreadable {
        try {
            return switch (token) {
                case VALUE_NUMBER_INT -> Instant.ofEpochMilli(json.getLongValue());
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
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, "seq must be 0 to 2^63 - 1");
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

    private static float number(JsonToken token, JsonParser json, String name) throws IOException, Unreadable {
        if (!token.isNumeric()) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be a number");
        }
        float value = (float) json.getDoubleValue();
        if (!Float.isFinite(value)) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, name + " is too large");
        }
        return value;
    }
}
