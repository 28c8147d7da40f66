package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.parkbridge.device.NetworkAddress;
import io.parkbridge.ingest.deadletter.DeadLetterReason;

/**
 * Uplinks of ChirpStack v4: {@code application/{application}/device/{DevEUI}/event/up}. The time is the server's ({@code time}); the
 * device is the topic's. {@code object} is not looked at: our own codec decides. The other events, {@code status} among them, are not
 * subscribed to: what they tell of the battery comes with the sensor's own heartbeat.
 *
 * @see <a href="https://www.chirpstack.io/docs/chirpstack/integrations/events.html">Event types</a>
 * @see <a href="https://www.chirpstack.io/docs/chirpstack/integrations/mqtt.html">MQTT</a>
 */
final class ChirpStackDecoder implements Decoder {

    static final String ROOT = "application/";
    static final String FILTER = "application/+/device/+/event/up";

    private static final String DEVICE = "/device/";
    private static final String UP = "/event/up";

    private final TimeLimits limits;

    ChirpStackDecoder(TimeLimits limits) {
        this.limits = limits;
    }

    @Override
    public Decoded decode(String topic, byte[] payload, Instant receivedAt) {
        String devEui = null;
        try {
            devEui = devEui(topic);
            UplinkFields fields = new UplinkFields();
            JsonObject.read(payload, (name, token, json) -> read(fields, name, token, json));
            if (fields.time == null) {
                fields.time = receivedAt;
            }
            limits.check(fields.time, receivedAt);
            return fields.uplink(new NetworkAddress(null, devEui));
        } catch (Unreadable e) {
            return new Decoded.Refused(e.reason, e.getMessage(), devEui);
        }
    }

    private static String devEui(String topic) throws Unreadable {
        int deviceAt = topic.indexOf('/', ROOT.length());
        int devEuiAt = deviceAt + DEVICE.length();
        int end = topic.length() - UP.length();
        if (topic.startsWith(ROOT) && topic.startsWith(DEVICE, deviceAt) && topic.endsWith(UP) && end > devEuiAt) {
            String devEui = topic.substring(devEuiAt, end);
            if (NetworkAddress.isDevEui(devEui)) {
                return devEui.toLowerCase(Locale.ROOT);
            }
        }
        throw new Unreadable(DeadLetterReason.MALFORMED_TOPIC, "expected application/{application}/device/{DevEUI}/event/up");
    }

    private static void read(UplinkFields fields, String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
        switch (name) {
            case "time" -> fields.time = UplinkFields.time(name, token, json);
            case "fPort" -> fields.readPort(name, token, json);
            case "fCnt" -> fields.readFrameCounter(name, token, json);
            case "data" -> fields.readPayload(name, token, json);
            case "rxInfo" -> fields.readGateways(name, token, json);
            default -> json.skipChildren();
        }
    }
}
