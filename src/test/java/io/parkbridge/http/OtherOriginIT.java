package io.parkbridge.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A page of another origin, as the predecessor's web client is, may call the API where it is named. */
@QuarkusTest
@TestProfile(OtherOriginIT.Named.class)
class OtherOriginIT {

    private static final String ORIGIN = "Access-Control-Allow-Origin";

    /** What an administrator sets to let that page in. */
    public static class Named implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", "https://client.example");
        }
    }

    @Test
    void namedOriginMayCall() {
        given().header("Origin", "https://client.example").get("/api/zones/").then().statusCode(200)
                .header(ORIGIN, equalTo("https://client.example"));
        given().header("Origin", "https://client.example").header("Access-Control-Request-Method", "PATCH").options("/api/zones/").then()
                .statusCode(200).header(ORIGIN, equalTo("https://client.example"));
    }

    @Test
    void anyOtherMayNot() {
        given().header("Origin", "https://stranger.example").get("/api/zones/").then().header(ORIGIN, nullValue());
    }
}
