package io.parkbridge.http;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of every answer that the predecessor's clients read, and what kind of JSON it is: a page written in JavaScript shows NaN, or
 * nothing at all, where a number comes as text, a list as an object, or null where there never was one.
 */
@QuarkusTest
class CompatibleShapesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Kinds of JSON, as strict as a client may rely on. */
    private enum Kind {
        WHOLE(JsonNode::isIntegralNumber),
        ONE_DECIMAL(node -> node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 1),
        NUMBER(JsonNode::isNumber),
        BOOLEAN(JsonNode::isBoolean),
        TEXT(JsonNode::isTextual),
        INSTANT(node -> node.isTextual() && node.asText().endsWith("Z") && Instant.parse(node.asText()) != null),
        DAY(node -> node.isTextual() && LocalDate.parse(node.asText()) != null),
        LIST(JsonNode::isArray),
        OBJECT(JsonNode::isObject),
        WHOLE_OR_NULL(node -> node.isNull() || node.isIntegralNumber()),
        TEXT_OR_NULL(node -> node.isNull() || node.isTextual()),
        INSTANT_OR_NULL(node -> node.isNull() || INSTANT.fits.test(node));

        private final Predicate<JsonNode> fits;

        Kind(Predicate<JsonNode> fits) {
            this.fits = fits;
        }
    }

    private static final Map<String, Kind> LOG = Map.of("id", Kind.WHOLE, "device_code", Kind.TEXT, "zone_name", Kind.TEXT, "is_occupied",
            Kind.BOOLEAN, "timestamp", Kind.INSTANT, "received_at", Kind.INSTANT);
    private static final Map<String, Kind> SUMMARY = Map.ofEntries(Map.entry("date", Kind.DAY), Map.entry("total_slots", Kind.WHOLE),
            Map.entry("total_occupied", Kind.WHOLE), Map.entry("total_available", Kind.WHOLE), Map.entry("occupancy_rate", Kind.ONE_DECIMAL),
            Map.entry("total_parking_events", Kind.WHOLE), Map.entry("active_devices", Kind.WHOLE),
            Map.entry("avg_health_score", Kind.ONE_DECIMAL), Map.entry("alerts", Kind.OBJECT), Map.entry("efficiency", Kind.OBJECT),
            Map.entry("zones", Kind.LIST));
    private static final Map<String, Kind> SUMMARY_ALERTS = Map.of("total", Kind.WHOLE, "critical", Kind.WHOLE, "warning", Kind.WHOLE, "info",
            Kind.WHOLE, "triggered_on_date", Kind.WHOLE);
    private static final Map<String, Kind> EFFICIENCY = Map.of("target_usage", Kind.WHOLE, "actual_usage", Kind.WHOLE, "efficiency_percentage",
            Kind.ONE_DECIMAL);
    private static final Map<String, Kind> SUMMARY_ZONE = Map.ofEntries(Map.entry("id", Kind.WHOLE), Map.entry("name", Kind.TEXT),
            Map.entry("zone_type", Kind.TEXT), Map.entry("facility_name", Kind.TEXT), Map.entry("total_slots", Kind.WHOLE),
            Map.entry("occupied", Kind.WHOLE), Map.entry("available", Kind.WHOLE), Map.entry("occupancy_rate", Kind.ONE_DECIMAL),
            Map.entry("target_usage", Kind.WHOLE), Map.entry("actual_usage", Kind.WHOLE), Map.entry("efficiency_percentage", Kind.ONE_DECIMAL));
    private static final Map<String, Kind> HOURLY = Map.of("date", Kind.DAY, "zone_id", Kind.TEXT_OR_NULL, "hourly", Kind.LIST);
    private static final Map<String, Kind> HOUR = Map.of("hour", Kind.WHOLE, "label", Kind.TEXT, "occupied_events", Kind.WHOLE, "target",
            Kind.ONE_DECIMAL, "last_week", Kind.WHOLE);
    private static final Map<String, Kind> ALERT = Map.of("id", Kind.WHOLE, "device_code", Kind.TEXT_OR_NULL, "zone_name", Kind.TEXT_OR_NULL,
            "alert_type", Kind.TEXT, "severity", Kind.TEXT, "message", Kind.TEXT, "is_acknowledged", Kind.BOOLEAN, "acknowledged_at",
            Kind.INSTANT_OR_NULL, "created_at", Kind.INSTANT);
    private static final Map<String, Kind> FACILITY = Map.of("id", Kind.WHOLE, "name", Kind.TEXT, "address", Kind.TEXT, "is_active", Kind.BOOLEAN,
            "zone_count", Kind.WHOLE, "created_at", Kind.INSTANT);
    private static final Map<String, Kind> ZONE = Map.of("id", Kind.WHOLE, "name", Kind.TEXT, "facility_name", Kind.TEXT, "zone_type", Kind.TEXT,
            "total_slots", Kind.WHOLE, "occupied_count", Kind.WHOLE, "is_active", Kind.BOOLEAN, "created_at", Kind.INSTANT);
    private static final Map<String, Kind> DEVICE = Map.of("id", Kind.WHOLE, "device_code", Kind.TEXT, "slot_number", Kind.TEXT_OR_NULL, "zone_name",
            Kind.TEXT_OR_NULL, "zone_id", Kind.WHOLE_OR_NULL, "facility_name", Kind.TEXT, "is_active", Kind.BOOLEAN, "health_score",
            Kind.WHOLE_OR_NULL, "last_seen_at", Kind.INSTANT_OR_NULL, "installed_at", Kind.INSTANT);
    private static final Map<String, Kind> TARGET = Map.of("id", Kind.WHOLE, "zone_name", Kind.TEXT, "date", Kind.DAY, "target_occupancy_count",
            Kind.WHOLE, "actual_usage", Kind.WHOLE, "efficiency", Kind.ONE_DECIMAL);

    @Inject
    TestSite sites;

    private static Site site;
    private static int facility;
    private static int zone;

    /** Once for all: the tests look, and acknowledge an alert of their own each. */
    @BeforeEach
    void aCarTwoAlertsAndTargets() throws Exception {
        if (site != null) {
            return;
        }
        site = sites.create(4, "UTC");
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true}");
            sensors.publish(site.topic(1, "heartbeat"), "{\"voltage\":225.5,\"current\":4.4,\"power_factor\":0.9}");
            sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":3}");
            sensors.publish(site.topic(3, "heartbeat"), "{\"battery\":3}");
        }
        facility = site.id();
        zone = given().queryParam("facility", facility).get("/api/zones/").path("[0].id");
        LocalDate day = LocalDate.ofInstant(Instant.now(), java.time.ZoneOffset.UTC);
        given().contentType(ContentType.JSON).body("{\"arrivals\":7}").put("/api/zones/%d/targets/%s".formatted(zone, day)).then().statusCode(200);
        given().contentType(ContentType.JSON).body("{\"arrivals\":[3,3,3,3,3,3,3]}").put("/api/zones/%d/weekly-targets/%s".formatted(zone + 1, day))
                .then().statusCode(200);
        await().until(() -> given().queryParam("facility", facility).get("/api/alerts/").<Integer>path("size()") == 2
                && given().queryParam("zone", zone).get("/api/parking-logs/").<Integer>path("size()") == 1);
    }

    /** Path, where in the answer (JSON Pointer, empty for the whole), and the fields there; of a list every entry must have them. */
    static Stream<Arguments> answers() {
        return Stream.of(Arguments.of("/api/parking-logs/", "", LOG),
                Arguments.of("/api/dashboard/summary/", "", SUMMARY),
                Arguments.of("/api/dashboard/summary/", "/alerts", SUMMARY_ALERTS),
                Arguments.of("/api/dashboard/summary/", "/efficiency", EFFICIENCY),
                Arguments.of("/api/dashboard/summary/", "/zones", SUMMARY_ZONE),
                Arguments.of("/api/dashboard/summary/?date=2020-02-29", "", SUMMARY),
                Arguments.of("/api/dashboard/summary/?facility=FACILITY", "/zones", SUMMARY_ZONE),
                Arguments.of("/api/dashboard/hourly/", "", HOURLY),
                Arguments.of("/api/dashboard/hourly/?zone=ZONE", "", HOURLY),
                Arguments.of("/api/dashboard/hourly/?zone=ZONE", "/hourly", HOUR),
                Arguments.of("/api/alerts/", "", ALERT),
                Arguments.of("/api/facilities/", "", FACILITY),
                Arguments.of("/api/zones/", "", ZONE),
                Arguments.of("/api/zones/?facility=FACILITY", "", ZONE),
                Arguments.of("/api/devices/", "", DEVICE),
                Arguments.of("/api/devices/?zone=ZONE&active=true", "", DEVICE),
                Arguments.of("/api/targets/", "", TARGET));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void fieldsAreOfTheKindThatClientsRelyOn(String path, String where, Map<String, Kind> fields) throws IOException {
        JsonNode part = get(path).at(where);

        assertThat(part.isArray() && part.isEmpty()).as("nothing to look at").isFalse();
        (part.isArray() ? part : JSON.createArrayNode().add(part)).forEach(entry -> has(entry, fields));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void withoutItsLastSlashACallAnswersTheSame(String path, String where, Map<String, Kind> fields) throws IOException {
        JsonNode part = get(path.replaceFirst("/(\\?|$)", "$1")).at(where);
        (part.isArray() ? part : JSON.createArrayNode().add(part)).forEach(entry -> has(entry, fields));
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(given().get(path.replace("FACILITY", Integer.toString(facility)).replace("ZONE", Integer.toString(zone))).then()
                .statusCode(200).contentType(ContentType.JSON).extract().asString());
    }

    private static void has(JsonNode entry, Map<String, Kind> fields) {
        fields.forEach((name, kind) -> {
            assertThat(entry.has(name)).as("%s is in %s", name, entry).isTrue();
            assertThat(kind.fits.test(entry.get(name))).as("%s is %s in %s", name, kind, entry).isTrue();
        });
    }

    @Test
    void zoneOfTheHoursIsTextAsItWasAskedForOrNull() throws IOException {
        assertThat(get("/api/dashboard/hourly/").get("zone_id").isNull()).isTrue();
        assertThat(get("/api/dashboard/hourly/?zone=ZONE").get("zone_id").asText()).isEqualTo(Integer.toString(zone));
        JsonNode hours = get("/api/dashboard/hourly/?zone=ZONE").get("hourly");
        assertThat(hours).hasSize(24);
        assertThat(hours.get(8).get("label").asText()).isEqualTo("08:00");
        assertThat(hours.get(8).get("target").decimalValue()).isEqualByComparingTo("0.3");
    }

    @Test
    void acknowledgingAnswersOnceWithSuccessThenWithInfoAndWithoutThatAlertWithError() throws IOException {
        int id = alertOf(2);

        JsonNode first = JSON.readTree(given().patch("/api/alerts/" + id + "/acknowledge/").then().statusCode(200).extract().asString());
        JsonNode again = JSON.readTree(given().contentType(ContentType.JSON).body("{}").patch("/api/alerts/" + id + "/acknowledge").then()
                .statusCode(200).extract().asString());
        JsonNode unknown = JSON.readTree(given().patch("/api/alerts/999999999999/acknowledge/").then().statusCode(404).extract().asString());

        has(first, Map.of("status", Kind.TEXT, "message", Kind.TEXT, "alert_id", Kind.WHOLE, "acknowledged_at", Kind.INSTANT));
        assertThat(first.get("status").asText()).isEqualTo("success");
        assertThat(again.get("status").asText()).isEqualTo("info");
        has(again, Map.of("message", Kind.TEXT));
        assertThat(unknown.get("status").asText()).isEqualTo("error");
        has(unknown, Map.of("message", Kind.TEXT));
    }

    private static int alertOf(int bay) {
        return given().queryParam("device", site.device(bay)).get("/api/alerts/").path("[0].id");
    }

    @Test
    void acknowledgingTakesWhateverClientsSendWithoutABody() {
        int id = alertOf(3);
        given().contentType("application/x-www-form-urlencoded").patch("/api/alerts/" + id + "/acknowledge/").then().statusCode(200);
        given().contentType(ContentType.JSON).patch("/api/alerts/" + id + "/acknowledge/").then().statusCode(200);
        given().contentType(ContentType.JSON).body("null").patch("/api/alerts/" + id + "/acknowledge/").then().statusCode(200);
    }

    @Test
    void postedReadingsAreAnsweredInKind() throws IOException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String reading = "{\"device_code\":\"%s\",\"voltage\":230,\"current\":8,\"power_factor\":1,\"timestamp\":\"%s\"}".formatted(site.device(4), now);

        JsonNode one = posted("/api/telemetry/", reading);
        JsonNode many = posted("/api/telemetry/bulk/", "[%s,{\"device_code\":5}]".formatted(reading));
        JsonNode log = posted("/api/parking-log/", "{\"device_code\":\"%s\",\"is_occupied\":true,\"timestamp\":\"%s\"}".formatted(site.device(4), now));

        has(one, Map.of("status", Kind.TEXT, "message", Kind.TEXT, "device_code", Kind.TEXT, "power_consumption", Kind.NUMBER, "timestamp",
                Kind.INSTANT, "alerts_triggered", Kind.LIST, "health_score", Kind.WHOLE));
        assertThat(one.get("alerts_triggered").get(0).asText()).isEqualTo("HIGH_POWER");
        has(many, Map.of("status", Kind.TEXT, "created_count", Kind.WHOLE, "failed_count", Kind.WHOLE, "created", Kind.LIST, "errors", Kind.LIST));
        assertThat(many.get("failed_count").asInt()).isEqualTo(2);
        has(many.get("errors").get(0), Map.of("index", Kind.WHOLE, "data", Kind.OBJECT, "errors", Kind.OBJECT));
        has(log, Map.of("status", Kind.TEXT, "message", Kind.TEXT, "device_code", Kind.TEXT, "is_occupied", Kind.BOOLEAN, "timestamp", Kind.INSTANT));
    }

    private static JsonNode posted(String path, String body) throws IOException {
        return JSON.readTree(given().contentType(ContentType.JSON).body(body).post(path).then().statusCode(201).extract().asString());
    }

    /** Until a client's first reading there are zeros, never a division by them. */
    @Test
    void facilityWithoutAnythingHasZeros() throws IOException {
        int empty = given().contentType(ContentType.JSON).body("{\"code\":\"%s-0\",\"name\":\"Empty\"}".formatted(site.facility()))
                .post("/api/facilities/").then().statusCode(201).extract().path("id");
        JsonNode summary = JSON.readTree(given().get("/api/dashboard/summary/?facility=" + empty).asString());
        has(summary, SUMMARY);
        assertThat(summary.get("zones")).isEmpty();
        assertThat(summary.get("occupancy_rate").decimalValue()).isEqualByComparingTo("0");
        given().get("/api/facilities/").then().body("size()", greaterThan(1));
    }

    /** They know of no pages, and would take the first for all. */
    @Test
    void allDevicesAreThereForWhoAsksForNoPage() {
        Site large = sites.create(1_100, "UTC");
        given().queryParam("search", large.facility()).get("/api/devices/").then().statusCode(200).body("size()", equalTo(1_101));
        given().queryParam("search", large.facility()).queryParam("page", 1).get("/api/devices/").then().body("size()", equalTo(1_000));
    }
}
