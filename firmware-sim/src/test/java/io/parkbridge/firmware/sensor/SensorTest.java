package io.parkbridge.firmware.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SensorTest {

    private static final long MORNING = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
    private static final long CLOCK_MILLIS = 1_000;

    @Property(tries = 2_000)
    void everyArrivalAndDepartureIsNoticedWithinAMinute(@ForAll long seed, @ForAll @LongRange(min = 0, max = 86_400_000) long after) {
        Sensor sensor = new Sensor(seed, false);
        sensor.boot(MORNING, false);

        long arrived = sensor.sense(MORNING + after, true);
        sensor.decided(arrived, true);
        long left = sensor.sense(arrived + 90_000, false);

        assertThat(arrived - MORNING - after).isBetween(3_000L, 60_000L);
        assertThat(left - arrived - 90_000).isBetween(3_000L, 60_000L);
    }

    @Property(tries = 1_000)
    void clockIsWrongByLessThanASecond(@ForAll long seed, @ForAll @LongRange(min = 0, max = 1_800_000_000_000L) long at) {
        assertThat(new SensorClock(seed).read(at)).isCloseTo(at, org.assertj.core.data.Offset.offset(CLOCK_MILLIS));
    }

    @Test
    void sequenceNumbersCountReportsAndHeartbeatsHaveNone() throws IOException {
        Sensor sensor = new Sensor(5, false);

        JsonNode birth = json(sensor.boot(MORNING, true));
        JsonNode heartbeat = json(sensor.heartbeat(MORNING + 1_000));
        JsonNode gone = json(sensor.decided(sensor.sense(MORNING + 100_000, false), false));

        assertThat(birth.get("seq").asLong()).isZero();
        assertThat(birth.get("occupied").asBoolean()).isTrue();
        assertThat(heartbeat.has("seq")).isFalse();
        assertThat(heartbeat.get("battery").asInt()).isBetween(0, 100);
        assertThat(gone.get("seq").asLong()).isEqualTo(1);
        assertThat(gone.get("occupied").asBoolean()).isFalse();
    }

    @Test
    void mainsSensorReportsWhatItDraws() throws IOException {
        Sensor sensor = new Sensor(5, true);
        sensor.boot(MORNING, false);

        JsonNode heartbeat = json(sensor.heartbeat(MORNING));

        assertThat(heartbeat.get("voltage").asDouble()).isBetween(215.0, 240.0);
        assertThat(heartbeat.get("current").asDouble()).isPositive();
        assertThat(heartbeat.get("power_factor").asDouble()).isBetween(0.8, 1.0);
    }

    @Property(tries = 100)
    void sameSeedSaysTheSame(@ForAll long seed) {
        assertThat(story(seed)).isEqualTo(story(seed));
    }

    private static String story(long seed) {
        Sensor sensor = new Sensor(seed, false);
        String birth = new String(sensor.boot(MORNING, false));
        long noticed = sensor.sense(MORNING + 500_000, true);
        return birth + new String(sensor.decided(noticed, true)) + new String(sensor.heartbeat(noticed + 1));
    }

    private static JsonNode json(byte[] payload) throws IOException {
        return new ObjectMapper().readTree(payload);
    }
}
