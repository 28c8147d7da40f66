package io.parkbridge.occupancy;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sites changed while their sensors talk: what counts stays right, and no history is lost. */
@QuarkusTest
class AdministrationIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private Site site;
    private TestSensors sensors;
    private int seq;

    @BeforeEach
    void connect() throws MqttException {
        site = sites.create(4);
        sensors = TestSensors.connect();
    }

    @AfterEach
    void disconnect() throws MqttException {
        sensors.close();
    }

    private static ValidatableResponse patch(String path, int id, Map<String, ?> fields) {
        String version = given().get(path + id).then().statusCode(200).extract().header("ETag");
        return given().contentType(ContentType.JSON).header("If-Match", version).body(fields).patch(path + id).then();
    }

    private static ValidatableResponse post(String path, Map<String, ?> fields) {
        return given().contentType(ContentType.JSON).body(fields).post(path).then();
    }

    private int facility() {
        return number("select id from facility where code = ?", site.facility());
    }

    private int zone(String code) {
        return number("select z.id from zone z join facility f on f.id = z.facility_id where f.code = ? and z.code = ?", site.facility(), code);
    }

    private int device(int bay) {
        return number("select id from device where code = ?", site.device(bay));
    }

    private int bay(int bay) {
        return number("select b.bay_id from bay_device b join device d on d.id = b.device_id where d.code = ? order by b.bay_id limit 1",
                site.device(bay));
    }

    private int number(String sql, Object... parameters) {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).as(sql).isTrue();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void publish(String device, boolean occupied) throws MqttException {
        sensors.publish("parking/v1/" + site.facility() + "/" + device + "/occupancy", "{\"occupied\":%s,\"seq\":%d}".formatted(occupied, seq++));
    }

    private void awaitZone(String code, int capacity, int occupied, int known) {
        int zone = zone(code);
        await().untilAsserted(() -> assertThat(List.of(number("select capacity from zone where id = ?", zone),
                number("select occupied from zone_state where zone_id = ?", zone), number("select known from zone_state where zone_id = ?", zone)))
                .containsExactly(capacity, occupied, known));
        countsAreThoseOfTheBays(zone);
    }

    /** The counts beside a recount, and the occupied bays beside the open stays and the arrivals less the departures. */
    private void countsAreThoseOfTheBays(int zone) {
        String bays = "select count(*) from bay b join bay_state s on s.bay_id = b.id where b.zone_id = ? and ";
        assertThat(number("select capacity from zone where id = ?", zone)).isEqualTo(number(bays + "b.active", zone));
        assertThat(number("select known from zone_state where zone_id = ?", zone)).isEqualTo(number(bays + "occupied is not null", zone));
        int occupied = number("select occupied from zone_state where zone_id = ?", zone);
        assertThat(occupied).isEqualTo(number(bays + "occupied", zone));
        assertThat(occupied).isEqualTo(number("select count(*) from stay where zone_id = ? and departed_at is null", zone));
        assertThat(occupied).isEqualTo(number("select coalesce(sum(arrivals - departures), 0) from hourly_usage where zone_id = ?", zone));
    }

    @Test
    void siteGrowsFromNothingAndItsFirstMessageCounts() throws MqttException {
        String code = site.facility() + "x";
        int facility = post("/api/facilities/", Map.of("code", code, "name", "New", "time_zone", "Europe/Berlin"))
                .statusCode(201).header("ETag", "\"0\"").body("time_zone", equalTo("Europe/Berlin")).body("is_active", equalTo(true)).extract().path("id");
        int zone = post("/api/zones/", Map.of("facility_id", facility, "code", "Z", "name", "Zone Z", "max_stay_minutes", 90))
                .statusCode(201).body("max_stay_minutes", equalTo(90)).body("total_slots", equalTo(0)).extract().path("id");
        int bay = post("/api/bays/", Map.of("zone_id", zone, "number", "7", "longitude", 13.4, "latitude", 52.5))
                .statusCode(201).body("is_occupied", nullValue()).extract().path("id");
        post("/api/devices/", Map.of("device_code", code + "-7", "bay_id", bay)).statusCode(201).body("facility_id", equalTo(facility));

        sensors.publish("parking/v1/" + code + "/" + code + "-7/occupancy", "{\"occupied\":true}");

        await().untilAsserted(() -> given().get("/api/bays/" + bay).then().body("is_occupied", equalTo(true)));
        given().get("/api/zones/?facility=" + facility).then().body("[0].total_slots", equalTo(1)).body("[0].occupied_count", equalTo(1));
    }

    @Test
    void changeNeedsTheVersionThatWasSeen() {
        int zone = zone("A");
        String seen = given().get("/api/zones/" + zone).header("ETag");
        given().contentType(ContentType.JSON).body(Map.of("name", "x")).patch("/api/zones/" + zone).then().statusCode(428);
        patch("/api/zones/", zone, Map.of("name", "First")).statusCode(200).body("name", equalTo("First"));
        given().contentType(ContentType.JSON).header("If-Match", seen).body(Map.of("name", "Second")).patch("/api/zones/" + zone).then()
                .statusCode(412).contentType("application/problem+json");
        given().get("/api/zones/" + zone).then().body("name", equalTo("First"));
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("name", "Third")).patch("/api/zones/" + zone).then().statusCode(200);
    }

    @Test
    void capacityIsNoChangeOfTheZone() {
        int zone = zone("A");
        String seen = given().get("/api/zones/" + zone).header("ETag");
        post("/api/bays/", Map.of("zone_id", zone, "number", "99")).statusCode(201);
        given().get("/api/zones/" + zone).then().header("ETag", seen).body("total_slots", equalTo(3));
    }

    @Test
    void retiredBayLeavesTheCountsAndItsStayEnds() throws MqttException {
        publish(site.device(1), true);
        publish(site.device(2), true);
        awaitZone("A", 2, 2, 2);

        patch("/api/bays/", bay(1), Map.of("is_active", false)).statusCode(200).body("is_active", equalTo(false));

        awaitZone("A", 1, 1, 1);
        assertThat(number("select count(*) from stay where bay_id = ? and departed_at is not null", bay(1))).isEqualTo(1);
        assertThat(number("select count(*) from occupancy where bay_id = ?", bay(1))).isEqualTo(1);
        given().get("/api/devices/" + device(1)).then().body("is_active", equalTo(false));
    }

    @Test
    void retiredZoneTakesItsBaysAndDevicesAlong() throws MqttException {
        publish(site.device(3), true);
        awaitZone("B", 2, 1, 1);

        patch("/api/zones/", zone("B"), Map.of("is_active", false)).statusCode(200).body("total_slots", equalTo(0));

        awaitZone("B", 0, 0, 0);
        given().get("/api/devices/" + device(4)).then().body("is_active", equalTo(false));
        patch("/api/zones/", zone("B"), Map.of("is_active", true)).statusCode(200).body("total_slots", equalTo(0));
        patch("/api/bays/", bay(3), Map.of("is_active", true)).statusCode(200);
        patch("/api/devices/", device(3), Map.of("is_active", true)).statusCode(200);
        publish(site.device(3), true);
        awaitZone("B", 1, 1, 1);
    }

    @Test
    void facilityGoesAfterItsZonesAndDevices() {
        patch("/api/facilities/", facility(), Map.of("is_active", false)).statusCode(409);
        patch("/api/zones/", zone("A"), Map.of("is_active", false)).statusCode(200);
        patch("/api/zones/", zone("B"), Map.of("is_active", false)).statusCode(200);
        patch("/api/facilities/", facility(), Map.of("is_active", false)).statusCode(409);
        patch("/api/devices/", number("select id from device where code = ?", site.gateway()), Map.of("is_active", false)).statusCode(200);
        patch("/api/facilities/", facility(), Map.of("is_active", false)).statusCode(200);
        post("/api/zones/", Map.of("facility_id", facility(), "code", "N", "name", "N")).statusCode(400).body("errors", hasKey("facility_id"));
    }

    @Test
    void messageAfterADeviceIsRetiredIsADeadLetter() throws MqttException {
        publish(site.device(1), true);
        awaitZone("A", 2, 1, 1);
        patch("/api/devices/", device(1), Map.of("is_active", false)).statusCode(200);
        awaitZone("A", 2, 0, 0);

        publish(site.device(1), false);

        await().until(() -> number("select count(*) from dead_letter where device_code = ? and reason = 'INACTIVE_DEVICE'", site.device(1)) == 1);
        awaitZone("A", 2, 0, 0);
    }

    @Test
    void movedDeviceLeavesItsHistoryWithTheOldBay() throws MqttException {
        publish(site.device(1), true);
        awaitZone("A", 2, 1, 1);
        int free = post("/api/bays/", Map.of("zone_id", zone("B"), "number", "50")).statusCode(201).extract().path("id");

        patch("/api/devices/", device(1), Map.of("bay_id", free)).statusCode(200).body("bay_id", equalTo(free));
        awaitZone("A", 2, 0, 0);
        publish(site.device(1), true);

        awaitZone("B", 3, 1, 1);
        assertThat(number("select count(*) from occupancy where bay_id = ?", bay(1))).isEqualTo(1);
        assertThat(number("select count(*) from stay where bay_id = ?", bay(1))).isEqualTo(1);
        assertThat(number("select count(*) from occupancy where bay_id = ?", free)).isEqualTo(1);
    }

    @Test
    void readingFromBeforeAMoveIsNotOfTheNewBay() throws MqttException {
        int free = post("/api/bays/", Map.of("zone_id", zone("B"), "number", "50")).statusCode(201).extract().path("id");
        patch("/api/devices/", device(1), Map.of("bay_id", free)).statusCode(200);

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"time\":\"2026-01-01T00:00:00Z\"}");

        await().until(() -> number("select count(*) from dead_letter where device_code = ? and reason = 'NO_BAY'", site.device(1)) == 1);
        awaitZone("B", 3, 0, 0);
    }

    @Test
    void replacementContinuesTheStay() throws MqttException {
        publish(site.device(1), true);
        awaitZone("A", 2, 1, 1);
        String version = given().get("/api/devices/" + device(1)).header("ETag");
        String successor = site.device(1) + "-new";

        given().contentType(ContentType.JSON).header("If-Match", version).body(Map.of("device_code", successor, "model", "better"))
                .post("/api/devices/" + device(1) + "/replacement").then().statusCode(201).body("bay_id", equalTo(bay(1)));

        awaitZone("A", 2, 1, 1);
        publish(successor, true);
        publish(successor, false);
        awaitZone("A", 2, 0, 1);
        assertThat(number("select count(*) from stay where bay_id = ?", bay(1))).isEqualTo(1);
    }

    @Test
    void lateReadingOfANewSensorDoesNotReachIntoTheOldOnesTime() throws MqttException {
        publish(site.device(1), true);
        awaitZone("A", 2, 1, 1);
        patch("/api/devices/", device(1), Map.of("is_active", false)).statusCode(200);
        String successor = site.device(1) + "-new";
        post("/api/devices/", Map.of("device_code", successor, "bay_id", bay(1))).statusCode(201);
        String topic = "parking/v1/" + site.facility() + "/" + successor + "/occupancy";

        Instant now = Instant.now();
        sensors.publish(topic, "{\"occupied\":false,\"time\":\"%s\",\"seq\":3}".formatted(now.plusSeconds(60)));
        awaitZone("A", 2, 0, 1);
        sensors.publish(topic, "{\"occupied\":true,\"time\":\"%s\",\"seq\":2}".formatted(now.plusSeconds(30)));
        await().until(() -> number("select count(*) from stay where bay_id = ?", bay(1)) == 2);
        awaitZone("A", 2, 0, 1);
        assertThat(number("select count(*) from stay where bay_id = ? and departed_at - arrived_at = interval '30 seconds'", bay(1))).isEqualTo(1);
    }

    @Test
    void devEuiBelongsToOneDevice() {
        String devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        patch("/api/devices/", device(1), Map.of("dev_eui", devEui.toUpperCase(Locale.ROOT))).statusCode(200).body("dev_eui", equalTo(devEui));
        patch("/api/devices/", device(2), Map.of("dev_eui", devEui)).statusCode(409).body("detail", containsString(site.device(1)));
        post("/api/devices/", Map.of("device_code", site.device(1) + "-new", "facility_id", facility(), "dev_eui", devEui)).statusCode(409)
                .body("detail", containsString(site.device(1)));
        patch("/api/devices/", device(1), Collections.singletonMap("dev_eui", null)).statusCode(200).body("dev_eui", nullValue());
        patch("/api/devices/", device(2), Map.of("dev_eui", devEui)).statusCode(200);
    }

    @Test
    void watchedBayTakesNoSecondDevice() {
        post("/api/devices/", Map.of("device_code", site.facility() + "-second", "bay_id", bay(1))).statusCode(400).body("errors", hasKey("bay_id"));
        patch("/api/devices/", device(2), Map.of("bay_id", bay(1))).statusCode(400).body("errors", hasKey("bay_id"));
    }

    @Test
    void timeZoneIsFixedOnceAReadingHasCome() throws MqttException {
        patch("/api/facilities/", facility(), Map.of("time_zone", "Asia/Tokyo")).statusCode(200);
        publish(site.device(1), true);
        awaitZone("A", 2, 1, 1);
        patch("/api/facilities/", facility(), Map.of("time_zone", "Europe/Paris")).statusCode(400).body("errors", hasKey("time_zone"));
        patch("/api/facilities/", facility(), Map.of("name", "Other", "time_zone", "Asia/Tokyo")).statusCode(200);
    }

    /** Changes of structure and readings at the same bays at the same time end in counts that agree with the bays. */
    @Test
    void countsStayRightWhileSensorsTalkAndPlacesChange() throws Exception {
        Thread talking = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 120; i++) {
                try {
                    sensors.send(site.topic(1 + i % 4, "occupancy"), "{\"occupied\":%s,\"seq\":%d}".formatted(i % 8 < 4, i), false);
                } catch (MqttException e) {
                    throw new AssertionError(e);
                }
            }
        });
        for (int i = 0; i < 6; i++) {
            patch("/api/devices/", device(1), Map.of("is_active", i % 2 == 1)).statusCode(200);
            patch("/api/bays/", bay(3), Map.of("is_active", i % 2 == 1)).statusCode(200);
            if (i % 2 == 1) {
                patch("/api/devices/", device(3), Map.of("is_active", true)).statusCode(200);
            }
        }
        talking.join();
        await().until(() -> number("""
                select (select count(*) from occupancy o join device d on d.id = o.device_id where d.code like ?)
                     + (select count(*) from dead_letter where device_code like ?)""", site.facility() + "%", site.facility() + "%") == 120);
        countsAreThoseOfTheBays(zone("A"));
        countsAreThoseOfTheBays(zone("B"));
    }

    @Test
    void targetThatSomebodyElseHasSetMeanwhileIsNotOverwrittenUnseen() {
        int zone = zone("A");
        String day = "/api/zones/" + zone + "/targets/2030-01-07";
        String week = "/api/zones/" + zone + "/weekly-targets/2030-01-07";
        given().get(day).then().statusCode(404);
        String five = sent("{\"arrivals\":5}").header("If-Match", "\"none\"").put(day).then().statusCode(200).extract().header("ETag");
        sent("{\"arrivals\":6}").header("If-Match", "\"none\"").put(day).then().statusCode(412);
        sent("{\"arrivals\":6}").header("If-Match", five).put(day).then().statusCode(200);
        given().header("If-Match", five).delete(day).then().statusCode(412);
        given().get(day).then().header("ETag", equalTo("\"6\"")).body("arrivals", equalTo(6));
        sent("{\"arrivals\":7}").put(day).then().statusCode(200);

        sent("{\"usage_hours\":120}").header("If-Match", "\"7\"").put(day).then().statusCode(200).header("ETag", equalTo("\"7-120\"")).body("arrivals", equalTo(7));
        sent("{\"arrivals\":8}").header("If-Match", "\"7\"").put(day).then().statusCode(412);
        sent("{\"arrivals\":8}").put(day).then().statusCode(200).body("usage_hours", equalTo(120));
        given().queryParam("date", "2030-01-07").get("/api/targets").then().body("find { it.zone_id == %d }.target_usage_hours".formatted(zone), equalTo(120));
        given().queryParam("from", "2030-01-07").queryParam("to", "2030-01-07").get("/api/zones/%d/targets".formatted(zone)).then()
                .body("usage_hours", equalTo(List.of(120)));
        sent("{\"usage_hours\":null}").put(day).then().statusCode(200).body("usage_hours", nullValue()).body("arrivals", equalTo(8));

        String pattern = sent("{\"arrivals\":[1,2,3,4,5,6,null]}").put(week).then().statusCode(200).extract().header("ETag");
        given().get(week).then().header("ETag", equalTo(pattern));
        sent("{\"arrivals\":[1,1,1,1,1,1,1]}").header("If-Match", "\"none\"").put(week).then().statusCode(412);
        given().header("If-Match", pattern).delete(week).then().statusCode(204);
        given().get(week).then().statusCode(404);
    }

    private static RequestSpecification sent(String json) {
        return given().contentType(ContentType.JSON).body(json);
    }
}
