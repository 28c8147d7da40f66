package io.parkbridge.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Discovered devices and their adoption: the past is applied as if they had been registered from the start. */
@QuarkusTest
class AdoptionIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Ledger ledger;

    @Inject
    Replay replay;

    private Site site;
    private Stranger stranger;

    @BeforeEach
    void strangerAtASite() throws MqttException, SQLException {
        site = sites.create(4);
        stranger = new Stranger(database, ledger, site);
    }

    @AfterEach
    void disconnect() throws MqttException {
        stranger.close();
    }

    @Test
    void adoptedDeviceIsAsIfItHadBeenRegisteredFromTheStart() throws Exception {
        Site known = sites.create(4);
        List<String> readings = new ArrayList<>();
        Random random = new Random(20261124);
        for (int i = 0; i < 60; i++) {
            readings.add(Stranger.occupancy(i * 7, random.nextBoolean(), i));
        }
        try (TestSensors sensors = TestSensors.connect()) {
            for (String reading : readings) {
                sensors.publish(known.topic(1, "occupancy"), reading);
            }
            sensors.publish(known.topic(1, "heartbeat"), "{\"time\":\"%s\",\"battery\":80}".formatted(Stranger.NOON));
        }
        Collections.shuffle(readings, random);
        readings.addAll(readings.subList(0, 10));
        for (String reading : readings) {
            stranger.publish("occupancy", reading);
        }
        stranger.publish("heartbeat", "{\"time\":\"%s\",\"battery\":80}".formatted(Stranger.NOON));
        stranger.awaitDead(71);

        given().queryParam("facility", site.facility()).get("/api/discovered-devices").then().statusCode(200)
                .body("size()", equalTo(1)).body("[0].code", equalTo(stranger.code())).body("[0].facility_code", equalTo(site.facility()))
                .body("[0].messages", equalTo(71)).body("[0].kinds", containsInAnyOrder("occupancy", "heartbeat"))
                .body("[0].last_payload", containsString("battery"));
        long changes = siteRevision();
        adopt("{\"facility\":\"%s\",\"zone\":\"A\",\"bay_number\":\"1\",\"model\":\"acme\"}".formatted(site.facility())).statusCode(201)
                .body("device_code", equalTo(stranger.code())).body("replayed", equalTo(71)).body("stored", equalTo(61))
                .body("duplicate", equalTo(10)).body("still_dead", equalTo(0));

        assertThat(picture(site)).isEqualTo(picture(known)).isNotEmpty();
        assertThat(siteRevision()).as("browsers learn of it").isGreaterThan(changes);
        given().queryParam("device", stranger.code()).get("/api/dead-letters").then().body("size()", equalTo(0));
        given().queryParam("device", stranger.code()).queryParam("state", "STORED").get("/api/dead-letters").then()
                .body("size()", equalTo(61)).body("[0].attempts", equalTo(1));
        given().queryParam("facility", site.facility()).get("/api/discovered-devices").then().body("size()", equalTo(0));
    }

    @Test
    void deviceRegisteredInAnotherWayGetsItsPastAsWell() throws Exception {
        stranger.publish("occupancy", Stranger.occupancy(0, true, 1));
        stranger.awaitDead(1);
        stranger.register(true);

        replay.readable();

        assertThat(stranger.number(Stranger.READINGS)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                                  | 400 | model",
        "{\"model\":\"acme\"}                                                | 400 | bay_id",
        "{\"model\":\"acme\",\"bay_id\":999999999}                           | 400 | bay_id",
        "{\"model\":\"acme\",\"facility\":\"F\",\"zone\":\"A\",\"bay_number\":\"77\"}  | 400 | bay_number",
        "{\"model\":\"\",\"bay_id\":1,\"expected_interval_seconds\":0}       | 400 | expected_interval_seconds"})
    void badAdoptionIsToldFieldByField(String body, int status, String field) throws Exception {
        stranger.publish("occupancy", Stranger.occupancy(0, true, 1));
        stranger.awaitDead(1);

        adopt(body.replace("\"F\"", "\"" + site.facility() + "\"")).statusCode(status).contentType("application/problem+json")
                .body("errors", hasKey(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"not json", "null", "[]", "{\"bay_id\":\"x\"}", "{\"model\":7,\"bay_id\":{}}"})
    void adoptionThatIsNoRequestIsRefused(String body) throws Exception {
        stranger.publish("occupancy", Stranger.occupancy(0, true, 1));
        stranger.awaitDead(1);

        adopt(body).statusCode(400);
    }

    @Test
    void takenBayIsNamedAndUnknownDeviceIsNotFound() throws Exception {
        stranger.publish("occupancy", Stranger.occupancy(0, true, 1));
        stranger.awaitDead(1);
        String secondBay = "{\"facility\":\"%s\",\"zone\":\"A\",\"bay_number\":\"2\",\"model\":\"acme\"}".formatted(site.facility());

        adopt(secondBay).statusCode(409).body("detail", containsString(site.device(2)));
        given().contentType(ContentType.JSON).body(secondBay).post("/api/discovered-devices/nobody-knows-me/adopt").then().statusCode(404);
        given().urlEncodingEnabled(false).contentType(ContentType.JSON).body(secondBay).post("/api/discovered-devices/%00/adopt").then()
                .statusCode(404);
        given().contentType(ContentType.JSON).body(secondBay).post("/api/discovered-devices/" + site.device(3) + "/adopt").then()
                .statusCode(409);
        adopt("{\"facility\":\"%s\",\"zone\":\"A\",\"bay_number\":\"1\",\"model\":\"acme\"}".formatted(sites.create(2).facility()))
                .statusCode(400).body("errors.bay_number[0]", containsString(site.facility()));
    }

    private ValidatableResponse adopt(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/discovered-devices/" + stranger.code() + "/adopt").then();
    }

    private long siteRevision() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return SiteRevision.present(connection);
        }
    }

    /** Everything the readings of bay 1 have led to, without identifiers. */
    private String picture(Site of) throws SQLException {
        String query = """
                with bays as (
                    select b.id, b.zone_id from bay b join zone z on z.id = b.zone_id join facility f on f.id = z.facility_id
                    where f.code = ? and b.number = '1')
                select string_agg(line, e'\\n' order by line) from (
                    select concat_ws(' ', 'stay', s.arrived_at, s.departed_at) as line from stay s join bays on s.bay_id = bays.id
                    union all
                    select concat_ws(' ', 'hour', h.hour, h.readings, h.arrivals, h.departures) from hourly_usage h join bays using (zone_id)
                    union all
                    select concat_ws(' ', 'bay', s.occupied, s.since, s.reading_at, s.reading_seq) from bay_state s join bays on s.bay_id = bays.id
                    union all
                    select concat_ws(' ', 'zone', s.occupied, s.known) from zone_state s join bays using (zone_id)
                    union all
                    select concat_ws(' ', 'device', s.last_seen_at, s.missing, s.battery) from device_state s
                    join device d on d.id = s.device_id and d.active join bays on bays.id = d.bay_id
                ) lines""";
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, of.facility());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
