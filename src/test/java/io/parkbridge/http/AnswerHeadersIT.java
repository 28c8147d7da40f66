package io.parkbridge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever answers, a browser is told not to run, frame, guess or keep what it should not. */
@QuarkusTest
class AnswerHeadersIT {

    private static final Pattern BUNDLE = Pattern.compile("src=\"(/static/bundle/[^\"]+\\.js)\"");

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private interface Call {
        Response answer();
    }

    static Stream<Named<Call>> everyKind() {
        return Stream.of(
                Named.of("page", () -> given().get("/")),
                Named.of("static", () -> given().get("/static/icon.svg")),
                Named.of("bundle", () -> given().get(bundle())),
                Named.of("API", () -> given().get("/api/facilities")),
                Named.of("CSV", () -> given().get("/api/sites/targets")),
                Named.of("open data", () -> given().get("/api/open-data/ngsi-ld/parkings")),
                Named.of("bad parameter", () -> given().get("/api/zones?facility=x")),
                Named.of("not found by the API", () -> given().get("/api/facilities/999999999")),
                Named.of("not found", () -> given().get("/nothing/here")),
                Named.of("wrong method", () -> given().delete("/api/facilities")),
                Named.of("wrong type", () -> given().contentType("text/plain").body("x").post("/api/facilities")),
                Named.of("not JSON", () -> given().contentType(ContentType.JSON).body("{").post("/api/facilities")),
                Named.of("too large", () -> given().contentType(ContentType.JSON).body("x".repeat(1_100_000)).post("/api/facilities")),
                Named.of("WebSocket without upgrade", () -> given().get("/ws/live")),
                Named.of("interface document", () -> given().get("/q/openapi")),
                Named.of("Swagger UI", () -> given().get("/q/swagger-ui/")));
    }

    @ParameterizedTest
    @MethodSource
    void everyKind(Call call) {
        Response answer = call.answer();

        assertThat(answer.header("Content-Security-Policy")).as("%s %s", answer.statusLine(), answer.headers()).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(answer.header("Strict-Transport-Security")).as("without TLS").isNull();
        assertThat(answer.headers().getValues("Server")).isEmpty();
    }

    private static String bundle() {
        Matcher bundle = BUNDLE.matcher(given().get("/").asString());
        assertThat(bundle.find()).isTrue();
        return bundle.group(1);
    }

    @Test
    void onlyWhatNeverChangesIsKept() {
        assertThat(given().get("/api/facilities").header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().get("/api/facilities/999999999").header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().get("/api/audit").header("Cache-Control")).isEqualTo("no-store");
        assertThat(given().get("/").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(given().get(bundle()).header("Cache-Control")).contains("immutable");
    }

    @Test
    void pageAllowsNoInlineScript() {
        assertThat(given().get("/").header("Content-Security-Policy")).contains("script-src 'self';").doesNotContain("unsafe-eval");
        assertThat(given().get("/").asString()).doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void managementIsNotOnThePortOfThePage() {
        for (String path : new String[] {"health", "health/live", "health/ready", "metrics"}) {
            assertThat(given().get("/q/" + path).statusCode()).isEqualTo(404);
            assertThat(given().get(management.resolve(path)).statusCode()).isEqualTo(200);
        }
        assertThat(given().get(management.resolve("metrics")).header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(management.getHost()).isIn("localhost", "127.0.0.1");
    }
}
