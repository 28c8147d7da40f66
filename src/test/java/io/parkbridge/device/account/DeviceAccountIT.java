package io.parkbridge.device.account;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.parkbridge.Mosquitto;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.mqtt.BrokerAccounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say and hear what at the broker, tried with Mosquitto's own clients: as a stranger, a wrong, a revoked and an impersonating device. */
@QuarkusTest
class DeviceAccountIT {

    private static final String HEARTBEAT = "{\"battery\":80}";

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    AccountSweep sweep;

    @Inject
    BrokerAccounts broker;

    @Inject
    Revocations revocations;

    private Site site;
    private String device;
    private int id;

    @BeforeEach
    void newSite() throws SQLException {
        site = sites.create(4);
        device = site.device(1);
        id = idOf(device);
    }

    private static ValidatableResponse post(String path) {
        return given().post(path).then();
    }

    private String issue() {
        return post("/api/devices/" + id + "/credentials").statusCode(201).header("Cache-Control", "no-store")
                .body("username", equalTo(device)).extract().path("password");
    }

    @Test
    void nobodyIsAdmittedWithoutALogin() throws Exception {
        assertThat(Mosquitto.publish(null, null, "stranger", site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
    }

    @Test
    void wrongPasswordIsRefused() throws Exception {
        issue();

        assertThat(Mosquitto.publish(device, "guessed", device, site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
    }

    @Test
    void deviceSpeaksForItselfAlone() throws Exception {
        String password = issue();

        assertThat(Mosquitto.publish(device, password, device, site.topic(1, "heartbeat"), HEARTBEAT).isGranted()).isTrue();
        assertThat(Mosquitto.publish(device, password, device, site.topic(2, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        assertThat(Mosquitto.publish(device, password, device, "parkbridge/v1/" + site.facility() + "/availability", "{}").isRefused()).isTrue();
        assertThat(Mosquitto.publish(device, password, device, "$CONTROL/dynamic-security/v1",
                "{\"commands\":[{\"command\":\"listClients\"}]}").isRefused()).isTrue();
        await().until(() -> number("select count(*) from heartbeat h join device d on d.id = h.device_id where d.code = ?", device) == 1);
        assertThat(number("select count(*) from heartbeat h join device d on d.id = h.device_id where d.code = ?", site.device(2))).isZero();
    }

    @Test
    void anotherFacilitysNameIsADeadLetter() throws Exception {
        String password = issue();

        Mosquitto.publish(device, password, device, "parking/v1/elsewhere/" + device + "/heartbeat", HEARTBEAT);

        await().until(() -> number("select count(*) from dead_letter where reason = 'WRONG_FACILITY' and device_code = ?", device) == 1);
    }

    /** Two at once: the one revokes, and before the broker is told of it the other issues anew. */
    @Test
    void revocationThatIsToldLateTakesNothingThatWasIssuedSince() throws Exception {
        issue();
        String password = issue();

        revocations.tell(device);

        assertThat(Mosquitto.publish(device, password, device, site.topic(1, "heartbeat"), HEARTBEAT).isGranted()).isTrue();
    }

    @Test
    void deviceCannotTakeOverTheSessionOfAnother() throws Exception {
        String password = issue();

        assertThat(Mosquitto.publish(device, password, "parkbridge-1", site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        assertThat(Mosquitto.publish(device, password, site.device(2), site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "parking/v1/#", "parkbridge/v1/#", "$SYS/#", "$share/parkbridge/parking/v1/#", "$share/g/#",
        "$CONTROL/dynamic-security/v1/response"})
    void deviceMaySubscribeToNothingElse(String topic) throws Exception {
        String password = issue();

        try (Mosquitto client = Mosquitto.subscribe(device, password, device, topic)) {
            assertThat(client.result().isRefused()).isTrue();
        }
    }

    @Test
    void deviceHearsItsOwnCommandsAlone() throws Exception {
        String password = issue();
        String commands = "parkbridge/v1/" + site.facility() + "/%s/commands/reboot";

        try (Mosquitto client = Mosquitto.subscribe(device, password, device, "parkbridge/v1/" + site.facility() + "/+/commands/#")) {
            awaitListening(client);
            say(commands.formatted(site.device(2)), "not yours");
            say(commands.formatted(device), "yours");
            await().until(() -> client.text().contains("commands/reboot yours"));
            assertThat(client.text()).doesNotContain("not yours");
        }
    }

    @Test
    void lastWillIsUnderItsOwnTopicAlone() throws Exception {
        String password = issue();

        try (TestSensors witness = TestSensors.connect()) {
            var said = witness.watch("parking/v1/" + site.facility() + "/#");
            for (int bay : new int[] {2, 1}) {
                try (Mosquitto client = Mosquitto.subscribe(device, password, device, "parkbridge/v1/" + site.facility() + "/" + device
                        + "/commands/#", "--will-topic", site.topic(bay, "status"), "--will-payload", "{\"state\":\"offline\"}", "--will-qos", "1")) {
                    awaitListening(client);
                }
            }
            await().until(() -> said.containsKey(site.topic(1, "status")));
            assertThat(said).doesNotContainKey(site.topic(2, "status"));
        }
    }

    @Test
    void newPasswordThrowsOutWhoIsConnectedWithTheOldOne() throws Exception {
        String old = issue();
        try (Mosquitto client = Mosquitto.subscribe(device, old, device, "parkbridge/v1/" + site.facility() + "/" + device + "/commands/#")) {
            awaitListening(client);

            String fresh = issue();

            assertThat(client.result().isRefused()).isTrue();
            assertThat(Mosquitto.publish(device, old, device, site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
            assertThat(Mosquitto.publish(device, fresh, device, site.topic(1, "heartbeat"), HEARTBEAT).isGranted()).isTrue();
            postHeartbeat(device, old, device).statusCode(401);
            postHeartbeat(device, fresh, device).statusCode(201);
        }
    }

    @Test
    void whatADeviceHasIsToldWithoutThePassword() throws Exception {
        given().get("/api/devices/" + id + "/credentials").then().statusCode(200).body("state", equalTo("NONE")).body("username", equalTo(device))
                .body("is_possible", equalTo(true)).body("issued_at", nullValue());

        String password = issue();

        assertThat(given().get("/api/devices/" + id + "/credentials").then().statusCode(200).body("state", equalTo("ISSUED"))
                .body("issued_by", notNullValue()).extract().asString()).doesNotContain(password);
        given().get("/api/devices/999999998/credentials").then().statusCode(404);
    }

    @Test
    void revokedDeviceIsThrownOutAndStaysOut() throws Exception {
        String password = issue();
        try (Mosquitto client = Mosquitto.subscribe(device, password, device, "parkbridge/v1/" + site.facility() + "/" + device
                + "/commands/#")) {
            awaitListening(client);

            given().delete("/api/devices/" + id + "/credentials").then().statusCode(204);

            assertThat(client.result().isRefused()).isTrue();
        }
        assertThat(Mosquitto.publish(device, password, device, site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        postHeartbeat(device, password, device).statusCode(401);
        given().delete("/api/devices/" + id + "/credentials").then().statusCode(204);
        given().queryParam("subject", "CREDENTIALS").queryParam("subject_id", id).get("/api/audit").then()
                .body("size()", equalTo(2)).body("[0].action", equalTo("REVOKED")).body("[1].action", equalTo("ISSUED"));
    }

    @Test
    void retiredDeviceLosesItsAccount() throws Exception {
        String password = issue();
        execute("update device set active = false where code = '" + device + "'");

        postHeartbeat(device, password, device).statusCode(401);
        sweep.removeOverdue();

        assertThat(broker.names()).doesNotContain(device);
        post("/api/devices/" + id + "/credentials").statusCode(409).body("detail", containsString("retired"));
    }

    @Test
    void devicePostsItsOwnReadingsAlone() throws Exception {
        String password = issue();

        postHeartbeat(device, password, device).statusCode(201);
        postHeartbeat(device, password, site.device(2)).statusCode(400).body("errors", hasKey("device_code"));
        postHeartbeat(device, "guessed", device).statusCode(401);
        postHeartbeat("nobody", password, device).statusCode(401);
        given().header("Authorization", "Basic !!!").contentType(ContentType.JSON).body("{}").post("/api/telemetry").then().statusCode(401);
    }

    @Test
    void registeringBringsCredentialsOnce() throws Exception {
        execute("update device set active = false where code = '" + device + "'");
        String code = site.facility() + "-new";
        int bay = number("select bay_id from device where code = ?", device);

        String password = given().contentType(ContentType.JSON).body("{\"device_code\":\"%s\",\"bay_id\":%d}".formatted(code, bay))
                .post("/api/devices").then().statusCode(201).body("credentials.username", equalTo(code)).extract().path("credentials.password");

        assertThat(Mosquitto.publish(code, password, code, "parking/v1/" + site.facility() + "/" + code + "/heartbeat", HEARTBEAT).isGranted())
                .isTrue();
        given().get("/api/devices/" + idOf(code)).then().statusCode(200).body("credentials", nullValue());
        given().queryParam("search", code).get("/api/devices").then().body("[0].credentials", equalTo("ISSUED"));
    }

    @Test
    void wholeFacilityGetsAFileOfThoseWithoutCredentials() throws Exception {
        issue();
        int facility = number("select facility_id from device where code = ?", device);

        List<String> lines = post("/api/facilities/" + facility + "/device-credentials").statusCode(200).extract().asString().lines().toList();

        assertThat(lines).hasSize(5).first().isEqualTo("device_code,username,password");
        String[] second = lines.get(1).split(",");
        assertThat(second[0]).isEqualTo(site.device(2));
        assertThat(Mosquitto.publish(second[1], second[2], second[1], site.topic(2, "heartbeat"), HEARTBEAT).isGranted()).isTrue();
        assertThat(post("/api/facilities/" + facility + "/device-credentials").extract().asString().lines()).hasSize(1);
    }

    @Test
    void accountThatTheBrokerHasLostIsShownUntilItIsIssuedAnew() throws Exception {
        issue();
        execute("update device_credential set issued_at = issued_at - interval '1 hour' where device_id = " + id);
        broker.remove(List.of(device));

        sweep.compare();

        given().queryParam("search", device).get("/api/devices").then().body("[0].credentials", equalTo("LOST"));
        issue();
        sweep.compare();
        given().queryParam("search", device).get("/api/devices").then().body("[0].credentials", equalTo("ISSUED"));
    }

    @Test
    void aDeviceOfAnotherAccountsNameDoesNotGetThatAccount() throws Exception {
        execute("insert into device (facility_id, code) select facility_id, 'sensors' from device where id = " + id + " on conflict do nothing");

        post("/api/devices/" + idOf("sensors") + "/credentials").statusCode(409).body("detail", containsString("sensors"));

        execute("update device set active = false, code = '" + UUID.randomUUID() + "' where code = 'sensors'");
        TestSensors.connect().close();
    }

    @Test
    void gatewaySpeaksForItsSiteAndASignReadsItsAvailability() throws Exception {
        Site other = sites.create(2);
        String gateway = account("{\"name\":\"%s\",\"kind\":\"GATEWAY\",\"facility_code\":\"%1$s\"}".formatted(site.facility()));
        String sign = account("{\"name\":\"%s\",\"kind\":\"SIGN\",\"facility_code\":\"%1$s\"}".formatted(site.facility()));
        String server = account("{\"name\":\"%s\",\"kind\":\"NETWORK_SERVER\",\"prefix\":\"v3/%1$s@ttn\"}".formatted(site.facility()));
        String name = "gateway." + site.facility();

        assertThat(Mosquitto.publish(name, gateway, name, site.topic(1, "heartbeat"), HEARTBEAT).isGranted()).isTrue();
        assertThat(Mosquitto.publish(name, gateway, name, other.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        String serverName = "networkserver." + site.facility();
        assertThat(Mosquitto.publish(serverName, server, serverName, "v3/" + site.facility() + "@ttn/devices/x/up", "{}").isGranted()).isTrue();
        assertThat(Mosquitto.publish(serverName, server, serverName, "v3/other@ttn/devices/x/up", "{}").isRefused()).isTrue();
        assertThat(Mosquitto.publish(serverName, server, serverName, site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        String signName = "sign." + site.facility();
        assertThat(Mosquitto.publish(signName, sign, signName, site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        try (Mosquitto client = Mosquitto.subscribe(signName, sign, signName, "parkbridge/v1/" + site.facility() + "/+/availability")) {
            await().until(() -> client.text().contains("/B/availability"));
            say("parkbridge/v1/" + site.facility() + "/A/availability", "{\"free\":7}");
            await().until(() -> client.text().contains("{\"free\":7}"));
        }
        given().delete("/api/broker-accounts/" + name).then().statusCode(204);
        assertThat(Mosquitto.publish(name, gateway, name, site.topic(1, "heartbeat"), HEARTBEAT).isRefused()).isTrue();
        given().get("/api/broker-accounts").then().body("find { it.name == '%s' }".formatted(signName), notNullValue());
    }

    private static String account(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/broker-accounts").then().statusCode(201).extract().path("password");
    }

    /** The client prints what it has heard when it hears something: it does as soon as it has subscribed. */
    private void awaitListening(Mosquitto client) throws IOException, InterruptedException {
        say("parkbridge/v1/" + site.facility() + "/" + device + "/commands/hello", "hello", "-r");
        await().until(() -> client.text().contains("commands/hello hello"));
    }

    /** As the application. */
    private static void say(String topic, String payload, String... more) throws IOException, InterruptedException {
        assertThat(Mosquitto.publish(TestSensors.environment("PARKBRIDGE_MQTT_USERNAME"), TestSensors.environment("PARKBRIDGE_MQTT_PASSWORD"),
                "test-" + UUID.randomUUID(), topic, payload, more).isGranted()).isTrue();
    }

    private static ValidatableResponse postHeartbeat(String username, String password, String device) {
        return given().auth().preemptive().basic(username, password).contentType(ContentType.JSON)
                .body("{\"device_code\":\"%s\",\"voltage\":225.3,\"current\":4.5,\"power_factor\":0.92,\"timestamp\":\"%s\"}"
                        .formatted(device, Instant.now()))
                .post("/api/telemetry").then();
    }

    private int idOf(String code) throws SQLException {
        return number("select id from device where code = ?", code);
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
