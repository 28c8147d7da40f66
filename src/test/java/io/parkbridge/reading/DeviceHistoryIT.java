package io.parkbridge.reading;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a device has said, as its page asks for it. */
@QuarkusTest
class DeviceHistoryIT {

    private static final Instant BEGIN = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(6));

    @Inject
    TestSite sites;

    private int device;
    private int bay;

    /** A car from minute 0 to 40 with a number missing between, and one that stays from minute 50; heartbeats at minutes 1, 2 and 61. */
    @BeforeEach
    void said() throws Exception {
        Site site = sites.create(2);
        try (TestSensors sensors = TestSensors.connect()) {
            occupancy(sensors, site, 0, true, 1);
            occupancy(sensors, site, 40, false, 4);
            occupancy(sensors, site, 50, true, 5);
            heartbeat(sensors, site, 1, 220);
            heartbeat(sensors, site, 2, 240);
            heartbeat(sensors, site, 61, 230);
        }
        device = given().queryParam("code", site.device(1)).get("/api/devices").path("[0].id");
        bay = given().queryParam("code", site.device(1)).get("/api/devices").path("[0].bay_id");
        await().until(() -> get("/readings").extract().<List<?>>path("$").size() == 6);
    }

    private static void occupancy(TestSensors sensors, Site site, int minute, boolean occupied, int seq) throws Exception {
        sensors.publish(site.topic(1, "occupancy"), "{\"time\":\"%s\",\"occupied\":%s,\"seq\":%d}".formatted(at(minute), occupied, seq));
    }

    private static void heartbeat(TestSensors sensors, Site site, int minute, int volts) throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"time\":\"%s\",\"voltage\":%d,\"current\":2,\"power_factor\":1}".formatted(at(minute), volts));
    }

    private static Instant at(int minute) {
        return BEGIN.plus(Duration.ofMinutes(minute));
    }

    private ValidatableResponse get(String what) {
        return given().queryParam("from", at(-5).toString()).queryParam("to", at(120).toString()).get("/api/devices/" + device + what).then().statusCode(200);
    }

    @Test
    void readingsOfBothKindsComeNewestFirst() {
        get("/readings").body("kind", contains("HEARTBEAT", "OCCUPANCY", "OCCUPANCY", "HEARTBEAT", "HEARTBEAT", "OCCUPANCY"))
                .body("[0].voltage", equalTo(230f)).body("[0].occupied", nullValue()).body("[1].occupied", equalTo(true)).body("[1].seq", equalTo(5));
        get("/readings?page_size=4&page=2").body("kind", contains("HEARTBEAT", "OCCUPANCY"));
    }

    @Test
    void seriesHasMeanAndBoundsByBucket() {
        get("/series").body("bucket_seconds", equalTo(30)).body("points", hasSize(3)).body("points.voltage", contains(220f, 240f, 230f));
        given().queryParam("from", at(-24 * 60).toString()).queryParam("to", at(6 * 60).toString()).get("/api/devices/" + device + "/series").then()
                .body("bucket_seconds", equalTo(300)).body("points", hasSize(2)).body("points[0].voltage", equalTo(230f))
                .body("points[0].voltage_min", equalTo(220f)).body("points[0].voltage_max", equalTo(240f)).body("points[0].power", equalTo(460f))
                .body("points[0].heartbeats", equalTo(2)).body("points[0].battery", nullValue());
    }

    @Test
    void gapsAreBetweenNumbers() {
        get("/gaps").body("$", hasSize(1)).body("[0].after_seq", equalTo(1)).body("[0].before_seq", equalTo(4)).body("[0].missing", equalTo(2))
                .body("[0].after", equalTo(at(0).toString()));
        given().get("/api/devices/999999999/gaps").then().statusCode(404);
    }

    @Test
    void staysOfTheBayAreThoseThatTouchTheRange() {
        given().queryParam("from", at(20).toString()).get("/api/bays/" + bay + "/stays").then().statusCode(200)
                .body("arrived_at", contains(at(50).toString(), at(0).toString())).body("[0].departed_at", nullValue())
                .body("[1].departed_at", equalTo(at(40).toString()));
        given().queryParam("from", at(41).toString()).queryParam("to", at(45).toString()).get("/api/bays/" + bay + "/stays").then().body("$", hasSize(0));
    }

    @Test
    void exportHasAllOldestFirst() {
        List<String> lines = get("/readings/export").contentType("text/csv").extract().asString().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("time,received_at,kind,seq,occupied,voltage");
        assertThat(lines.get(1)).startsWith(at(0) + ",").contains("OCCUPANCY,1,true");
    }

    @ParameterizedTest
    @CsvSource({"series?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z", "series?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "series?from=yesterday",
        "readings?page=10000&page_size=1000", "readings?page=0"})
    void nonsenseIsRefused(String call) {
        given().urlEncodingEnabled(false).get("/api/devices/" + device + "/" + call).then().statusCode(400);
    }
}
