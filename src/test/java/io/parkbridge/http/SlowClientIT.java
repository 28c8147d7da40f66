package io.parkbridge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.parkbridge.access.Roles;
import io.parkbridge.access.TestPeople;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sends a request drop by drop is cut off; sockets are for our own pages and those that are named. */
@QuarkusTest
@TestProfile(OtherOriginIT.Named.class)
class SlowClientIT {

    private static final String UPGRADE = "GET /ws/live HTTP/1.1\r\nHost: parking.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    @Inject
    TestPeople people;

    @TestHTTPResource("/")
    URI server;

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", "POST /api/facilities HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
        "GET /static/icon.svg HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX-Second: "})
    void requestThatDripsInIsCutOff(String begin) throws IOException {
        try (RawClient client = new RawClient(server)) {
            AtomicBoolean gone = new AtomicBoolean();
            client.send(begin);
            Thread drops = Thread.startVirtualThread(() -> drip(client, gone));
            client.readAll();
            gone.set(true);
            drops.interrupt();
        }
        given().get("/api/facilities").then().statusCode(200);
    }

    private static void drip(RawClient client, AtomicBoolean gone) {
        try {
            while (!gone.get()) {
                client.send("x");
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (IOException | InterruptedException e) {
            // it is over
        }
    }

    @Test
    void silentSocketIsCutOffAndOneThatAnswersPingsIsNot() throws IOException {
        try (RawClient silent = new RawClient(server); RawClient alive = new RawClient(server)) {
            assertThat(silent.send(UPGRADE + "\r\n").readHead()).startsWith("HTTP/1.1 101");
            assertThat(alive.send(UPGRADE + "\r\n").readHead()).startsWith("HTTP/1.1 101");
            Thread pongs = Thread.startVirtualThread(() -> pong(alive));
            silent.readAll();
            assertThat(pongs.isAlive()).isTrue();
            assertThat(alive.readAvailable(1_500)).as("pings").isNotEmpty();
            pongs.interrupt();
        }
    }

    private static void pong(RawClient client) {
        try {
            while (true) {
                client.send(PONG);
                Thread.sleep(Duration.ofMillis(200));
            }
        } catch (IOException | InterruptedException e) {
            // it is over
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://stranger.example", "null", "https://parking.example.stranger.example", "https://parking.example:8443",
        "https://parking.example, https://client.example", "", "https://client.example\r\nOrigin: https://parking.example"})
    void socketOfAForeignOriginIsRefused(String origin) throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(UPGRADE + "Origin: " + origin + "\r\n\r\n").readHead()).startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Proto: https\r\nOrigin: https://parking.example\r\n", "Origin: http://parking.example\r\n", "Origin: https://client.example\r\n", ""})
    void socketOfOurOwnPagesOrNamedOnesOrNoBrowserIsOpened(String header) throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(UPGRADE + header + "\r\n").readHead()).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void cookieBehindAProxyThatEndsTlsIsForTlsAlone() {
        Response answer = given().header("X-Forwarded-Proto", "https").contentType(ContentType.JSON)
                .body("{\"name\":\"%s\",\"password\":\"%s\"}".formatted(people.create(Roles.OPERATOR), TestPeople.PASSWORD)).post("/api/session");
        assertThat(answer.header("Set-Cookie")).startsWith("__Host-parkbridge=").contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/").doesNotContain("Domain");
        String secret = answer.cookie("__Host-parkbridge");
        given().header("X-Forwarded-Proto", "https").cookie("__Host-parkbridge", secret).get("/api/sessions").then().statusCode(200);
        given().cookie("__Host-parkbridge", secret).get("/api/sessions").then().statusCode(401);
        given().header("X-Forwarded-Proto", "https").cookie("__Host-parkbridge", secret).contentType(ContentType.JSON).body("{}").post("/api/mutes").then().statusCode(403);
        given().header("X-Forwarded-Proto", "https").cookie("__Host-parkbridge", secret).header("X-CSRF-Token", answer.<String>path("csrf_token"))
                .contentType(ContentType.JSON).body("{}").post("/api/mutes").then().statusCode(400);
    }

    @Test
    void proxyThatIsTrustedTellsOfTheClientAndOfTls() {
        String request = given().header("X-Forwarded-For", "192.0.2.7").header("X-Forwarded-Proto", "https").get("/api/sites/targets").then()
                .statusCode(200).header("Strict-Transport-Security", "max-age=31536000").extract().header("X-Request-Id");
        assertThat(given().queryParam("request", request).get("/api/audit").<String>path("[0].address")).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource({"::ffff:192.0.2.7, 192.0.2.7", "2001:db8::7, 2001:db8:0:0:0:0:0:7", "unknown, unknown", "_hidden, unknown"})
    void addressIsKeptAsWhatItIsHoweverTheProxyTellsOfIt(String told, String kept) {
        String request = given().header("X-Forwarded-For", told).contentType(ContentType.JSON)
                .body("{\"name\":\"nobody-%d\",\"password\":\"wrong\"}".formatted(System.nanoTime())).post("/api/session").then().statusCode(401)
                .extract().header("X-Request-Id");
        assertThat(given().queryParam("request", request).get("/api/audit").<String>path("[0].address")).isEqualTo(kept);
    }
}
