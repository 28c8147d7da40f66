package io.parkbridge.occupancy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad input for every call that writes: a 4xx that names the field, never a 5xx, and nothing stored. */
@QuarkusTest
class RefusedAdministrationIT {

    private static final String LONG = "x".repeat(400);

    /** A member of a body with values it must not have. */
    private record Member(String name, List<String> values) {
    }

    private static final List<String> NO_TEXT = List.of("null", "1", "true", "[]", "{}", "1e999");
    private static final List<String> NO_NAME = with(NO_TEXT, "\"\"", "\"   \"", "\"" + LONG + "\"", "\"a\\u0000b\"", "\"a\\nb\"",
            "\"\\u202Egpj\"", "\"\\uD800\"", "\"=HYPERLINK(1)\"", "\"+1\"", "\"-1\"", "\"@SUM(1)\"", "\"\\u001b[31m\"");
    private static final List<String> NO_CODE = with(NO_TEXT, "\"\"", "\"a b\"", "\"ü\"", "\"a/b\"", "\"a+b\"", "\"#\"", "\"" + LONG + "\"",
            "\"'; drop table device; --\"", "\"<script>alert(1)</script>\"", "\"a\\u0000\"");
    private static final List<String> NO_WHOLE = List.of("\"1\"", "1.5", "-1", "99999999999999999999", "1e400", "true", "[]", "{}", "2147483648");
    private static final List<String> NO_BOOL = List.of("null", "\"true\"", "1", "0", "[]");

    private static final List<Member> FACILITY = List.of(new Member("name", NO_NAME), new Member("is_active", NO_BOOL),
            new Member("address", List.of("null", "5", "\"" + LONG + "\"", "\"a\\tb\"", "\"=1\"")),
            new Member("time_zone", with(NO_TEXT, "\"\"", "\"Mars/Olympus\"", "\"GMT+25\"", "\"Europe\"", "\"europe/london\"", "\"EST5EDT\"",
                    "\"Europe/London'; --\"", "\"../etc/passwd\"", "\"+01:00\"")));
    private static final List<Member> ZONE = List.of(new Member("name", NO_NAME), new Member("zone_type", NO_NAME),
            new Member("max_stay_minutes", with(NO_WHOLE, "0", "525601")), new Member("grace_minutes", with(NO_WHOLE, "null", "525601")),
            new Member("is_active", NO_BOOL), new Member("capacity", List.of("5")), new Member("id", List.of("1")));
    private static final List<Member> BAY = List.of(new Member("number", NO_NAME), new Member("kind", NO_NAME), new Member("is_active", NO_BOOL),
            new Member("longitude", List.of("180.1", "-181", "\"1\"", "true", "1e400", "[]", "1")),
            new Member("latitude", List.of("90.1", "-91", "\"1\"", "{}", "1")), new Member("version", List.of("9")));
    private static final List<Member> DEVICE = List.of(new Member("model", NO_NAME), new Member("is_active", NO_BOOL),
            new Member("dev_eui", List.of("1", "true", "\"\"", "\"70b3d52dd600035\"", "\"70b3d52dd600035a1\"", "\"70b3d52dd600035g\"")),
            new Member("expected_interval_seconds", with(NO_WHOLE, "0", "31622401")), new Member("bay_id", with(NO_WHOLE, "0", "2147483647")));
    private static final List<String> NO_OBJECT = List.of("", "null", "[]", "1", "\"text\"", "{", "{\"name\":}", "{\"a\":1}{\"b\":2}", "NaN",
            "{\"name\":NaN}", "{\"name\":\"a\",\"name\":\"b\"}", "[".repeat(3_000), "<xml/>");

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private Site site;
    private String before;
    private int tried;

    @BeforeEach
    void remember() throws SQLException {
        site = sites.create(2);
        before = stored();
    }

