package io.parkbridge.ingest;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.ingest.form.Form;
import io.parkbridge.ingest.form.JsonBody;
import io.parkbridge.ingest.form.TimeBounds;
import io.parkbridge.live.IngestCounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The predecessor's ways in, as its clients use them, through the real database. */
@QuarkusTest
class HttpIngestIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final int BULK = 1_000;

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Ledger ledger;

    private Site site;

    @BeforeEach
    void newSite() {
        site = sites.create(4);
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private String telemetry(int bay, Instant time) {
        return "{\"device_code\":\"%s\",\"voltage\":225.3,\"current\":4.5,\"power_factor\":0.92,\"timestamp\":\"%s\"}"
                .formatted(site.device(bay), time);
    }

    private String parking(int bay, boolean occupied, Instant time) {
        return "{\"device_code\":\"%s\",\"is_occupied\":%s,\"timestamp\":\"%s\"}".formatted(site.device(bay), occupied, time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/telemetry", "/api/telemetry/"})
    void telemetryIsAnsweredWithPowerAndHealthOnceItIsThere(String path) throws SQLException {
        post(path, telemetry(1, NOW)).statusCode(201).contentType(ContentType.JSON).body("status", equalTo("success"))
                .body("message", equalTo("Telemetry stored")).body("device_code", equalTo(site.device(1)))
                .body("power_consumption", equalTo(932.742f)).body("timestamp", equalTo(NOW.toString()))
                .body("alerts_triggered", empty()).body("health_score", equalTo(100));
        assertThat(number(HEARTBEATS)).isEqualTo(1);
        given().queryParam("search", site.facility()).get("/api/devices/").then()
                .body("health_score", contains(100, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/parking-log", "/api/parking-log/"})
    void occupancyIsAnsweredOnceItIsThereAndCounted(String path) throws SQLException {
        post(path, parking(1, true, NOW.minusSeconds(60))).statusCode(201).body("status", equalTo("success"))
                .body("message", equalTo("Parking log stored")).body("device_code", equalTo(site.device(1)))
                .body("is_occupied", equalTo(true)).body("timestamp", equalTo(NOW.minusSeconds(60).toString()));
        assertThat(number(READINGS)).isEqualTo(1);
        assertThat(number(OPEN_STAYS)).isEqualTo(1);

        post(path, parking(1, false, NOW)).statusCode(201);
        assertThat(number(OPEN_STAYS)).isZero();
    }

    @Test
    void everyRowIsThereWhenItsAnswerIs() throws SQLException {
        for (int i = 1; i <= 20; i++) {
            post("/api/telemetry/", telemetry(1, NOW.minusSeconds(i))).statusCode(201);
            assertThat(number(HEARTBEATS)).isEqualTo(i);
        }
    }

    @Test
    void numbersAndBooleansMayBeTextAndTimesWithoutOffsetAreUtc() throws SQLException {
        String time = NOW.toString().replace("T", " ").replace("Z", "");
        post("/api/telemetry/", """
                {"device_code":" %s ","voltage":"225.3","current":" 4.5","power_factor":"9.2e-1","timestamp":"%s","colour":"red"}"""
                .formatted(site.device(1), time)).statusCode(201).body("timestamp", equalTo(NOW.toString()))
                .body("power_consumption", equalTo(932.742f));
        post("/api/parking-log/", """
                {"device_code":"%s","is_occupied":"True","timestamp":"%s+02:00"}""".formatted(site.device(2), time)).statusCode(201)
                .body("is_occupied", equalTo(true)).body("timestamp", equalTo(NOW.minus(Duration.ofHours(2)).toString()));
        assertThat(number(OPEN_STAYS)).isEqualTo(1);
    }

    @Test
    void secondOneOfTheSameDeviceAndTimeIsADuplicate() throws SQLException {
        post("/api/telemetry/", telemetry(1, NOW)).statusCode(201);
        post("/api/telemetry/", telemetry(1, NOW)).statusCode(400).body("status", equalTo("error"))
                .body("errors.non_field_errors", contains(containsString("already exists"))).body("errors.size()", equalTo(1));
        post("/api/telemetry/", telemetry(1, NOW.minusSeconds(1))).statusCode(201);
        post("/api/parking-log/", parking(1, true, NOW)).statusCode(201);
        post("/api/parking-log/", parking(1, false, NOW)).statusCode(400).body("errors.non_field_errors", hasSize(1));
        assertThat(number(HEARTBEATS)).isEqualTo(2);
        assertThat(number(READINGS)).isEqualTo(1);
    }

    @Test
    void readingThatCameOverMqttIsADuplicateOverHttp() throws Exception {
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish(site.topic(1, "occupancy"), "{\"time\":\"%s\",\"occupied\":true,\"seq\":17}".formatted(NOW));
        }
        await().until(() -> number(READINGS) == 1);
        post("/api/parking-log/", parking(1, true, NOW)).statusCode(400).body("errors.non_field_errors", hasSize(1));
        assertThat(number(READINGS)).isEqualTo(1);
    }

    @Test
    void allFieldsThatAreWrongAreNamedAtOnce() throws SQLException {
        post("/api/telemetry/", """
                {"device_code":"nobody","voltage":"high","current":null,"power_factor":1.01,"timestamp":"2099-01-01T00:00:00Z"}""")
                .statusCode(400).body("status", equalTo("error")).body("errors.size()", equalTo(5))
                .body("errors.device_code", contains("No device with this code is registered."))
                .body("errors.voltage", contains("A valid number is required."))
                .body("errors.current", contains("This field may not be null."))
                .body("errors.power_factor", contains("Ensure this value is less than or equal to 1."))
                .body("errors.timestamp", contains("The time lies more than 300 seconds in the future."));
        assertThat(number(DEAD_LETTERS)).isZero();
    }

    @Test
    void retiredDeviceAndDeviceWithoutBayAreFieldErrors() throws SQLException {
        number("with retired as (update device set active = false where code = ? returning 1) select count(*) from retired", site.device(1));
        post("/api/telemetry/", telemetry(1, NOW)).statusCode(400).body("errors.device_code", contains("This device is not active."));
        post("/api/parking-log/", parking(2, true, NOW).replace(site.device(2), site.gateway())).statusCode(400)
                .body("errors.device_code", contains("This device watches no bay."));
        post("/api/telemetry/", telemetry(2, NOW).replace(site.device(2), site.gateway())).statusCode(201);
        assertThat(number(DEAD_LETTERS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/telemetry/bulk", "/api/telemetry/bulk/"})
    void bulkStoresWhatItCanAndTellsTheRestInOrder(String path) throws SQLException {
        IngestCounts before = settled();
        List<String> records = IntStream.range(0, BULK).mapToObj(i -> i % 10 == 3
                ? "{\"device_code\":\"%s\",\"note\":%d}".formatted(site.device(1), i)
                : telemetry(1 + i % 4, NOW.minusSeconds(i))).collect(Collectors.toCollection(ArrayList::new));
        Collections.swap(records, 0, BULK - 1);

        ValidatableResponse answer = post(path, "[" + String.join(",", records) + "]").statusCode(201).body("status", equalTo("success"))
                .body("created_count", equalTo(900)).body("failed_count", equalTo(100)).body("created", hasSize(900)).body("errors", hasSize(100))
                .body("errors[0].index", equalTo(3)).body("errors[0].data.note", equalTo(3)).body("errors[0].data.size()", equalTo(2))
                .body("errors[0].errors.voltage", contains("This field is required.")).body("errors[0].errors.device_code", nullValue())
                .body("errors.index", equalTo(IntStream.range(0, 100).mapToObj(i -> i * 10 + 3).toList()));
        JsonNode sent = JsonBody.read(("[" + String.join(",", records) + "]").getBytes(StandardCharsets.UTF_8));
        List<String> times = IntStream.range(0, BULK).filter(i -> i % 10 != 3).mapToObj(i -> sent.get(i).get("timestamp").asText()).toList();
        answer.body("created.timestamp", equalTo(times)).body("created[0].power_consumption", equalTo(932.742f));
        assertThat(number(HEARTBEATS)).isEqualTo(900);
        IngestCounts after = settled();
        assertThat(after.received() - before.received()).isEqualTo(900);
        assertThat(after.stored() - before.stored()).isEqualTo(900);
    }

    @Test
    void bulkFindsItsOwnDuplicatesAndTheFirstWins() {
        post("/api/telemetry/bulk/", "[%s,%s,%s,5]".formatted(telemetry(1, NOW), telemetry(2, NOW), telemetry(1, NOW))).statusCode(201)
                .body("created.device_code", contains(site.device(1), site.device(2))).body("errors.index", contains(2, 3))
                .body("errors[0].errors.non_field_errors", hasSize(1)).body("errors[1].data", equalTo(5))
                .body("errors[1].errors.non_field_errors", contains("Invalid data. Expected a dictionary, but got int."));
        post("/api/telemetry/bulk/", "[" + telemetry(1, NOW) + "]").statusCode(201).body("created_count", equalTo(0))
                .body("failed_count", equalTo(1)).body("created", empty());
    }

    @Test
    void bulkIsBounded() throws SQLException {
        post("/api/telemetry/bulk/", "[" + "{},".repeat(5_000) + telemetry(1, NOW) + "]").statusCode(413)
                .body("errors.non_field_errors", contains("At most 5000 records at once."));
        assertThat(number(HEARTBEATS)).isZero();
    }

    @Test
    void ofManyPostsOfTheSameReadingExactlyOneIsStored() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            List<Callable<Integer>> posts = Collections.nCopies(48, () -> given().contentType(ContentType.JSON).body(telemetry(1, NOW))
                    .post("/api/telemetry/").statusCode());
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : clients.invokeAll(posts)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnlyOnce(201).containsOnly(201, 400);
        }
        assertThat(number(HEARTBEATS)).isEqualTo(1);
        assertThat(settled().inFlight()).isZero();
    }

    @Test
    void duplicateWindowWidensWhatIsADuplicate() throws SQLException {
        post("/api/telemetry/", telemetry(1, NOW)).statusCode(201);
        SubmissionCheck aMinute = new SubmissionCheck(database, Duration.ofMinutes(1));
        Instant[] times = {NOW.minusSeconds(61), NOW.minusSeconds(60), NOW.plusSeconds(60), NOW.plusSeconds(61), NOW.minusSeconds(120)};
        List<Submission<Posted.Telemetry>> submissions = List.of(times).stream().map(time -> submission(telemetry(1, time))).toList();

        aMinute.check(submissions, null);

        assertThat(submissions).extracting(Submission::isSound).containsExactly(true, false, false, true, false);
    }

    private static Submission<Posted.Telemetry> submission(String json) {
        Form form = new Form(JsonBody.read(json.getBytes(StandardCharsets.UTF_8)));
        return new Submission<>(form, Posted.Telemetry.of(form, new TimeBounds(NOW, Duration.ofMinutes(5), Duration.ofDays(396))));
    }

    @Test
    void healthFallsWithVoltageOfTheLastHourAndPowerAndTheAlertTheyRaise() {
        String strong = telemetry(1, NOW.minusSeconds(30)).replace("225.3", "280").replace("4.5", "9");
        post("/api/telemetry/", strong).statusCode(201).body("alerts_triggered", contains("HIGH_POWER"))
                .body("health_score", equalTo((40 * 100 + 20 * 60 + 20 * 10 + 20 * 60) / 100));
        post("/api/telemetry/", telemetry(1, NOW.minusSeconds(20)).replace("225.3", "180")).statusCode(201).body("health_score", equalTo(100));
        post("/api/telemetry/", telemetry(2, NOW.minus(Duration.ofHours(2)))).statusCode(201)
                .body("health_score", equalTo(Math.round((20 * 100 + 20 * 100) / 80f)));
    }

    @Test
    void interfaceIsDocumentedWithExamples() {
        given().accept(ContentType.JSON).get("/q/openapi").then().statusCode(200)
                .body("paths.'/api/telemetry'.post.requestBody.content.'application/json'.examples.heartbeat.value.device_code",
                        equalTo("PARK-B1-S001"))
                .body("paths.'/api/telemetry/bulk'.post.responses.'201'.content.'application/json'.examples.partly.value.created_count", equalTo(1))
                .body("paths.'/api/parking-log'.post.requestBody.content.'application/json'.schema.'$ref'", containsString("ParkingLogEntry"));
    }

    private static final String READINGS = "select count(*) from occupancy o join device d on d.id = o.device_id where d.code like ? || '%'";
    private static final String HEARTBEATS = "select count(*) from heartbeat h join device d on d.id = h.device_id where d.code like ? || '%'";
    private static final String OPEN_STAYS = """
            select count(*) from stay s join device d using (bay_id) where d.code like ? || '%' and departed_at is null""";
    private static final String DEAD_LETTERS = "select count(*) from dead_letter where topic like '%' || ? || '%'";

    private IngestCounts settled() {
        await().until(() -> ledger.counts().inFlight() == 0);
        return ledger.counts();
    }

    private int number(String query) throws SQLException {
        return number(query, site.facility());
    }

    private int number(String query, String code) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, code);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
