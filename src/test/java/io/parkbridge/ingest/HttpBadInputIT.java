package io.parkbridge.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import javax.sql.DataSource;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is posted, the answer is a 4xx that names the field or says what is wrong with the whole, and nothing is stored. */
@QuarkusTest
class HttpBadInputIT {

    private static final String WHOLE = "non_field_errors";
    private static final String TELEMETRY = "/api/telemetry/";
    private static final String BULK = "/api/telemetry/bulk/";
    private static final String PARKING = "/api/parking-log/";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static Site site;

    /** One wrong value, by field; the rest of its record is right. */
    private record BadField(String path, String field, String value) {
    }

    private record BadBody(String path, String name, int status, String says, byte[] body, String contentType) {

        static BadBody of(String path, String name, String says, String body) {
            return new BadBody(path, name, 400, says, body.getBytes(UTF_8), "application/json");
        }

        @Override
        public String toString() {
            return path + " " + name;
        }
    }

    private static final List<String> NO_NUMBERS = List.of("null", "\"\"", "\" \"", "\"high\"", "true", "false", "[]", "[1]", "{}", "{\"v\":1}", "NaN",
            "\"NaN\"", "Infinity", "-Infinity", "\"Infinity\"", "\"-inf\"", "1e309", "-1e309", "\"1e309\"", "-0.0001e9", "1e300", "\"0x1p4\"", "\"1f\"",
            "\"1,5\"", "\"1 5\"", "\"--1\"", "\"1e\"", "\"٣\"", "\"1;drop table heartbeat\"", "\"<script>alert(1)</script>\"", "\"\\u0000\"",
            "\"1\\u00002\"", "\"" + "9".repeat(400) + "\"", "9".repeat(400));
    private static final List<String> NO_CODES = List.of("null", "\"\"", "\"  \"", "true", "[]", "{}", "[\"PARK\"]", "0", "-1.5", "1e400", "NaN",
            "\"nobody\"", "\"" + "x".repeat(51) + "\"", "\"" + "x".repeat(5_000) + "\"", "\"%\"", "\"_\"", "\"' or '1'='1\"",
            "\"'; drop table device; --\"", "\"<script>alert(1)</script>\"", "\"../../etc/passwd\"", "\"\\u0000\"", "\"PARK\\u0000\"", "\"\\ud800\"",
            "\"\\udfff\\ud800\"", "\"\\u202ePARK\"", "\"PARK\\r\\nX: y\"", "\"\\u0007\"", "\"𝕡𝕒𝕣𝕜\"", "\"parking/v1/#\"", "\"${jndi:ldap://x}\"");
    private static final List<String> NO_TIMES = List.of("null", "\"\"", "true", "0", "1764000000", "1764000000000", "NaN", "[]", "{}", "\"now\"",
            "\"24.11.2026\"", "\"11/24/2026 10:00\"", "\"2026-11-24T25:00:00Z\"", "\"2026-02-30T00:00:00Z\"", "\"2026-11-24T10:00:00+99:99\"",
            "\"2099-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999Z\"", "\"0000-00-00T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
            "\"1970-01-01T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"", "\"-2026-11-24T10:00:00Z\"", "\"2026-11-24T10:00:00Z\\u0000\"",
            "\"2026-11-24'; drop table heartbeat; --\"", "\"" + "2".repeat(2_000) + "\"", "\"infinity\"", "\"epoch\"");
    private static final List<String> NO_BOOLEANS = List.of("null", "\"\"", "\"maybe\"", "2", "-1", "0.5", "NaN", "[]", "[true]", "{}", "\"TRUEE\"",
            "\"null\"", "\"\\u0000\"", "\"oui\"", "\"true; drop table occupancy\"");

    static final List<BadField> BAD_FIELDS = badFields();

    private static List<BadField> badFields() {
        Map<BadField, List<String>> values = new LinkedHashMap<>();
        for (String field : List.of("voltage", "current", "power_factor")) {
            values.put(new BadField(TELEMETRY, field, null), NO_NUMBERS);
        }
        values.put(new BadField(TELEMETRY, "device_code", null), NO_CODES);
        values.put(new BadField(TELEMETRY, "timestamp", null), NO_TIMES);
        values.put(new BadField(PARKING, "device_code", null), NO_CODES);
        values.put(new BadField(PARKING, "timestamp", null), NO_TIMES);
        values.put(new BadField(PARKING, "is_occupied", null), NO_BOOLEANS);
        List<BadField> bad = new ArrayList<>();
        values.forEach((of, wrong) -> {
            bad.add(new BadField(of.path, of.field, null));
            wrong.forEach(value -> bad.add(new BadField(of.path, of.field, value)));
        });
        return bad;
    }

