package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/**
 * Our own JSON contract (docs/mqtt.md). Streams over the bytes, so a reading costs no tree. Never throws: whatever arrives becomes a
 * reading or a reason. Unknown fields are ignored, so firmware may send more than we know. Thread-safe.
 */
public final class JsonDecoder {

    private static final JsonFactory JSON = new JsonFactory();

    private final String root;
    private final Duration futureTolerance;
    private final Duration ageMax;

    /**
     * @param root            topic levels before the facility's code, for example {@code parking/v1}
     * @param futureTolerance how far a reading may lie ahead of its receipt
     * @param ageMax          how far it may lie back
     */
    public JsonDecoder(String root, Duration futureTolerance, Duration ageMax) {
        this.root = root;
        this.futureTolerance = futureTolerance;
        this.ageMax = ageMax;
    }

    /** Reads one message; {@code receivedAt} is its time where the payload names none. */
    public Decoded decode(String topic, byte[] payload, Instant receivedAt) {
        String device = null;
        try {
            TopicAddress address = TopicAddress.parse(root, topic);
            device = address.device();
            return new Decoded.Taken(address.facility(), device, reading(address.kind(), payload, receivedAt));
        } catch (Unreadable e) {
            return new Decoded.Refused(e.reason, e.getMessage(), device);
        }
    }

    private Reading reading(String kind, byte[] payload, Instant receivedAt) throws Unreadable {
        JsonFields fields = new JsonFields(receivedAt);
        read(payload, fields);
        checkTime(fields.time, receivedAt);
        return switch (kind) {
            case "occupancy" -> new OccupancyReading(fields.time, fields.seq, required(fields.occupied, "occupied"));
            case "heartbeat" -> new HeartbeatReading(fields.time, fields.seq, fields.vitals());
            case "status" -> new StatusReading(receivedAt, online(required(fields.state, "state")));
            default -> throw new Unreadable(DeadLetterReason.MALFORMED_TOPIC, "the last level must be occupancy, heartbeat or status");
        };
    }

    private static void read(byte[] payload, JsonFields fields) throws Unreadable {
        try (JsonParser json = JSON.createParser(payload)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(DeadLetterReason.NOT_JSON, "the payload is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.read(name, json.nextToken(), json);
            }
            if (json.nextToken() != null) {
                throw new Unreadable(DeadLetterReason.NOT_JSON, "something follows the JSON object");
            }
        } catch (IOException e) {
            throw new Unreadable(DeadLetterReason.NOT_JSON, "the payload is not JSON, or is cut short");
        }
    }

    private void checkTime(Instant time, Instant receivedAt) throws Unreadable {
        if (time.isAfter(receivedAt.plus(futureTolerance))) {
            throw new Unreadable(DeadLetterReason.FUTURE_TIME, "the time lies more than " + futureTolerance.toSeconds() + " s ahead of its receipt");
        }
        if (time.isBefore(receivedAt.minus(ageMax))) {
            throw new Unreadable(DeadLetterReason.TOO_OLD, "the time lies more than " + ageMax.toDays() + " days before its receipt");
        }
    }

    private static boolean online(String state) throws Unreadable {
        return switch (state) {
            case "online" -> true;
            case "offline" -> false;
            default -> throw new Unreadable(DeadLetterReason.OUT_OF_RANGE, "state must be online or offline");
        };
    }

    private static <T> T required(T value, String name) throws Unreadable {
        if (value == null) {
            throw new Unreadable(DeadLetterReason.MISSING_FIELD, name + " is missing");
        }
        return value;
    }
}
