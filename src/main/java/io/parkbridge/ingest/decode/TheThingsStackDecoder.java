package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.parkbridge.device.NetworkAddress;
import io.parkbridge.ingest.deadletter.DeadLetterReason;

/**
 * Uplinks of The Things Stack v3: {@code v3/{application}@{tenant}/devices/{device}/up}. The time is the network server's
 * ({@code uplink_message.received_at}), because a gateway's clock can be wrong and the application server's comes later; the device is the
 * topic's, which the broker's access list has passed. {@code decoded_payload} is not looked at: our own codec decides.
 *
 * @see <a href="https://www.thethingsindustries.com/docs/integrations/data-formats/">Data Formats</a>
 * @see <a href="https://www.thethingsindustries.com/docs/integrations/other-integrations/mqtt/">MQTT Server</a>
 */
final class TheThingsStackDecoder implements Decoder {

    static final String ROOT = "v3/";
    static final String FILTER = "v3/+/devices/+/up";

    private static final String DEVICES = "/devices/";
    private static final String UP = "/up";

    private final TimeLimits limits;

    TheThingsStackDecoder(TimeLimits limits) {
        this.limits = limits;
    }

    @Override
    public Decoded decode(String topic, byte[] payload, Instant receivedAt) {
        String device = null;
        try {
            device = device(topic);
            Message message = new Message();
            JsonObject.read(payload, message::read);
            return message.uplink(device, receivedAt, limits);
        } catch (Unreadable e) {
            return new Decoded.Refused(e.reason, e.getMessage(), device);
        }
    }

    private static String device(String topic) throws Unreadable {
        int devicesAt = topic.indexOf('/', ROOT.length());
        int deviceAt = devicesAt + DEVICES.length();
        int end = topic.length() - UP.length();
        if (!topic.startsWith(ROOT) || !topic.startsWith(DEVICES, devicesAt) || !topic.endsWith(UP) || end <= deviceAt
                || topic.indexOf('/', deviceAt) != end) {
            throw new Unreadable(DeadLetterReason.MALFORMED_TOPIC, "expected v3/{application}/devices/{device}/up");
        }
        return TopicAddress.code(topic, deviceAt, end, "device");
    }

    /** The fields that count, while one message is read. */
    private static final class Message {

        private final UplinkFields fields = new UplinkFields();
        private String devEui;
        private Instant applicationServerTime;
        private boolean uplink;
        private boolean simulated;

        void read(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
            switch (name) {
                case "end_device_ids" -> JsonObject.readNested(name, token, json, this::readDevice);
                case "received_at" -> applicationServerTime = UplinkFields.time(name, token, json);
                case "simulated" -> simulated = token == JsonToken.VALUE_TRUE;
                case "uplink_message" -> {
                    uplink = true;
                    JsonObject.readNested(name, token, json, this::readUplink);
                }
                default -> json.skipChildren();
            }
        }

        private void readDevice(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
            if (!"dev_eui".equals(name)) {
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                String text = UplinkFields.text(name, token, json);
                devEui = NetworkAddress.isDevEui(text) ? text.toLowerCase(Locale.ROOT) : null;
            }
        }

        private void readUplink(String name, JsonToken token, JsonParser json) throws IOException, Unreadable {
            switch (name) {
                case "f_port" -> fields.readPort(name, token, json);
                case "f_cnt" -> fields.readFrameCounter(name, token, json);
                case "frm_payload" -> fields.readPayload(name, token, json);
                case "rx_metadata" -> fields.readGateways(name, token, json);
                case "received_at" -> fields.time = UplinkFields.time(name, token, json);
                default -> json.skipChildren();
            }
        }

        Decoded uplink(String device, Instant receivedAt, TimeLimits limits) throws Unreadable {
            if (!uplink) {
                throw new Unreadable(DeadLetterReason.MISSING_FIELD, "uplink_message is missing");
            }
            if (simulated) {
                throw new Unreadable(DeadLetterReason.SIMULATED, "a simulated uplink tells nothing about a bay");
            }
            if (fields.time == null) {
                fields.time = applicationServerTime == null ? receivedAt : applicationServerTime;
            }
            limits.check(fields.time, receivedAt);
            return fields.uplink(new NetworkAddress(device, devEui));
        }
    }
}
