package io.parkbridge.opendata;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.parkbridge.TestSensors;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Open data against the facts of the published schemas (smart-data-models, dataModel.Parking) and of NGSI-LD. */
@QuarkusTest
class OpenDataIT {

    private static final Set<String> STATUS = Set.of("closed", "free", "occupied", "unknown");
    private static final Map<String, Set<String>> REQUIRED = Map.of("OffStreetParking", Set.of("id", "type", "location"),
            "OnStreetParking", Set.of("id", "type", "location"),
            "ParkingSpot", Set.of("id", "type", "location", "status", "category", "refParkingSite"));

    private String code;

    @BeforeEach
    void twoZones() throws Exception {
        code = "o" + UUID.randomUUID().toString().substring(0, 8);
        String head = code + ",Site,,UTC,";
        given().contentType("text/csv").body("facility_code,facility_name,facility_address,time_zone,zone_code,zone_name,zone_type,max_stay_minutes,"
                + "grace_minutes,bay_number,bay_kind,longitude,latitude,device_code,device_model\n"
                + head + "P,Park,ROOFTOP,,5,1,STANDARD,10,50," + code + "-1,m\n" + head + "P,Park,ROOFTOP,,5,2,STANDARD,10.5,50," + code + "-2,m\n"
                + head + "P,Park,ROOFTOP,,5,3,STANDARD,11,50," + code + "-3,m\n" + head + "S,High street,KERBSIDE,120,5,4 a,STANDARD,12,51," + code + "-4,m\n"
                + head + "N,Nowhere,OUTDOOR,,5,5,STANDARD,,," + code + "-5,m\n").post("/api/sites/").then().statusCode(200);
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish("parking/v1/" + code + "/" + code + "-1/occupancy", "{\"occupied\":true}");
            sensors.publish("parking/v1/" + code + "/" + code + "-2/occupancy", "{\"occupied\":false}");
        }
        await().until(() -> spots().extract().<List<String>>path("status.value").containsAll(List.of("occupied", "free")));
    }

    private ValidatableResponse spots() {
        return given().queryParam("facility", code).get("/api/open-data/ngsi-ld/spots").then().statusCode(200).contentType("application/ld+json");
    }

    private ValidatableResponse parkings() {
        return given().queryParam("facility", code).get("/api/open-data/ngsi-ld/parkings").then().statusCode(200).contentType("application/ld+json");
    }

    @Test
    void whatIsUnknownIsNeverFree() {
        spots().body("$", hasSize(4)).body("find { it.name.value == '3' }.status.value", equalTo("unknown"));
        parkings().body("$", hasSize(2)).body("find { it.type == 'OffStreetParking' }.totalSpotNumber.value", equalTo(3))
                .body("find { it.type == 'OffStreetParking' }.availableSpotNumber.value", equalTo(1))
                .body("find { it.type == 'OffStreetParking' }.occupiedSpotNumber.value", equalTo(1))
                .body("find { it.type == 'OnStreetParking' }.availableSpotNumber.value", equalTo(0))
                .body("find { it.type == 'OnStreetParking' }.maximumParkingDuration.value", equalTo("PT120M"));
    }

    @Test
    void entitiesAreAsTheSchemasWantThem() {
        List<Map<String, Object>> all = new ArrayList<>(spots().extract().<List<Map<String, Object>>>path("$"));
        all.addAll(parkings().extract().<List<Map<String, Object>>>path("$"));
        assertThat(all).hasSize(6).allSatisfy(OpenDataIT::isAnEntity);
    }

    private static void isAnEntity(Map<String, Object> entity) {
        assertThat(entity).containsKeys(REQUIRED.get(entity.get("type")).toArray(String[]::new)).containsKey("@context");
        assertThat((String) entity.get("id")).matches("urn:ngsi-ld:" + entity.get("type") + ":[A-Za-z0-9%:._-]+");
        entity.forEach((name, value) -> {
            if (!Set.of("id", "type", "@context").contains(name)) {
                isAnAttribute((Map<?, ?>) value);
            }
        });
        if (entity.get("status") instanceof Map<?, ?> status) {
            assertThat(STATUS).contains((String) status.get("value"));
            assertThat(((Map<?, ?>) entity.get("category")).get("value")).isIn(List.of("onStreet"), List.of("offStreet"));
            assertThat(status.containsKey("observedAt")).isEqualTo(!"unknown".equals(status.get("value")));
        }
    }

    private static void isAnAttribute(Map<?, ?> attribute) {
        switch ((String) attribute.get("type")) {
            case "Property" -> assertThat(attribute.get("value")).isNotNull();
            case "Relationship" -> assertThat((String) attribute.get("object")).startsWith("urn:ngsi-ld:");
            case "GeoProperty" -> assertThat(((Map<?, ?>) attribute.get("value")).get("coordinates")).asInstanceOf(
                    InstanceOfAssertFactories.LIST).hasSize(2);
            default -> throw new AssertionError("no NGSI-LD attribute: " + attribute);
        }
    }

    @Test
    void cachesAreToldWhatIsUnchanged() {
        String tag = parkings().header("Cache-Control", containsString("max-age")).extract().header("ETag");
        given().queryParam("facility", code).header("If-None-Match", tag).get("/api/open-data/ngsi-ld/parkings").then().statusCode(304);
    }

    @Test
    void longListComesInPages() {
        given().queryParam("facility", code).queryParam("page_size", 3).get("/api/open-data/ngsi-ld/spots").then().body("$", hasSize(3))
                .header("Link", containsString("page=2"));
        given().queryParam("page_size", "many").get("/api/open-data/ngsi-ld/spots").then().statusCode(400);
    }
}
