package io.parkbridge.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of another origin, as the predecessor's web client is, may call the API where it is named. */
@QuarkusTest
@TestProfile(OtherOriginIT.Named.class)
class OtherOriginIT {

    private static final String ORIGIN = "Access-Control-Allow-Origin";

    /** What an administrator sets to let that page in; beside it a proxy, and little patience with slow clients. */
    public static class Named implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", "https://client.example",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1", "parkbridge.web.request-within", "2s",
                    "parkbridge.web.socket-heard-within", "2s", "quarkus.websockets-next.server.auto-ping-interval", "500ms");
        }
    }

    @Test
    void namedOriginMayCall() {
        given().header("Origin", "https://client.example").get("/api/zones/").then().statusCode(200)
                .header(ORIGIN, equalTo("https://client.example"));
        given().header("Origin", "https://client.example").header("Access-Control-Request-Method", "PATCH").options("/api/zones/").then()
                .statusCode(200).header(ORIGIN, equalTo("https://client.example"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/dashboard/summary/", "GET, /api/dashboard/hourly", "GET, /api/alerts/", "GET, /api/devices/", "GET, /api/targets/",
        "PATCH, /api/alerts/1/acknowledge/", "POST, /api/telemetry/", "POST, /api/telemetry/bulk/", "POST, /api/parking-log/"})
    void browserThatAsksFirstIsLetIn(String method, String path) {
        given().header("Origin", "https://client.example").header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type,x-csrftoken").options(path).then().statusCode(200)
                .header(ORIGIN, equalTo("https://client.example")).header("Access-Control-Allow-Methods", containsString(method))
                .header("Access-Control-Allow-Headers", containsString("x-csrftoken"));
    }

    /** Without the header the page would be told of a network failure, and not of what was wrong. */
    @Test
    void refusalCanBeReadByTheNamedOrigin() {
        given().header("Origin", "https://client.example").patch("/api/alerts/999999999/acknowledge/").then().statusCode(404)
                .header(ORIGIN, equalTo("https://client.example")).body("status", equalTo("error"));
    }

    @Test
    void anyOtherMayNot() {
        given().header("Origin", "https://stranger.example").get("/api/zones/").then().header(ORIGIN, nullValue());
    }
}