    private String stored() throws SQLException {
        return text("""
                select (select row(count(*), sum(version))::text from facility) || (select row(count(*), sum(version))::text from zone)
                    || (select row(count(*), sum(version))::text from bay) || (select row(count(*), sum(version))::text from device)
                    || (select row(count(*), sum(arrivals))::text from target) || (select count(*)::text from weekly_target)""");
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private int id(String sql) throws SQLException {
        return Integer.parseInt(text(sql.formatted(site.facility())));
    }

    private int facility() throws SQLException {
        return id("select id from facility where code = '%s'");
    }

    private int zone() throws SQLException {
        return id("select z.id from zone z join facility f on f.id = z.facility_id where f.code = '%s' and z.code = 'A'");
    }

    private int device() throws SQLException {
        return id("select id from device where code = '%s-1'");
    }

    private int bay() throws SQLException {
        return id("select bay_id from device where code = '%s-1'");
    }

    private Response send(String method, String path, String body) {
        tried++;
        return given().contentType("application/json").header("If-Match", "*").body(body.getBytes(StandardCharsets.UTF_8)).request(method, path);
    }

    private static void assertNames(Response answer, String field, String sent) {
        assertThat(answer.statusCode()).as(sent).isEqualTo(400);
        if (!sent.contains("e999") && !sent.contains("e400")) {
            Map<String, ?> errors = answer.path("errors");
            assertThat(errors).as(sent + " -> " + answer.asString()).containsKey(field);
        }
    }

    private void refusesEach(String method, String path, List<Member> members, Function<String, String> body) throws SQLException {
        for (Member member : members) {
            for (String value : member.values()) {
                String sent = body.apply("\"" + member.name() + "\":" + value);
                assertNames(send(method, path, sent), member.name(), method + " " + path + " " + sent);
            }
        }
        for (String sent : NO_OBJECT) {
            assertThat(send(method, path, sent).statusCode()).as(method + " " + path + " " + sent).isEqualTo(400);
        }
        assertThat(stored()).isEqualTo(before);
        assertThat(tried).isGreaterThan(NO_OBJECT.size());
    }

    private static String alone(String member) {
        return "{" + member + "}";
    }

    @Test
    void changesOfAFacility() throws SQLException {
        refusesEach("PATCH", "/api/facilities/" + facility(), FACILITY, RefusedAdministrationIT::alone);
    }

    @Test
    void changesOfAZone() throws SQLException {
        refusesEach("PATCH", "/api/zones/" + zone(), ZONE, RefusedAdministrationIT::alone);
    }

    @Test
    void changesOfABay() throws SQLException {
        int bay = bay();
        refusesEach("PATCH", "/api/bays/" + bay, BAY.stream().filter(member -> !member.name().endsWith("itude")).toList(), RefusedAdministrationIT::alone);
        for (String place : List.of("\"longitude\":1", "\"latitude\":1", "\"longitude\":200,\"latitude\":1", "\"longitude\":1,\"latitude\":null")) {
            assertThat(send("PATCH", "/api/bays/" + bay, alone(place)).statusCode()).as(place).isEqualTo(400);
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void changesOfADevice() throws SQLException {
        refusesEach("PATCH", "/api/devices/" + device(), DEVICE, RefusedAdministrationIT::alone);
    }

    @Test
    void newFacilities() throws SQLException {
        refusesEach("POST", "/api/facilities/", List.of(new Member("code", with(NO_CODE, "\"" + site.facility() + "\""))),
                member -> "{\"name\":\"N\"," + member + "}");
        assertNames(send("POST", "/api/facilities/", "{\"code\":\"ok\"}"), "name", "no name");
        assertNames(send("POST", "/api/facilities/", "{\"name\":\"ok\"}"), "code", "no code");
    }

    @Test
    void newZones() throws SQLException {
        int facility = facility();
        refusesEach("POST", "/api/zones/", List.of(new Member("code", with(NO_TEXT, "\"\"", "\"a/b\"", "\"#\"", "\"" + LONG + "\"", "\"A\""))),
                member -> "{\"name\":\"N\",\"facility_id\":" + facility + "," + member + "}");
        refusesEach("POST", "/api/zones/", List.of(new Member("facility_id", with(NO_WHOLE, "null", "0", "2147483647"))),
                member -> "{\"name\":\"N\",\"code\":\"N\"," + member + "}");
    }

    @Test
    void newBays() throws SQLException {
        int zone = zone();
        refusesEach("POST", "/api/bays/", List.of(new Member("number", with(NO_NAME, "\"1\""))), member -> "{\"zone_id\":" + zone + "," + member + "}");
        refusesEach("POST", "/api/bays/", List.of(new Member("zone_id", with(NO_WHOLE, "null", "0", "2147483647"))),
                member -> "{\"number\":\"N\"," + member + "}");
    }

    @Test
    void newDevices() throws SQLException {
        int facility = facility();
        refusesEach("POST", "/api/devices/", List.of(new Member("device_code", with(NO_CODE, "\"" + site.device(1) + "\""))),
                member -> "{\"facility_id\":" + facility + "," + member + "}");
        refusesEach("POST", "/api/devices/", List.of(new Member("facility_id", with(NO_WHOLE, "null", "0", "2147483647"))),
                member -> "{\"device_code\":\"" + site.facility() + "-n\"," + member + "}");
    }

    @Test
    void replacements() throws SQLException {
        refusesEach("POST", "/api/devices/" + device() + "/replacement", List.of(new Member("device_code", with(NO_CODE, "\"" + site.device(1) + "\""))),
                RefusedAdministrationIT::alone);
    }

    @Test
    void targets() throws SQLException {
        String path = "/api/zones/" + zone();
        refusesEach("PUT", path + "/targets/2026-11-24", List.of(new Member("arrivals", with(NO_WHOLE, "null", "1000001"))), RefusedAdministrationIT::alone);
        refusesEach("PUT", path + "/targets/2026-11-24", List.of(new Member("usage_hours", with(NO_WHOLE, "1000001"))),
                member -> "{\"arrivals\":1," + member + "}");
        refusesEach("PUT", path + "/weekly-targets/2999-01-01", List.of(new Member("arrivals",
                List.of("null", "7", "[]", "[1,2,3,4,5,6]", "[1,2,3,4,5,6,-7]", "[1,2,3,4,5,6,\"7\"]", "[1,2,3,4,5,6,7.5]", "[1,2,3,4,5,6,1000001]"))),
                RefusedAdministrationIT::alone);
        for (String day : List.of("2026-02-30", "yesterday", "0001-01-01", "9999-12-31", "+99999-01-01", "%00")) {
            assertThat(send("PUT", path + "/targets/" + day, "{\"arrivals\":1}").statusCode()).as(day).isBetween(400, 404);
            assertThat(send("PUT", path + "/weekly-targets/" + day, "{\"arrivals\":[1,1,1,1,1,1,1]}").statusCode()).as(day).isBetween(400, 409);
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("facilities", "zones", "bays", "devices")) {
            for (String id : List.of("0", "999999999", "abc", "-1", "99999999999999999999", "1%20or%201=1")) {
                assertThat(given().urlEncodingEnabled(false).contentType("application/json").header("If-Match", "*").body("{}")
                        .patch("/api/" + path + "/" + id).statusCode()).as(path + "/" + id).isIn(404, 405);
            }
        }
    }

    @Test
    void allFaultsAreToldAtOnce() throws SQLException {
        Map<String, ?> errors = send("PATCH", "/api/zones/" + zone(), "{\"name\":\"\",\"grace_minutes\":-1,\"zone_type\":7,\"colour\":\"red\"}").path("errors");
        assertThat(errors).containsOnlyKeys("name", "grace_minutes", "zone_type", "colour");
    }

    @Test
    void otherMediaTypesAreRefused() {
        given().contentType("text/plain").body("{}").post("/api/facilities/").then().statusCode(415);
        given().contentType("application/json").body("{\"name\":\"" + "x".repeat(2_000_000) + "\"}").post("/api/facilities/").then().statusCode(413);
    }
}
