package io.parkbridge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every read call with every kind of nonsense: the answer names the parameter and is never a failure of ours. */
@QuarkusTest
class BadRequestIT {

    private static final List<String> NO_NUMBERS = List.of("abc", "1.5", "1e9", "NaN", "Infinity", "-Infinity", "0x10", "99999999999",
            "-99999999999", "123456789012345678901234567890", "1;drop table zone", "1' or '1'='1", "<script>alert(1)</script>", "null",
            "true", "[1]", "{\"id\":1}", "1,2", "--1", "\u0661", "\u0000", "1\u0000", "1\n2", "\u202e1", "\ud83d\ude97", "%s%n", "${7*7}",
            "../../etc/passwd", "1 2", "a".repeat(3_000));

    private static final List<String> NO_DAYS = List.of("24.11.2026", "2026/11/24", "20261124", "2026-13-01", "2026-02-30", "2025-02-29",
            "2026-11-31", "2026-1-1", "0000-01-01", "0000-00-00", "9999-12-31", "+12026-01-01", "-2026-01-01", "+999999999-12-31",
            "2026-11-24T10:00:00Z", "yesterday", "now()", "NaN", "1764000000", "2026-11-24'; drop table stay; --", "<b>2026-11-24</b>",
            "2026-11-24\u0000", "\u0662\u0660\u0662\u0666-11-24", "2026\u201311\u201324", "2026-W48-2", "2026-328", "infinity", "epoch",
            "\ud83d\uddd3", "2".repeat(3_000));

