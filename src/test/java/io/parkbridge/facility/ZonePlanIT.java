package io.parkbridge.facility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bays are drawn and numbered on their zone's plan, many at once. */
@QuarkusTest
class ZonePlanIT {

    @Inject
    TestSite sites;

    private Site site;
    private int facility;
    private int zone;
    private String plan;
    /** Of the bays 1 to 3, which are zone A's. */
    private List<Integer> bays;

    @BeforeEach
    void open() {
        site = sites.create(6);
        facility = site.id();
        zone = site.zone("A");
        plan = "/api/zones/" + zone + "/plan";
        bays = read().getList("bays.id");
    }

    private JsonPath read() {
        return given().get(plan).then().statusCode(200).extract().jsonPath();
    }

    private String tag() {
        return given().get(plan).header("ETag");
    }

    private ValidatableResponse change(Object body) {
        return change(tag(), body);
    }

    private ValidatableResponse change(String tag, Object body) {
        return given().contentType(ContentType.JSON).header("If-Match", tag).body(body).patch(plan).then();
    }

    @Test
    void bothOfManyBaysArePlacedNumberedAndCreatedAtOnce() {
        List<Object> wanted = new ArrayList<>(List.of(Map.of("id", bays.get(0), "x", 3.25, "y", 4, "angle", 90), Map.of("id", bays.get(1), "number", "A-02")));
        for (int i = 0; i < 400; i++) {
            wanted.add(Map.of("number", "N" + i, "kind", "EV", "x", 2.5 * i, "y", 30, "width", 2.3, "length", 4.8));
        }
        Response answer = change(Map.of("width", 1_000, "height", 60, "bays", wanted)).statusCode(200).body("width", equalTo(1_000f)).body("bays", hasSize(403)).extract().response();

        assertThat(answer.header("ETag")).isEqualTo(tag()).isNotEqualTo("\"0.3.0\"");
        assertThat(answer.jsonPath().<Map<String, Object>>get("bays.find { it.number == '1' }")).containsEntry("x", 3.25f).containsEntry("angle", 90f)
                .containsEntry("width", 2.5f).containsEntry("length", 5f);
        assertThat(answer.jsonPath().<Map<String, Object>>get("bays.find { it.number == 'A-02' }")).containsEntry("id", bays.get(1)).containsEntry("x", null);
        assertThat(answer.jsonPath().<Map<String, Object>>get("bays.find { it.number == 'N399' }")).containsEntry("x", 997.5f).containsEntry("kind", "EV");
        given().get("/api/zones/" + zone).then().body("total_slots", equalTo(403));
        given().get("/api/bays?zone=" + zone + "&page_size=500").then().body("", hasSize(403)).body("is_occupied", hasItem(nullValue()));
    }

