package io.parkbridge.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.PayloadCases.Case;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What network servers publish, in {@code payloads/<server>/<case>/}. */
class NetworkServerDecodersTest {

    private static final Instant NOW = Instant.parse("2025-04-16T12:00:00Z");
    private static final String THE_THINGS_STACK = "v3/city-parking@example-city/devices/bay-0417/up";
    private static final String CHIRP_STACK = "application/a/device/0101010101010101/event/up";

    private final TopicDecoder decoder = new TopicDecoder("parking/v1", Duration.ofMinutes(5), Duration.ofDays(3_650));

    static Stream<Case> cases() {
        return Stream.of("the-things-stack-v3", "chirpstack-v4").flatMap(server -> new PayloadCases(server).all().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void messageIsReadAsExpected(Case messages) {
        Decoded decoded = decoder.decode(messages.text("topic"), messages.bytes("in.json"), NOW);

        assertThat(asJson(decoded)).isEqualTo(messages.json("expected.json"));
    }

    private static JsonNode asJson(Decoded decoded) {
        ObjectNode json = new JsonMapper().createObjectNode();
        switch (decoded) {
            case Decoded.Refused refused -> {
                assertThat(refused.detail()).isNotBlank();
                json.put("refused", refused.reason().name());
            }
            case Decoded.Uplink uplink -> json.put("device", uplink.address().deviceId()).put("dev_eui", uplink.address().devEui())
                    .put("time", uplink.time().toString()).put("port", uplink.port()).put("bytes", HexFormat.of().formatHex(uplink.payload()))
                    .setAll(new JsonMapper().createObjectNode().<ObjectNode>set("rssi", number(uplink.rssi()))
                            .<ObjectNode>set("snr", number(uplink.snr())).put("frame_counter", (int) uplink.frameCounter()));
            case Decoded.Taken taken -> throw new AssertionError(taken);
        }
        return json;
    }

    /** As JSON writes it: whole numbers without a point. */
    private static JsonNode number(float value) {
        ObjectNode json = new JsonMapper().createObjectNode();
        return Float.isNaN(value) ? json.nullNode()
                : value == (int) value ? json.numberNode((int) value) : json.numberNode(Double.parseDouble(Float.toString(value)));
    }

    @Test
    void withoutAnyTimeTheReceiptCounts() {
        Decoded decoded = decoder.decode(THE_THINGS_STACK, "{\"uplink_message\":{}}".getBytes(), NOW);

        assertThat(((Decoded.Uplink) decoded).time()).isEqualTo(NOW);
    }

    @Test
    void networkServerWhoseClockIsAheadIsRefused() {
        Decoded decoded = decoder.decode(CHIRP_STACK, "{\"time\":\"2025-04-16T12:06:00Z\"}".getBytes(), NOW);

        assertThat(((Decoded.Refused) decoded).reason()).isEqualTo(DeadLetterReason.FUTURE_TIME);
        assertThat(((Decoded.Refused) decoded).device()).isEqualTo("0101010101010101");
    }

    @Property
    void noBytesAndNoTopicMakeThemThrow(@ForAll @Size(max = 64) byte[] payload, @ForAll String topicEnd) {
        for (String root : new String[] {"v3/", "v3/a/devices/", "application/", "application/a/device/"}) {
            assertThat(decoder.decode(root + topicEnd, payload, NOW)).isNotNull();
        }
        assertThat(decoder.decode(THE_THINGS_STACK, payload, NOW)).isNotNull();
        assertThat(decoder.decode(CHIRP_STACK, payload, NOW)).isNotNull();
    }

    @Property
    void noCutAndNoChangedByteMakesThemThrow(@ForAll("samples") Case sample, @ForAll int where, @ForAll byte what) {
        byte[] payload = sample.bytes("in.json");
        byte[] cut = Arrays.copyOf(payload, Math.floorMod(where, payload.length));
        payload[Math.floorMod(where, payload.length)] = what;

        assertThat(decoder.decode(sample.text("topic"), cut, NOW)).isInstanceOf(Decoded.Refused.class);
        assertThat(decoder.decode(sample.text("topic"), payload, NOW)).isNotNull();
    }

    @Provide
    Arbitrary<Case> samples() {
        return Arbitraries.of(cases().filter(messages -> messages.toString().endsWith("sample")).toList());
    }
}
