package io.parkbridge.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import io.parkbridge.device.Vitals;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDecoderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final JsonDecoder decoder = new JsonDecoder("parking/v1", Duration.ofMinutes(5), Duration.ofDays(396));

    private Decoded decode(String topic, String payload) {
        return decoder.decode(topic, payload.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private Reading taken(String kind, String payload) {
        Decoded decoded = decode("parking/v1/acme/D-1/" + kind, payload);
        assertThat(decoded).isInstanceOf(Decoded.Taken.class);
        return ((Decoded.Taken) decoded).reading();
    }

    @Example
    void readsOccupancyWithTimeAndSequenceNumber() {
        Reading reading = taken("occupancy", "{\"time\":\"2026-11-23T12:30:00.5+01:00\",\"occupied\":true,\"seq\":17}");

        assertThat(reading).isEqualTo(new OccupancyReading(Instant.parse("2026-11-23T11:30:00.500Z"), 17, true));
    }

    @Example
    void cutsTimesToTheMicrosecondsTheDatabaseKeeps() {
        assertThat(taken("occupancy", "{\"occupied\":true,\"time\":\"2026-11-23T11:00:00.123456789Z\"}").time())
                .isEqualTo("2026-11-23T11:00:00.123456Z");
    }

    @Example
    void takesEpochMillisecondsAsTime() {
        assertThat(taken("occupancy", "{\"occupied\":false,\"time\":1795435200000}").time()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Example
    void withoutTimeTheReceiptCountsAndWithoutNumberThereIsNone() {
        assertThat(taken("occupancy", "{\"occupied\":true}")).isEqualTo(new OccupancyReading(NOW, Reading.NO_SEQ, true));
    }

    @Example
    void heartbeatHasAnySubsetOfItsFields() {
        HeartbeatReading reading = (HeartbeatReading) taken("heartbeat", "{\"battery\":87,\"snr\":-2.5,\"firmware\":\"1.4.2\"}");

        assertThat(reading.vitals()).isEqualTo(
                new Vitals(Float.NaN, Float.NaN, Float.NaN, 87, Float.NaN, -2.5f, Float.NaN, "1.4.2"));
    }

    @Example
    void birthAndWillTellWhetherTheDeviceIsOnline() {
        assertThat(((StatusReading) taken("status", "{\"state\":\"offline\"}")).online()).isFalse();
        assertThat(((StatusReading) taken("status", "{\"state\":\"online\"}")).online()).isTrue();
    }

    @Example
    void unknownFieldsAreIgnoredWhateverTheyHold() {
        assertThat(taken("occupancy", "{\"x\":{\"occupied\":[1,{}]},\"occupied\":true,\"y\":null}"))
                .isEqualTo(new OccupancyReading(NOW, Reading.NO_SEQ, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "parking/v1/acme/D-1/occupancy | not json                                        | NOT_JSON",
        "parking/v1/acme/D-1/occupancy | ``                                              | NOT_JSON",
        "parking/v1/acme/D-1/occupancy | []                                              | NOT_JSON",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true                              | NOT_JSON",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true} {}                          | NOT_JSON",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":NaN}                              | NOT_JSON",
        "parking/v1/acme/D-1/occupancy | {}                                              | MISSING_FIELD",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":\"true\"}                         | WRONG_TYPE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":1}                                | WRONG_TYPE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"seq\":\"1\"}               | WRONG_TYPE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"seq\":-5}                  | OUT_OF_RANGE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"seq\":99999999999999999999999} | OUT_OF_RANGE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"time\":\"yesterday\"}      | WRONG_TYPE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"time\":true}               | WRONG_TYPE",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"time\":\"2026-11-23T12:05:01Z\"} | FUTURE_TIME",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"time\":\"2016-10-04T08:00:00Z\"} | TOO_OLD",
        "parking/v1/acme/D-1/occupancy | {\"occupied\":true,\"time\":99999999999999999999999} | OUT_OF_RANGE",
        "parking/v1/acme/D-1/heartbeat | {\"voltage\":\"225\"}                           | WRONG_TYPE",
        "parking/v1/acme/D-1/heartbeat | {\"battery\":101}                               | OUT_OF_RANGE",
        "parking/v1/acme/D-1/heartbeat | {\"voltage\":1e999}                             | OUT_OF_RANGE",
        "parking/v1/acme/D-1/status    | {\"state\":\"asleep\"}                          | OUT_OF_RANGE",
        "parking/v1/acme/D-1/selfie    | {\"occupied\":true}                             | MALFORMED_TOPIC",
        "parking/v1/acme/occupancy     | {\"occupied\":true}                             | MALFORMED_TOPIC",
        "parking/v1//D-1/occupancy     | {\"occupied\":true}                             | MALFORMED_TOPIC",
        "parking/v1/acme/D 1/occupancy | {\"occupied\":true}                             | MALFORMED_TOPIC"})
    void unreadableMessageIsRefusedWithItsReason(String topic, String payload, DeadLetterReason reason) {
        assertThat(decode(topic, payload)).isInstanceOfSatisfying(Decoded.Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
            assertThat(refused.detail()).isNotBlank();
        });
    }

    @Property
    void noBytesMakeItThrow(@ForAll @Size(max = 64) byte[] payload, @ForAll String topicEnd) {
        assertThat(decoder.decode("parking/v1/" + topicEnd, payload, NOW)).isNotNull();
        assertThat(decoder.decode("parking/v1/acme/D-1/heartbeat", payload, NOW)).isNotNull();
    }
}
