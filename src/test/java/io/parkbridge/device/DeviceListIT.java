package io.parkbridge.device;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.List;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices as the screen asks for them: narrowed, sorted, counted, exported. */
@QuarkusTest
class DeviceListIT {

    @Inject
    TestSite sites;

    private Site site;
    private int facility;

    /** Of four devices and a gateway, one is well, one has an empty battery, one said goodbye, and two were never heard of. */
    @BeforeEach
    void someSpeak() throws Exception {
        site = sites.create(4);
        facility = site.id();
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":90,\"rssi\":-60}");
            sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":10,\"rssi\":-110}");
            sensors.publish(site.topic(3, "heartbeat"), "{\"voltage\":230,\"current\":2,\"power_factor\":1}");
            sensors.publish(site.topic(3, "status"), "{\"state\":\"offline\"}");
        }
        await().until(() -> codes("status", "OFFLINE"), is(List.of(site.device(3))));
        await().until(() -> devices().queryParam("search", site.device(2)).get("/api/devices").path("[0].open_alerts"), equalTo(1));
    }

    private RequestSpecification devices() {
        return given().queryParam("facility", facility);
    }

    private List<String> codes(String... parameters) {
        RequestSpecification request = devices();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/devices").then().statusCode(200).extract().path("device_code");
    }

    @Test
    void statusSaysWhoSpeaks() {
        assertThat(codes("status", "ONLINE")).containsExactly(site.device(1), site.device(2));
        assertThat(codes("status", "NEVER")).containsExactly(site.device(4), site.gateway());
        assertThat(codes("status", "offline,never")).containsExactly(site.device(3), site.device(4), site.gateway());
        assertThat(codes("status", "RETIRED")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"code, 1 2 3 4", "-code, 4 3 2 1", "battery, 2 1 3 4", "-battery, 1 2 3 4", "-rssi, 1 2 3 4", "health, 2 1 3 4", "-alerts, 2 1 3 4",
        "status, 4 3 1 2", "zone, 1 2 3 4", "-bay, 4 3 2 1", "model, 1 2 3 4"})
    void everyColumnSortsAndWhatIsUnknownComesLast(String sort, String expected) {
        List<String> bays = devices().queryParam("sort", sort).queryParam("model", "test").get("/api/devices").path("slot_number");
        assertThat(String.join(" ", bays)).isEqualTo(expected);
    }

    @Test
    void healthOfTheFilterIsTheOneThatIsShown() {
        List<Integer> scores = devices().queryParam("sort", "health").get("/api/devices").path("health_score");
        int worst = scores.getFirst();
        assertThat(worst).isLessThan(scores.get(1));
        assertThat(codes("health_max", Integer.toString(worst))).containsExactly(site.device(2));
        assertThat(codes("health_min", Integer.toString(worst + 1))).containsExactly(site.device(1), site.device(3));
    }

    @Test
    void pagesNameTheNextAndHowManyThereAre() {
        devices().queryParam("page_size", 2).queryParam("total", true).get("/api/devices").then().header("X-Total-Count", "5")
                .header("Link", org.hamcrest.Matchers.containsString("page=2")).body("$", hasSize(2));
        devices().queryParam("page_size", 2).queryParam("page", 3).get("/api/devices").then().header("X-Total-Count", (String) null)
                .body("device_code", contains(site.gateway()));
    }

    @Test
    void namedDevicesAreAskedForTogether() {
        List<Integer> ids = devices().get("/api/devices").path("id");
        given().queryParam("ids", ids.get(2) + "," + ids.get(0)).get("/api/devices").then().body("device_code", contains(site.device(1), site.device(3)));
        given().queryParam("code", site.device(1)).get("/api/devices").then().body("id", contains(ids.get(0)));
    }

    @Test
    void exportHasWhatTheListHas() {
        List<String> lines = devices().queryParam("status", "ONLINE").queryParam("sort", "battery").get("/api/devices/export").then().statusCode(200)
                .contentType("text/csv").extract().asString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("device_code,status,facility,zone,bay,model,health_score,last_seen_at");
        assertThat(lines.get(1)).startsWith(site.device(2) + ",ONLINE");
        assertThat(lines.get(2)).startsWith(site.device(1) + ",ONLINE");
    }

    @Test
    void healthIsExplainedByItsFactors() {
        List<Integer> ids = devices().get("/api/devices").path("id");
        given().get("/api/devices/" + ids.get(1) + "/health").then().body("factor", contains("recency", "battery", "alerts"))
                .body("weight", contains(40, 40, 20)).body("[1].score", equalTo(20.0f)).body("[1].value", equalTo(10.0f));
        given().get("/api/devices/" + ids.get(3) + "/health").then().body("$", hasSize(0));
        given().get("/api/devices/999999999/health").then().statusCode(404);
    }

    @Test
    void modelsAreListed() {
        given().get("/api/devices/models").then().body("$", hasItem("test"));
        devices().queryParam("model", "gateway").get("/api/devices").then().body("device_code", contains(site.gateway())).body("$", everyItem(hasKey("status")));
    }

    @ParameterizedTest
    @CsvSource({"sort, voltag", "status, ASLEEP", "health_min, 101", "health_max, -1", "ids, one", "facility, x", "total, maybe"})
    void nonsenseIsRefused(String parameter, String value) {
        given().queryParam(parameter, value).get("/api/devices").then().statusCode(400);
    }
}
