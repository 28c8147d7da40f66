package io.parkbridge.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded day of a real city, sent by the simulator to the application as it is delivered, which is killed twice while it takes it in.
 */
class KilledApplicationIT {

    private static final Path SIMULATOR = Path.of("firmware-sim/target/firmware-sim.jar");
    private static final Path RECORD = Path.of("firmware-sim/src/main/resources/data/birmingham-occupancy-2016.csv");
    private static final DateTimeFormatter RECORDED_AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId CITY = ZoneId.of("Europe/London");
    private static final LocalDate RECORDED = LocalDate.of(2016, 10, 5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalDate yesterday = LocalDate.now(CITY).minusDays(1);

    @TempDir
    Path directory;

    @Test
    void everyReadingIsThereOnceAndTheCityHasTheRecordedNumbers() throws Exception {
        try (OwnServices services = new OwnServices("kill")) {
            Map<String, String> environment = new HashMap<>(services.settings());
            int port = Integer.parseInt(OwnServices.freePort());
            environment.put("PARKBRIDGE_HTTP_PORT", Integer.toString(port));
            environment.put("PARKBRIDGE_SITES", directory.toString());
            try (JavaProcess inventory = simulator(environment, "inventory", "birmingham", "--dir", directory.toString())) {
                assertThat(inventory.exitCode()).isZero();
            }
            Path summary = directory.resolve("summary.json");
            JavaProcess application = application(environment, port);
            try (JavaProcess sensors = simulator(environment, "birmingham", "--day", RECORDED.toString(), "--over", yesterday.toString(),
                    "--catch-up-only", "--summary", summary.toString())) {
                for (int rows : new int[] {40_000, 110_000}) {
                    awaitThat(() -> number(environment, "select count(*) from occupancy") >= rows);
                    application.kill();
                    application = application(environment, port);
                }
                assertThat(sensors.exitCode()).isZero();
                verify(environment, port, new ObjectMapper().readTree(Files.readString(summary)));
            } finally {
                application.close();
            }
        }
    }

    private void verify(Map<String, String> environment, int port, JsonNode sent) throws IOException {
        long occupancy = sent.get("occupancy").asLong();
        awaitThat(() -> number(environment, "select count(*) from occupancy") >= occupancy);
        assertThat(number(environment, "select count(*) from occupancy")).isEqualTo(occupancy);
        assertThat(number(environment, "select count(*) from (select distinct device_id, time, seq from occupancy) readings")).isEqualTo(occupancy);
        awaitThat(() -> number(environment, "select count(*) from heartbeat") >= sent.get("heartbeats").asLong());
        assertThat(number(environment, "select count(*) from heartbeat")).isEqualTo(sent.get("heartbeats").asLong());
        assertThat(number(environment, "select count(*) from dead_letter")).isZero();
        assertThat(number(environment, "select count(*) from stay")).isEqualTo(number(environment, ARRIVALS));
        assertThat(number(environment, "select sum(arrivals) from hourly_usage")).isEqualTo(number(environment, ARRIVALS));
        assertThat(number(environment, "select sum(readings) from hourly_usage")).isEqualTo(occupancy);
        compareWithTheRecord(port);
    }

    /** Recounted from the raw readings: the changes to occupied. */
    private static final String ARRIVALS = """
            select count(*) from (
                select occupied, lag(occupied, 1, false) over (partition by bay_id order by time, seq) as before from occupancy
            ) readings where occupied and not before""";

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

    private static JavaProcess simulator(Map<String, String> environment, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 2];
        command[0] = "-jar";
        command[1] = SIMULATOR.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return new JavaProcess("kill-simulator", environment, command);
    }

    private static JavaProcess application(Map<String, String> environment, int port) throws IOException {
        JavaProcess application = new JavaProcess("kill-application", environment, "-jar", "target/quarkus-app/quarkus-run.jar");
        awaitThat(() -> application.isAlive() && isReady(port));
        return application;
    }

    private static boolean isReady(int port) {
        try {
            return given().port(port).get("/q/health/ready").statusCode() == 200;
        } catch (Exception e) {
            return false; // it does not listen yet
        }
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
    }

    private static long number(Map<String, String> environment, String query) {
        try (Connection connection = DriverManager.getConnection(environment.get("PARKBRIDGE_DATABASE_URL"),
                environment.get("PARKBRIDGE_DATABASE_USERNAME"), environment.get("PARKBRIDGE_DATABASE_PASSWORD"));
                Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
