package io.parkbridge.live;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What a guidance sign finds at the broker. */
@QuarkusTest
class SignFeedIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Test
    void availabilityOfZoneAndFacilityIsRetainedAndFollowsTheCars() throws Exception {
        Site site = sites.create(4);
        String root = "parkbridge/v1/" + site.facility();
        try (TestSensors sensors = TestSensors.connect(); TestSensors sign = TestSensors.connect()) {
            sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"seq\":0}");
            sensors.publish(site.topic(2, "occupancy"), "{\"occupied\":false,\"seq\":0}");
            sensors.publish(site.topic(3, "occupancy"), "{\"occupied\":true,\"seq\":0}");

            Map<String, String> shown = sign.watch(root + "/#");
            awaitShown(shown, root + "/A/availability", "\"capacity\":2,\"occupied\":1,\"free\":1,\"unknown\":0,");
            awaitShown(shown, root + "/B/availability", "\"capacity\":2,\"occupied\":1,\"free\":0,\"unknown\":1,");
            awaitShown(shown, root + "/availability", "\"capacity\":4,\"occupied\":2,\"free\":1,\"unknown\":1,");

            sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false,\"seq\":1}");
            awaitShown(shown, root + "/availability", "\"capacity\":4,\"occupied\":1,\"free\":2,\"unknown\":1,");
            try (TestSensors later = TestSensors.connect()) {
                Map<String, String> kept = later.watch(root + "/#");
                awaitShown(kept, root + "/A/availability", "\"occupied\":0,\"free\":2,");
            }
        }
    }

    @Test
    void signFollowsARetiredBay() throws Exception {
        Site site = sites.create(4);
        try (TestSensors sensors = TestSensors.connect(); TestSensors sign = TestSensors.connect()) {
            sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false,\"seq\":0}");
            Map<String, String> shown = sign.watch("parkbridge/v1/" + site.facility() + "/#");
            String topic = "parkbridge/v1/" + site.facility() + "/A/availability";
            awaitShown(shown, topic, "\"capacity\":2,\"occupied\":0,\"free\":1,");
            int bay = given().get("/api/devices/" + deviceId(site.device(1))).path("bay_id");

            given().contentType("application/json").header("If-Match", "*").body("{\"is_active\":false}").patch("/api/bays/" + bay).then()
                    .statusCode(200);

            awaitShown(shown, topic, "\"capacity\":1,\"occupied\":0,\"free\":0,");
        }
    }

    @Test
    void signOfARetiredFacilitySaysThatNothingIsFree() throws Exception {
        Site site = sites.create(2);
        try (TestSensors sensors = TestSensors.connect(); TestSensors sign = TestSensors.connect()) {
            sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false,\"seq\":0}");
            Map<String, String> shown = sign.watch("parkbridge/v1/" + site.facility() + "/#");
            String topic = "parkbridge/v1/" + site.facility() + "/availability";
            awaitShown(shown, topic, "\"free\":1,");
            int facility = site.id();
            List<Integer> zones = given().get("/api/zones/?facility=" + facility).path("id");

            zones.forEach(zone -> retire("/api/zones/" + zone));
            retire("/api/devices/" + deviceId(site.gateway()));
            retire("/api/facilities/" + facility);

            awaitShown(shown, topic, "\"capacity\":0,\"occupied\":0,\"free\":0,");
        }
    }

    private static void retire(String what) {
        given().contentType("application/json").header("If-Match", "*").body("{\"is_active\":false}").patch(what).then().statusCode(200);
    }

    private int deviceId(String code) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select id from device where code = ?")) {
            query.setString(1, code);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void awaitShown(Map<String, String> shown, String topic, String part) {
        await().until(() -> shown.getOrDefault(topic, "").contains(part));
    }
}