    static final List<BadBody> BAD_BODIES = Stream.of(TELEMETRY, BULK, PARKING).flatMap(HttpBadInputIT::badBodies).toList();

    private static Stream<BadBody> badBodies(String path) {
        String whole = path.equals(BULK) ? WHOLE : "device_code";
        return Stream.of(
                BadBody.of(path, "empty", whole, ""),
                BadBody.of(path, "blank", whole, " \n"),
                BadBody.of(path, "empty object", whole, "{}"),
                BadBody.of(path, "text", WHOLE, "\"reading\""),
                BadBody.of(path, "number", WHOLE, "5"),
                BadBody.of(path, "null", WHOLE, "null"),
                BadBody.of(path, "true", WHOLE, "true"),
                BadBody.of(path, "NaN", WHOLE, "NaN"),
                BadBody.of(path, "empty array", WHOLE, "[]"),
                BadBody.of(path, "no JSON", "JSON parse error", "voltage=225.3"),
                BadBody.of(path, "cut short", "JSON parse error", "[{\"device_code\":\"PARK"),
                BadBody.of(path, "unclosed", "JSON parse error", "{\"device_code\":"),
                BadBody.of(path, "trailing comma", "JSON parse error", "[{\"a\":1},]"),
                BadBody.of(path, "trailing text", "JSON parse error", "[{}] and more"),
                BadBody.of(path, "two documents", "JSON parse error", "[{}][{}]"),
                BadBody.of(path, "single quotes", "JSON parse error", "{'device_code':'x'}"),
                BadBody.of(path, "unquoted name", "JSON parse error", "{device_code:1}"),
                BadBody.of(path, "comment", "JSON parse error", "[{} /* c */]"),
                BadBody.of(path, "duplicate key", "voltage", "[{\"voltage\":1,\"voltage\":2}]"),
                BadBody.of(path, "duplicate half a character", "JSON parse error", "[{\"\\ud800\":1,\"\\ud800\":2}]"),
                BadBody.of(path, "control character", "JSON parse error", "[{\"device_code\":\"a\u0001b\"}]"),
                BadBody.of(path, "raw NUL", "JSON parse error", "[{\"device_code\":\"a\u0000b\"}]"),
                BadBody.of(path, "bad escape", "JSON parse error", "[{\"device_code\":\"\\x41\"}]"),
                BadBody.of(path, "leading zeros", "JSON parse error", "[{\"voltage\":0225}]"),
                BadBody.of(path, "hexadecimal", "JSON parse error", "[{\"voltage\":0xFF}]"),
                BadBody.of(path, "endless number", "JSON parse error", "[{\"voltage\":" + "1".repeat(2_000) + "}]"),
                BadBody.of(path, "deep arrays", "JSON parse error", "[".repeat(100_000)),
                BadBody.of(path, "deep objects", "JSON parse error", "{\"a\":".repeat(100_000)),
                BadBody.of(path, "long name", "JSON parse error", "{\"" + "a".repeat(200_000) + "\":1}"),
                BadBody.of(path, "markup", "JSON parse error", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"),
                new BadBody(path, "invalid UTF-8", 400, "JSON parse error", "[{\"device_code\":\"\u00e9\u00ff\"}]".getBytes(ISO_8859_1), "application/json"),
                new BadBody(path, "overlong UTF-8", 400, "JSON parse error", "[{\"device_code\":\"\u00c0\u00af\"}]".getBytes(ISO_8859_1), "application/json"),
                new BadBody(path, "random bytes", 400, "JSON parse error", new byte[] {1, 2, (byte) 0x80, (byte) 0xff, 0, 5}, "application/json"),
                new BadBody(path, "compressed", 400, "JSON parse error", gzip("[{}]"), "application/json"),
                new BadBody(path, "too large", 413, "larger than", " ".repeat(1_048_577).getBytes(UTF_8), "application/json"),
                new BadBody(path, "a form", 415, "Content-Type", "device_code=x".getBytes(UTF_8), "application/x-www-form-urlencoded"),
                new BadBody(path, "plain text", 415, "Content-Type", "{}".getBytes(UTF_8), "text/plain"),
                new BadBody(path, "XML", 415, "Content-Type", "<x/>".getBytes(UTF_8), "application/xml"));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @TestHTTPResource
    URI server;

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void oneSiteForAll() {
        site = site == null ? sites.create(2) : site;
    }

    /** Fields without a value are left out. */
    private static String record(BadField bad) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("device_code", "\"" + site.device(1) + "\"");
        fields.put("timestamp", "\"" + NOW + "\"");
        if (bad.path.equals(PARKING)) {
            fields.put("is_occupied", "true");
        } else {
            fields.putAll(Map.of("voltage", "225.3", "current", "4.5", "power_factor", "0.92"));
        }
        fields.put(bad.field, bad.value);
        return fields.entrySet().stream().filter(field -> field.getValue() != null)
                .map(field -> "\"%s\":%s".formatted(field.getKey(), field.getValue())).collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest
    @FieldSource("BAD_FIELDS")
    void badFieldIsNamedAloneAndNothingIsStored(BadField bad) throws Exception {
        HttpResponse<String> answer = post(bad.path, record(bad).getBytes(UTF_8), "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).getString("status")).isEqualTo("error");
        assertThat(JsonPath.from(answer.body()).<String, List<String>>getMap("errors")).containsOnlyKeys(bad.field);
        assertThat(stored()).isZero();
    }

    @ParameterizedTest
    @FieldSource("BAD_BODIES")
    void badBodyIsToldWhatIsWrongWithItAndNothingIsStored(BadBody bad) throws Exception {
        HttpResponse<String> answer = post(bad.path, bad.body, bad.contentType);

        assertThat(answer.statusCode()).isEqualTo(bad.status);
        assertThat(answer.body()).contains(bad.says).hasSizeLessThan(1_000);
        assertThat(stored()).isZero();
    }

    @Test
    void inBulkEveryBadRecordIsToldApart() throws Exception {
        List<BadField> bad = BAD_FIELDS.stream().filter(field -> field.path.equals(TELEMETRY)).toList();
        String body = bad.stream().map(HttpBadInputIT::record).collect(Collectors.joining(",", "[", "]"));

        HttpResponse<String> answer = post(BULK, body.getBytes(UTF_8), "application/json");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JsonPath.from(answer.body()).getInt("created_count")).isZero();
        List<Map<String, List<String>>> errors = JsonPath.from(answer.body()).getList("errors.errors");
        assertThat(errors).hasSameSizeAs(bad);
        for (int i = 0; i < bad.size(); i++) {
            assertThat(errors.get(i)).as(bad.get(i).toString()).containsOnlyKeys(bad.get(i).field);
        }
        assertThat(stored()).isZero();
    }

    /** Bytes as they are: a client that knows better would mend some of them. */
    private HttpResponse<String> post(String path, byte[] body, String contentType) throws IOException, InterruptedException {
        return post(path, HttpRequest.BodyPublishers.ofByteArray(body), contentType);
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body, String contentType) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).header("Content-Type", contentType).timeout(PATIENCE).POST(body).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.BodyPublisher ofUnknownLength(byte[] body) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void bodyOfUnknownLengthIsReadToItsEnd(String body) throws Exception {
        assertThat(post(TELEMETRY, ofUnknownLength(body.getBytes(UTF_8)), "application/json").body()).contains("This field is required.");
    }

    @Test
    void bodyOfUnknownLengthIsBoundedToo() throws Exception {
        HttpResponse<String> answer = post(BULK, ofUnknownLength(new byte[1_048_577]), "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("larger than 1048576 bytes");
    }

    private int stored() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from heartbeat h join device d on d.id = h.device_id where d.code like '%1$s%%')
                             + (select count(*) from occupancy o join device d on d.id = o.device_id where d.code like '%1$s%%')
                             + (select count(*) from dead_letter where topic like '%%%1$s%%')""".formatted(site.facility()))) {
            row.next();
            return row.getInt(1);
        }
    }
}
