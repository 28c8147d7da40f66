package io.parkbridge.firmware.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.firmware.cars.Birmingham;
import io.parkbridge.firmware.cars.Cars;
import io.parkbridge.firmware.cars.Mall;
import io.parkbridge.firmware.cars.OccupancyRecord;
import org.junit.jupiter.api.Test;

class PlaybackTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId CITY = ZoneId.of("Europe/London");

    private record Said(int bay, Instant time, boolean occupied, long seq) {
    }

    @Test
    void whatTheSensorsSayOfARecordedDayAddsUpToTheRecord() throws Exception {
        LocalDate over = LocalDate.of(2026, 11, 18);
        LocalDate recorded = LocalDate.of(2016, 10, 5);
        OccupancyRecord record = OccupancyRecord.birmingham();
        Collected collected = play(new Birmingham(record, over, recorded, 7), over.plusDays(1).atStartOfDay(CITY).toInstant());
        collected.readings.sort(Comparator.comparing(Said::time));
        int firstBay = 0;
        for (OccupancyRecord.CarPark carPark : record.carParks()) {
            int first = firstBay;
            int end = firstBay + carPark.capacity();
            firstBay = end;
            List<Said> own = collected.readings.stream().filter(said -> said.bay() >= first && said.bay() < end).toList();
            for (Map.Entry<LocalTime, Integer> number : carPark.days().get(carPark.dayLike(recorded)).entrySet()) {
                assertThat(occupied(own, over.atTime(number.getKey()).atZone(CITY).toInstant()))
                        .as("%s at %s", carPark.code(), number.getKey()).isEqualTo(number.getValue());
            }
        }
    }

    private static int occupied(List<Said> readings, Instant at) {
        Map<Integer, Boolean> states = new HashMap<>();
        readings.stream().filter(said -> !said.time().isAfter(at)).forEach(said -> states.put(said.bay(), said.occupied()));
        return (int) states.values().stream().filter(occupied -> occupied).count();
    }

    @Test
    void sequenceNumbersHaveNoGaps() throws Exception {
        Collected collected = play(new Mall(LocalDate.of(2026, 11, 18), 1), Instant.parse("2026-11-18T20:00:00Z"));
        Map<Integer, Long> last = new HashMap<>();
        for (Said said : collected.readings) {
            long expected = said.seq() == 0 ? 0 : last.get(said.bay()) + 1;
            assertThat(said.seq()).isEqualTo(expected);
            last.put(said.bay(), said.seq());
        }
    }

    @Test
    void mallHasADayOfTelemetryEveryFiveMinutes() throws Exception {
        Collected collected = play(new Mall(LocalDate.of(2026, 11, 18), 1), Instant.parse("2026-11-18T20:00:00Z"));
        assertThat(collected.heartbeats).isCloseTo(50 * 288, org.assertj.core.data.Offset.offset(50));
    }

    private static Collected play(Cars cars, Instant now) throws InterruptedException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Collected collected = new Collected();
        Duration heartbeat = cars.heartbeat();
        new Playback(cars, heartbeat, 1, clock, new Pace(clock, Pace.UNLIMITED, 0), true, collected).run();
        return collected;
    }

    private static final class Collected implements Transmitter {

        private final List<Said> readings = new ArrayList<>();
        private int heartbeats;

        @Override
        public void occupancy(int bay, byte[] payload) {
            try {
                JsonNode json = JSON.readTree(payload);
                readings.add(new Said(bay, Instant.parse(json.get("time").asText()), json.get("occupied").asBoolean(), json.get("seq").asLong()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void heartbeat(int bay, byte[] payload) {
            heartbeats++;
        }
    }
}