    private static final List<String> NO_INSTANTS = List.of("2026-11-24", "2026-11-24T10:00:00", "10:00", "now", "1764000000",
            "2026-11-24T25:00:00Z", "2026-02-30T00:00:00Z", "2026-11-24T10:00:00+99:00", "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "infinity", "2026-11-24T10:00:00Z'; --", "<script>", "\u0000", "NaN");

    private static final List<String> NO_BOOLEANS = List.of("maybe", "2", "yes", "no", "on", "off", "t", "f", "TRUE!", "null", "1.0",
            "true' or 1=1", "<i>true</i>", "\u0000", "tru\u0435", "\ud83d\udc4d");

    private static final List<String> NO_PAGES = List.of("0", "-1", "abc", "1.5", "99999999999", "NaN", "1' or '1'='1", "\u0000", "214749");

    private static final List<String> NO_SIZES = List.of("0", "-1", "abc", "10001", "2147483647", "99999999999", "1e3", "NaN", "<b>", "\u0000");

    private static final List<String> NO_TEXTS = List.of("a".repeat(51), "\u0000", "PARK\u0000B1", "a\nb", "a\tb", "\u0007", "\u001b[2J", "\u007f",
            "\u0085", "' or '1'='1' --".repeat(10));

    private static final List<String> NO_SEVERITIES = List.of("FATAL", "1", "null", "CRITICAL,INFO", "' or 1=1", "<b>INFO</b>", "\u0000");

    static Stream<Arguments> nonsense() {
        List<Arguments> table = new ArrayList<>();
        add(table, "/api/zones/", "facility", NO_NUMBERS);
        add(table, "/api/zones/", "at", NO_INSTANTS);
        add(table, "/api/devices/", "zone", NO_NUMBERS);
        add(table, "/api/devices/", "active", NO_BOOLEANS);
        add(table, "/api/devices/", "search", NO_TEXTS);
        add(table, "/api/devices/", "page", NO_PAGES);
        add(table, "/api/devices/", "page_size", NO_SIZES);
        add(table, "/api/parking-logs/", "zone", NO_NUMBERS);
        add(table, "/api/parking-logs/", "date", NO_DAYS);
        add(table, "/api/dashboard/summary/", "date", NO_DAYS);
        add(table, "/api/dashboard/summary/", "facility", NO_NUMBERS);
        add(table, "/api/dashboard/hourly/", "date", NO_DAYS);
        add(table, "/api/dashboard/hourly/", "zone", NO_NUMBERS);
        add(table, "/api/targets/", "date", NO_DAYS);
        for (String figures : List.of("hours", "heatmap", "days", "stays", "devices", "forecast")) {
            add(table, "/api/analytics/" + figures, "facility", NO_NUMBERS);
            add(table, "/api/analytics/" + figures, "zone", NO_NUMBERS);
        }
        for (String figures : List.of("hours", "heatmap", "days", "stays")) {
            add(table, "/api/analytics/" + figures, "from", NO_DAYS);
            add(table, "/api/analytics/" + figures, "to", NO_DAYS);
        }
        for (String parameter : List.of("facility", "zone")) {
            add(table, "/api/alerts/", parameter, NO_NUMBERS);
        }
        for (String parameter : List.of("acknowledged", "active")) {
            add(table, "/api/alerts/", parameter, NO_BOOLEANS);
        }
        add(table, "/api/alerts/", "severity", NO_SEVERITIES);
        add(table, "/api/alerts/", "from", NO_INSTANTS);
        add(table, "/api/alerts/", "to", NO_INSTANTS);
        add(table, "/api/alerts/", "type", NO_TEXTS);
        add(table, "/api/alerts/", "device", NO_TEXTS);
        add(table, "/api/alerts/", "page", NO_PAGES);
        add(table, "/api/alerts/", "page_size", NO_SIZES);
        for (String document : List.of("ngsi-ld/parkings", "ngsi-ld/spots")) {
            add(table, "/api/open-data/" + document, "page", NO_PAGES);
            add(table, "/api/open-data/" + document, "page_size", NO_SIZES);
        }
        for (String document : List.of("ngsi-ld/parkings", "ngsi-ld/spots", "datex2/table", "datex2/status")) {
            add(table, "/api/open-data/" + document, "facility", NO_TEXTS);
        }
        add(table, "/api/open-data/datex2/table", "spaces", NO_BOOLEANS);
        add(table, "/api/open-data/datex2/status", "spaces", NO_BOOLEANS);
        return table.stream();
    }

    private static void add(List<Arguments> table, String path, String parameter, List<String> values) {
        values.forEach(value -> table.add(Arguments.of(path, parameter, value)));
    }

    @TestHTTPResource
    String root;

    @ParameterizedTest(name = "{0} {1} #{index}")
    @MethodSource("nonsense")
    void nonsenseIsRefusedAndTheParameterNamed(String path, String parameter, String value) {
        Response response = get(path, parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body().asString()).contains(parameter).doesNotContain("<script>", "SQLSTATE", "Exception");
        assertThat(parameter.equals("date") ? response.path("error") : "YYYY-MM-DD").asString().contains("YYYY-MM-DD");
    }

    @Test
    void tableHasMoreThanTwoHundredRequests() {
        assertThat(nonsense().count()).isGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("brokenEncodings")
    void brokenEncodingIsNeverAFailureOfOurs(String path, String query) throws IOException, InterruptedException {
        URI asIs = URI.create(root.replaceAll("/$", "") + path + "?" + query);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(asIs).build(), BodyHandlers.discarding()).statusCode()).isBetween(200, 499);
        }
    }

    static Stream<Arguments> brokenEncodings() {
        List<Arguments> table = new ArrayList<>();
        for (String path : List.of("/api/zones/", "/api/devices/", "/api/parking-logs/", "/api/dashboard/summary/", "/api/dashboard/hourly/",
                "/api/targets/", "/api/analytics/hours", "/api/facilities/")) {
            for (String query : List.of("date=%C3%28", "zone=%FF%FE", "search=%ED%A0%80", "facility=%E2%82", "&&&===", "zone%5B%5D=1", "x=%25%32%35",
                    "zone=1&zone=abc", "search=%F0%9F%9A%97", "a".repeat(2_000))) {
                table.add(Arguments.of(path, query));
            }
        }
        return table.stream();
    }

    @Test
    void analysisNamesAllThatIsWrongAtOnce() {
        Response response = get("/api/analytics/days", "facility=x&zone=y&from=z&to=0");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.contentType()).contains("application/problem+json");
        assertThat(response.<Object>path("errors.keySet()")).asString().contains("facility", "zone", "from", "to");
    }

    @Test
    void analysisOfNothingOrOfTooMuchOrBackwardsIsRefused() {
        assertThat(get("/api/analytics/days", "from=2026-11-24").statusCode()).isEqualTo(400);
        assertThat(get("/api/analytics/days", "facility=2147483647").statusCode()).isEqualTo(404);
        assertThat(get("/api/analytics/days", "zone=-1").statusCode()).isEqualTo(404);
        int zone = given().get("/api/zones/").path("find { it.is_active }.id");
        assertThat(get("/api/analytics/days", "zone=" + zone + "&from=2026-11-24&to=2026-11-23").<Object>path("errors.from")).isNotNull();
        assertThat(get("/api/analytics/stays", "zone=" + zone + "&from=2026-01-01&to=2026-11-23").<Object>path("errors.from")).isNotNull();
    }

    /** As it is, without anything done to the encoding. */
    private Response get(String path, String query) {
        return given().urlEncodingEnabled(false).get(root.replaceAll("/$", "") + path + "?" + query);
    }
}
