package io.parkbridge.http;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read part of the HTTP contract, as a client of the predecessor uses it. */
@QuarkusTest
class ReadApiIT {

    private static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));

    @Inject
    TestSite sites;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Site site;
    private int facility;
    private List<Map<String, Object>> zones;

    @BeforeEach
    void twoCarsComeAndOneLeaves() throws MqttException {
        site = sites.create(4, "UTC");
        try (TestSensors sensors = TestSensors.connect()) {
            publish(sensors, 1, 0, true, 0);
            publish(sensors, 2, 10, true, 0);
            publish(sensors, 1, 40, false, 1);
            publish(sensors, 3, 50, true, 0);
        }
        facility = site.id();
        await().until(() -> given().get("/api/zones/?facility=" + facility).path("occupied_count"), contains(1, 1));
        zones = given().get("/api/zones/?facility=" + facility).path("$");
    }

    private void publish(TestSensors sensors, int bay, int minute, boolean occupied, int seq) throws MqttException {
        sensors.publish(site.topic(bay, "occupancy"), "{\"time\":\"%s\",\"occupied\":%s,\"seq\":%d}"
                .formatted(NOON.plus(Duration.ofMinutes(minute)), occupied, seq));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/facilities", "/api/facilities/", "/api/zones", "/api/zones/", "/api/devices", "/api/devices/",
        "/api/parking-logs", "/api/parking-logs/", "/api/targets", "/api/targets/", "/api/dashboard/summary", "/api/dashboard/summary/",
        "/api/dashboard/hourly", "/api/dashboard/hourly/"})
    void slashAtTheEndMakesNoDifference(String path) {
        given().get(path).then().statusCode(200).contentType(ContentType.JSON).body("$", notNullValue());
    }

    @Test
    void facilityHasTheContractsFields() {
        Map<String, Object> shown = given().get("/api/facilities/").path("find { it.id == %d }".formatted(facility));
        assertThat(shown).containsEntry("name", "Site " + site.facility()).containsEntry("zone_count", 2).containsEntry("is_active", true)
                .containsKeys("id", "address", "created_at");
    }

    @Test
    void zoneCountsItsOccupiedBays() {
        given().get("/api/zones/?facility=" + facility).then().body("name", contains("Zone A", "Zone B"))
                .body("total_slots", contains(2, 2)).body("facility_name", everyItem(equalTo("Site " + site.facility())))
                .body("zone_type", everyItem(equalTo("OUTDOOR"))).body("is_active", everyItem(equalTo(true)))
                .body("unknown_count", contains(0, 1));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, 1, 0", "9, 1, 0", "10, 2, 0", "39, 2, 0", "40, 1, 0", "50, 1, 1", "600, 1, 1"})
    void occupancyOfAnEarlierInstantIsThatOfThen(int minute, int inA, int inB) {
        given().queryParam("facility", facility).queryParam("at", NOON.plus(Duration.ofMinutes(minute)).toString()).get("/api/zones/")
                .then().body("occupied_count", contains(inA, inB));
    }

    @Test
    void devicesAreFilteredByZoneActivityAndPartOfTheirCode() {
        int zoneA = (Integer) zones.getFirst().get("id");
        given().queryParam("zone", zoneA).get("/api/devices/").then().body("device_code", contains(site.device(1), site.device(2)))
                .body("slot_number", contains("1", "2")).body("zone_name", everyItem(equalTo("Zone A"))).body("zone_id", everyItem(equalTo(zoneA)))
                .body("last_seen_at", everyItem(notNullValue())).body("is_active", everyItem(equalTo(true)));
        given().queryParam("search", site.facility().toUpperCase() + "-").queryParam("active", "true").get("/api/devices/").then()
                .body("$", hasSize(5));
        given().queryParam("search", site.device(3)).queryParam("active", "false").get("/api/devices/").then().body("$", hasSize(0));
    }

    @Test
    void longListComesInPages() {
        String next = given().queryParam("search", site.facility()).queryParam("page_size", 2).get("/api/devices/").then()
                .body("$", hasSize(2)).header("Link", containsString("rel=\"next\"")).extract().header("Link");
        given().get(next.substring(1, next.indexOf('>'))).then().body("device_code", hasItem(site.device(3)));
    }

    @Test
    void parkingLogIsNewestFirstOfTheDayAndZone() {
        int zoneA = (Integer) zones.getFirst().get("id");
        String day = NOON.atZone(ZoneOffset.UTC).toLocalDate().toString();
        given().queryParam("zone", zoneA).queryParam("date", day).get("/api/parking-logs/").then()
                .body("device_code", contains(site.device(1), site.device(2), site.device(1))).body("is_occupied", contains(false, true, true))
                .body("zone_name", everyItem(equalTo("Zone A"))).body("received_at", everyItem(notNullValue()));
        given().queryParam("zone", zoneA).queryParam("date", "2020-01-01").get("/api/parking-logs/").then().body("$", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"/api/zones/?facility=abc, facility", "/api/zones/?at=yesterday, at", "/api/devices/?zone=x, zone", "/api/devices/?active=maybe, active",
        "/api/devices/?page=0, page", "/api/devices/?page_size=999999, page_size", "/api/parking-logs/?date=24.11.2026, YYYY-MM-DD",
        "/api/parking-logs/?zone=1e9, zone", "/api/zones/?facility=99999999999, facility"})
    void nonsenseIsABadRequestThatSaysWhatIsWrong(String path, String said) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(400).body("error", containsString(said));
    }

    @Test
    void unknownPathIsNotFound() {
        given().get("/api/nothing/").then().statusCode(404);
    }

    @Test
    void pagesOfOtherOriginsAreNotLetInUnasked() {
        given().header("Origin", "https://client.example").get("/api/zones/").then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void interfaceIsDocumented() {
        given().accept(ContentType.JSON).get("/q/openapi").then().statusCode(200)
                .body("paths.keySet()", hasItems("/api/zones", "/api/devices", "/api/facilities", "/api/parking-logs", "/api/targets",
                        "/api/dashboard/summary", "/api/dashboard/hourly", "/api/analytics/days", "/api/analytics/forecast"));
    }

    @Test
    void healthKnowsBrokerAndDatabase() {
        given().get(management.resolve("health/live")).then().statusCode(200).body("status", equalTo("UP"));
        given().get(management.resolve("health/ready")).then().statusCode(200).body("status", equalTo("UP"))
                .body("checks.name", allOf(hasItem("ingest"), hasItem(containsString("atabase"))));
    }

    @Test
    void metricsTellTheLedger() {
        given().get(management.resolve("metrics")).then().statusCode(200).body(allOf(containsString("parkbridge_ingest_received_total"),
                containsString("parkbridge_ingest_stored_total"), containsString("parkbridge_ingest_duplicate_total"),
                containsString("parkbridge_ingest_dead_lettered_total{reason=\"NOT_JSON\"}"), containsString("parkbridge_ingest_in_flight"),
                containsString("parkbridge_live_frames_coalesced_total"), containsString("parkbridge_live_resumes_total"),
                containsString("parkbridge_live_snapshots_anew_total")));
    }
}
