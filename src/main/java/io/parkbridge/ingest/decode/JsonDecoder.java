package io.parkbridge.ingest.decode;

import java.time.Duration;
import java.time.Instant;

import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/**
 * Our own JSON contract (docs/mqtt.md). Streams over the bytes, so a reading costs no tree. Never throws: whatever arrives becomes a
 * reading or a reason. Unknown fields are ignored, so firmware may send more than we know. Thread-safe.
 */
public final class JsonDecoder implements Decoder {

    private final String root;
    private final TimeLimits limits;

    /**
     * @param root            topic levels before the facility's code, for example {@code parking/v1}
     * @param futureTolerance how far a reading may lie ahead of its receipt
     * @param ageMax          how far it may lie back
     */
    public JsonDecoder(String root, Duration futureTolerance, Duration ageMax) {
        this.root = root;
        this.limits = new TimeLimits(futureTolerance, ageMax);
    }

    @Override
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
        JsonObject.read(payload, fields::read);
        limits.check(fields.time, receivedAt);
        return switch (kind) {
            case "occupancy" -> new OccupancyReading(fields.time, fields.seq, required(fields.occupied, "occupied"));
            case "heartbeat" -> new HeartbeatReading(fields.time, fields.seq, fields.vitals());
            case "status" -> new StatusReading(receivedAt, online(required(fields.state, "state")));
            default -> throw new Unreadable(DeadLetterReason.MALFORMED_TOPIC, "the last level must be occupancy, heartbeat or status");
        };
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
