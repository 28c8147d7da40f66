package io.parkbridge.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded day of a real city, sent by the simulator to the application as it is delivered, which is killed twice while it takes it in.
 */
@Tag("processes")
class KilledApplicationIT {

    private static final Path RECORD = Path.of("firmware-sim/src/main/resources/data/birmingham-occupancy-2016.csv");
    private static final DateTimeFormatter RECORDED_AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId CITY = ZoneId.of("Europe/London");
    private static final LocalDate RECORDED = LocalDate.of(2016, 10, 5);

    private final LocalDate yesterday = LocalDate.now(CITY).minusDays(1);

    @TempDir
    Path directory;

    @Test
    void everyReadingIsThereOnceAndTheCityHasTheRecordedNumbers() throws Exception {
        try (Installation city = new Installation("kill", directory)) {
            city.inventory("birmingham");
            Application application = city.application();
            Sensors sensors = city.sensors("birmingham", "--day", RECORDED.toString(), "--over", yesterday.toString(), "--catch-up-only");
            for (int rows : new int[] {40_000, 110_000}) {
                Installation.awaitThat(() -> city.number("select count(*) from occupancy") >= rows);
                application.kill();
                application = city.application();
            }
            city.finished(sensors);
            city.verifyEachReadingOnce();
            assertThat(city.number("select count(*) from dead_letter")).isZero();
            compareWithTheRecord(application.port());
        }
    }

    private void compareWithTheRecord(int port) throws IOException {
        Map<LocalTime, Map<String, Integer>> record = record();
        assertThat(record).hasSizeGreaterThan(15);
        int facility = given().port(port).get("/api/facilities/").path("find { it.code == 'birmingham' }.id");
        record.forEach((time, numbers) -> {
            Instant at = yesterday.atTime(time).atZone(CITY).toInstant();
            List<Map<String, Object>> zones = given().port(port).queryParam("facility", facility).queryParam("at", at.toString())
                    .get("/api/zones/").path("$");
            Map<String, Object> counted = new HashMap<>();
            zones.forEach(zone -> counted.put((String) zone.get("name"), zone.get("occupied_count")));
            assertThat(counted).as("occupied at %s", time).containsAllEntriesOf(numbers);
        });
    }

    /** The recorded numbers, clamped to what a car park can hold. */
    private static Map<LocalTime, Map<String, Integer>> record() throws IOException {
        Map<LocalTime, Map<String, Integer>> record = new TreeMap<>();
        for (String line : Files.readAllLines(RECORD).stream().skip(1).toList()) {
            String[] column = line.strip().split(" *, *");
            LocalDateTime at = LocalDateTime.parse(column[3], RECORDED_AT);
            if (at.toLocalDate().equals(RECORDED)) {
                int occupied = Math.clamp(Integer.parseInt(column[2]), 0, Integer.parseInt(column[1]));
                record.computeIfAbsent(at.toLocalTime(), time -> new HashMap<>()).put(column[0], occupied);
            }
        }
        return record;
    }
}