    @Test
    void whoIsSlowerIsToldWhateverTheOtherChanged() {
        String seen = tag();
        given().contentType(ContentType.JSON).body(Map.of()).patch(plan).then().statusCode(428);
        change(seen, Map.of("bays", List.of(Map.of("id", bays.get(0), "x", 1, "y", 1)))).statusCode(200);
        change(seen, Map.of("width", 10, "height", 10)).statusCode(412);
        String again = tag();
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("number", "77")).patch("/api/bays/" + bays.get(2)).then().statusCode(200);
        change(again, Map.of("width", 10, "height", 10)).statusCode(412);
        change(Map.of("width", 10, "height", 10)).statusCode(200);
    }

    @Test
    void whatSaysNothingNewIsNoChange() {
        change(Map.of("bays", List.of(Map.of("id", bays.get(0), "x", 1, "y", 1)))).statusCode(200);
        String seen = tag();
        change(Map.of("bays", List.of(Map.of("id", bays.get(0), "x", 1, "y", 1, "angle", 0)))).statusCode(200);
        assertThat(tag()).isEqualTo(seen);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void numbersAreExchanged() {
        change(Map.of("bays", List.of(Map.of("id", bays.get(0), "number", "2"), Map.of("id", bays.get(1), "number", "3"), Map.of("id", bays.get(2), "number", "1")))).statusCode(200);
        assertThat(read().getList("bays.id")).containsExactly(bays.get(2), bays.get(0), bays.get(1));
    }

    @Test
    void aPlaceIsTakenAway() {
        change(Map.of("bays", List.of(Map.of("id", bays.get(0), "x", 1, "y", 1)))).statusCode(200);
        change("{\"bays\":[{\"id\":%d,\"x\":null,\"y\":null}]}".formatted(bays.get(0))).statusCode(200).body("bays[0].x", nullValue()).body("bays[0].length", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"bays\":[{\"id\":0}]} | bays[0].id", "{\"bays\":[{\"id\":ID,\"x\":1}]} | bays[0].y", "{\"bays\":[{\"id\":ID,\"angle\":5}]} | bays[0].x",
        "{\"bays\":[{\"id\":ID,\"x\":2001,\"y\":1}]} | bays[0].x", "{\"bays\":[{\"id\":ID,\"x\":1e999,\"y\":1}]} | bays[0].x", "{\"bays\":[{\"id\":ID,\"x\":-0.1,\"y\":1}]} | bays[0].x",
        "{\"bays\":[{\"id\":ID,\"x\":1,\"y\":1,\"width\":0.4}]} | bays[0].width", "{\"bays\":[{\"id\":ID,\"x\":1,\"y\":1,\"angle\":361}]} | bays[0].angle",
        "{\"bays\":[{\"id\":ID},{\"id\":ID}]} | bays[1].id", "{\"bays\":[{\"x\":1,\"y\":1}]} | bays[0].number", "{\"bays\":[{\"number\":\"2\"}]} | bays[0].number",
        "{\"bays\":[{\"number\":\"n\"},{\"number\":\"n\"}]} | bays[1].number", "{\"bays\":[{\"id\":ID,\"number\":\"=1\"}]} | bays[0].number", "{\"bays\":[{\"id\":ID,\"colour\":1}]} | bays[0].colour",
        "{\"bays\":[7]} | bays[0]", "{\"bays\":{}} | bays", "{\"width\":5} | height", "{\"width\":0,\"height\":1} | width", "{\"depth\":1} | depth"})
    void faultyFieldIsNamedAndNothingIsChanged(String body, String field) {
        String seen = tag();
        change(body.replace("ID", bays.get(0).toString())).statusCode(400).contentType("application/problem+json").body("errors", hasKey(field));
        assertThat(tag()).isEqualTo(seen);
    }

    @Test
    void whatIsNotThereCannotBePlaced() {
        int elsewhere = given().get("/api/bays?facility=" + facility).path("find { it.number == '6' }.id");
        change(Map.of("bays", List.of(Map.of("id", elsewhere, "x", 1, "y", 1)))).statusCode(400).body("errors", hasKey("bays[0].id"));
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("is_active", false)).patch("/api/bays/" + bays.get(2)).then().statusCode(200);
        change(Map.of("bays", List.of(Map.of("number", "3")))).statusCode(400).body("errors['bays[0].number']", hasItem(containsString("retired")));
        given().get("/api/zones/999999998/plan").then().statusCode(404);
        given().contentType(ContentType.JSON).header("If-Match", "*").body("{}").patch("/api/zones/999999998/plan").then().statusCode(404);
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("is_active", false)).patch("/api/zones/" + zone).then().statusCode(200);
        change(Map.of("width", 5, "height", 5)).statusCode(409);
    }

    @Test
    void tooMuchIsRefusedWithoutNamingAllOfIt() {
        List<Map<String, Object>> wanted = new ArrayList<>();
        for (int i = 0; i < 5_001; i++) {
            wanted.add(Map.of("x", -1));
        }
        change(Map.of("bays", wanted)).statusCode(400).body("errors.bays[0]", containsString("5000"));
        Map<String, ?> errors = change(Map.of("bays", wanted.subList(0, 5_000))).statusCode(400).extract().path("errors");
        assertThat(errors).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void aChangeIsOneEntryOfTheLog() {
        List<Object> wanted = new ArrayList<>(List.of(Map.of("id", bays.get(0), "x", 3, "y", 4)));
        for (int i = 0; i < 300; i++) {
            wanted.add(Map.of("number", "N" + i));
        }
        change(Map.of("bays", wanted)).statusCode(200);

        List<Map<String, ?>> entries = entries();
        assertThat(entries).hasSize(1);
        JsonPath entry = JsonPath.from(given().get("/api/audit?subject=PLAN&subject_id=" + zone).asString());
        assertThat(entry.getString("[0].name")).isEqualTo(site.facility() + "/A");
        assertThat((Object) entry.get("[0].before.bays[0].place")).isNull();
        assertThat(entry.getFloat("[0].after.bays[0].place.x")).isEqualTo(3);
        assertThat(entry.getList("[0].after.bays")).hasSize(200);
        assertThat(entry.getInt("[0].after.bays_created")).isEqualTo(300);
    }

    private List<Map<String, ?>> entries() {
        return given().get("/api/audit?subject=PLAN&subject_id=" + zone).then().statusCode(200).extract().path("");
    }

    @Test
    void placesComeAndGoWithTheFile() {
        change(Map.of("width", 40.5, "height", 20, "bays", List.of(Map.of("id", bays.get(0), "x", 3.125, "y", 4, "angle", 45)))).statusCode(200);
        String exported = given().queryParam("facility", site.facility()).get("/api/sites/").asString();
        assertThat(exported).contains(",40.5,20.0,3.125,4.0,45.0,2.5,5.0").contains(",40.5,20.0,,,,,");
        given().contentType("text/csv").body(exported).post("/api/sites/").then().statusCode(200).body("written", equalTo(0));

        String file = "facility_code,zone_code,zone_plan_width,zone_plan_height,bay_number,bay_x,bay_y,bay_angle,bay_width,bay_length\n";
        String line = site.facility() + ",A,60,30,2,10,11,,,\n";
        given().contentType("text/csv").body(file + line).post("/api/sites/").then().statusCode(200);
        change(Map.of()).statusCode(200).body("width", equalTo(60f)).body("bays[1].x", equalTo(10f)).body("bays[1].length", equalTo(5f)).body("bays[0].angle", equalTo(45f));
        for (String faulty : List.of("2,10,,,,|bay_y", "2,,,90,,|bay_x", ",10,11,,,|bay_number", "2,10,11,400,,|bay_angle", "2,2001,11,,,|bay_x", "2,10,11,,0,|bay_width")) {
            String[] said = faulty.split("\\|");
            given().contentType("text/csv").body(file + site.facility() + ",A,60,30," + said[0] + "\n").post("/api/sites/").then().statusCode(400)
                    .body("faults.column", hasItem(said[1]));
        }
        given().contentType("text/csv").body(file + line.replace(",30,", ",,")).post("/api/sites/").then().statusCode(400).body("faults.column", hasItem("zone_plan_height"));
        given().contentType("text/csv").body(file + line + line.replace(",60,", ",61,").replace(",2,", ",3,")).post("/api/sites/").then().statusCode(400)
                .body("faults.column", not(hasItem("bay_x"))).body("faults.column", hasItem("zone_plan_width"));
    }
}
