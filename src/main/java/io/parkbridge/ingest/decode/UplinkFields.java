package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.parkbridge.device.NetworkAddress;
import io.parkbridge.ingest.deadletter.DeadLetterReason;

/**
 * What network servers tell of an uplink, while one message is read. Both write Protobuf's JSON, in which a field may be left out when
 * it is 0, false or empty: so what is absent is that, except for what gateways measure, which is then not known.
 */
final class UplinkFields {

    private static final int PORT_MAX = 255;
    private static final long FRAME_COUNTER_MAX = 0xFFFF_FFFFL;
    private static final float RSSI_MIN = -200;
    private static final float RSSI_MAX = 50;
    private static final float SNR_MAX = 100;

    Instant time;
    int port;
    long frameCounter;
    byte[] payload = {};
    private float rssi = Float.NaN;
    private float snr = Float.NaN;
    private float gatewayRssi;
    private float gatewaySnr;

    /** Reads an array with an object for each gateway and keeps the one that heard best: the highest RSSI, of equal ones the highest SNR. */
    void readGateways(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be an array");
        }
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            gatewayRssi = Float.NaN;
            gatewaySnr = Float.NaN;
            JsonObject.readNested(name, next, json, this::readGateway);
            if (Float.isNaN(rssi) || gatewayRssi > rssi || gatewayRssi == rssi && (Float.isNaN(snr) || gatewaySnr > snr)) {
                rssi = gatewayRssi;
                snr = gatewaySnr;
            }
        }
    }

    private void readGateway(String name, JsonToken token, JsonParser json) throws IOException {
        switch (name) {
            case "rssi" -> gatewayRssi = measured(token, json, RSSI_MIN, RSSI_MAX);
            case "snr" -> gatewaySnr = measured(token, json, -SNR_MAX, SNR_MAX);
            default -> json.skipChildren();
        }
    }

    /** A radio value that cannot be is none: it must not cost the reading. */
    private static float measured(JsonToken token, JsonParser json, float min, float max) throws IOException {
        if (!token.isNumeric()) {
            json.skipChildren();
            return Float.NaN;
        }
        double value = json.getDoubleValue();
        return value >= min && value <= max ? (float) value : Float.NaN;
    }

    void readPort(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        port = (int) whole(name, token, json, PORT_MAX);
    }

    void readFrameCounter(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        frameCounter = whole(name, token, json, FRAME_COUNTER_MAX);
    }

    private static long whole(String name, JsonToken token, JsonParser json, long max) throws IOException, Unreadable {
        if (token == JsonToken.VALUE_NULL) {
            return 0;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be a whole number");
        }
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0 || json.getLongValue() > max) {
            throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, name + " must be 0 to " + max);
        }
        return json.getLongValue();
    }

    void readPayload(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        try {
            payload = Base64.getDecoder().decode(text(name, token, json));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(DeadLetterReason.MALFORMED_PAYLOAD, name + " is not base64");
        }
    }

    /** RFC 3339 to the microsecond; null where the field is. */
    static Instant time(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text(name, token, json)).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " is not RFC 3339 with an offset");
        }
    }

    static String text(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        if (token != JsonToken.VALUE_STRING) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be text");
        }
        return json.getText();
    }

    Decoded.Uplink uplink(NetworkAddress address) {
        return new Decoded.Uplink(address, time, port, payload, rssi, snr, frameCounter);
    }
}
