package io.parkbridge.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.http.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a person changes is traced, and the trace stays. */
@QuarkusTest
class AuditIT {

    private static final Map<String, ?> SUNDAY_OFF = Map.of("arrivals", List.of(1, 2, 3, 4, 5, 6, 0));

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Audit audit;

    private static RequestSpecification sent(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private static int created(String path, Map<String, ?> fields) {
        return sent(fields).post(path).then().statusCode(201).extract().path("id");
    }

    private static void change(String path, Map<String, ?> fields) {
        sent(fields).header("If-Match", "*").patch(path).then().statusCode(200);
    }

    private static ValidatableResponse log(Object... filters) {
        RequestSpecification asked = given();
        for (int i = 0; i < filters.length; i += 2) {
            asked.queryParam((String) filters[i], filters[i + 1]);
        }
        return asked.get("/api/audit/").then().statusCode(200);
    }

    private int facility(Site site) {
        return site.id();
    }

    @Test
    void everyChangeOfASiteIsRecordedWithWhatWasAndWhatIs() {
        String code = "a" + UUID.randomUUID().toString().substring(0, 8);
        int facility = created("/api/facilities", Map.of("code", code, "name", "Old town"));
        int zone = created("/api/zones", Map.of("facility_id", facility, "code", "Z", "name", "Zone"));
        int bay = created("/api/bays", Map.of("zone_id", zone, "number", "1"));
        int device = created("/api/devices", Map.of("device_code", code + "-1", "bay_id", bay));
        change("/api/facilities/" + facility, Map.of("name", "New town"));
        change("/api/facilities/" + facility, Map.of("name", "New town"));
        sent(Map.of("device_code", code + "-2")).header("If-Match", "*").post("/api/devices/" + device + "/replacement").then().statusCode(201);
        change("/api/zones/" + zone, Map.of("is_active", false));

        log("facility", facility).body("collect { it.action + ' ' + it.subject + ' ' + it.name }", contains(
                "RETIRED ZONE " + code + "/Z", "RETIRED BAY " + code + "/Z/1", "RETIRED DEVICE " + code + "-2", "ISSUED CREDENTIALS " + code + "-2", "CREATED DEVICE " + code + "-2",
                "RETIRED DEVICE " + code + "-1", "CHANGED FACILITY " + code, "ISSUED CREDENTIALS " + code + "-1", "CREATED DEVICE " + code + "-1", "CREATED BAY " + code + "/Z/1",
                "CREATED ZONE " + code + "/Z", "CREATED FACILITY " + code))
                .body("who", everyItem(notNullValue())).body("address", everyItem(equalTo("127.0.0.1")))
                .body("user_agent", everyItem(containsString("HttpClient"))).body("request_id", everyItem(matchesPattern("[0-9a-f]{16}")));
        log("subject", "FACILITY", "subject_id", facility, "action", "CHANGED").body("[0].before.name", equalTo("Old town"))
                .body("[0].after.name", equalTo("New town"));
    }

    @Test
    void targetsRulesHolidaysAndMutesAreRecordedToo() {
        Site site = sites.create(2);
        int facility = facility(site);
        int zone = given().get("/api/zones?facility=" + facility).path("[0].id");
        String day = LocalDate.now().plusDays(3).toString();
        sent(Map.of("arrivals", 5)).put("/api/zones/" + zone + "/targets/" + day).then().statusCode(200);
        sent(Map.of("arrivals", 6)).put("/api/zones/" + zone + "/targets/" + day).then().statusCode(200);
        given().delete("/api/zones/" + zone + "/targets/" + day).then().statusCode(204);
        sent(SUNDAY_OFF).put("/api/zones/" + zone + "/weekly-targets/" + day).then().statusCode(200);
        sent(Map.of("name", "Fair")).put("/api/facilities/" + facility + "/holidays/" + day).then().statusCode(200);
        int rule = created("/api/alert-rules", Map.of("type", "LOW_BATTERY", "facility_id", facility));
        int mute = created("/api/mutes", Map.of("zone_id", zone, "until", Instant.now().plusSeconds(60).toString(), "reason", "paint"));
        given().delete("/api/mutes/" + mute).then().statusCode(204);
        given().header("If-Match", "*").delete("/api/alert-rules/" + rule).then().statusCode(204);

        log("facility", facility, "kind", "ANONYMOUS").body("collect { it.action + ' ' + it.subject }", contains("DELETED RULE", "CHANGED MUTE", "CREATED MUTE",
                "CREATED RULE", "CREATED HOLIDAY", "CREATED WEEKLY_TARGET", "DELETED TARGET", "CHANGED TARGET", "CREATED TARGET"));
        log("facility", facility, "subject", "TARGET", "action", "CHANGED").body("[0].before.arrivals", equalTo(5)).body("[0].after.arrivals", equalTo(6));
    }

    @Test
    void importIsOneEntryWithItsCountsAndOnePerRowThatIsAnotherNow() {
        Site site = sites.create(2);
        int facility = facility(site);
        log("facility", facility, "kind", "SYSTEM").body("action", hasItem("IMPORTED")).body("findAll { it.subject == 'DEVICE' }", hasSize(3));
        String csv = given().queryParam("facility", site.facility()).get("/api/sites").then().statusCode(200).extract().asString();

        given().contentType("text/csv").body(csv.replace("STANDARD", "EV").getBytes(StandardCharsets.UTF_8)).post("/api/sites?dry_run=true").then()
                .statusCode(200);
        given().contentType("text/csv").body(csv.replaceFirst("STANDARD", "EV").getBytes(StandardCharsets.UTF_8)).post("/api/sites").then()
                .statusCode(200);
        given().contentType("text/csv").body(csv.replaceFirst("STANDARD", "EV").getBytes(StandardCharsets.UTF_8)).post("/api/sites").then()
                .statusCode(200).body("written", equalTo(0));

        log("facility", facility, "kind", "ANONYMOUS").body("collect { it.action + ' ' + it.subject }", contains("CHANGED BAY", "IMPORTED SITES", "EXPORTED SITES"))
                .body("[0].before.kind", equalTo("STANDARD")).body("[0].after.kind", equalTo("EV")).body("[1].after.written", equalTo(1));
    }

    @Test
    void refusedChangeLeavesNoEntry() {
        Site site = sites.create(2);
        int facility = facility(site);
        sent(Map.of("name", "")).header("If-Match", "*").patch("/api/facilities/" + facility).then().statusCode(400);
        sent(Map.of("is_active", false)).header("If-Match", "*").patch("/api/facilities/" + facility).then().statusCode(409);

        log("facility", facility, "kind", "ANONYMOUS").body("$", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set who = 'nobody'", "delete from audit", "truncate audit"})
    void databaseRefusesToForget(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).satisfiesAnyOf(
                    e -> assertThat(e).hasMessageContaining("append-only"),
                    // to empty a table takes a right that the application's role has not
                    e -> assertThat(e).hasMessageContaining("permission denied"));
        }
    }

    @Test
    void whatStrangersTypeIsKeptHarmlessly() throws SQLException {
        String name = "=cmd|" + UUID.randomUUID();
        audit.record(new Who(Caller.Kind.ANONYMOUS, name), Entry.of(Action.LOGIN_FAILED, Subject.SESSION, null, "a\0b\ud800" + "x".repeat(1_000), null,
                Map.of("typed", "\0\ud800", "path", "\\u0000")));

        log("who", name).body("[0].name", equalTo("a?b?" + "x".repeat(296))).body("[0].after.typed", equalTo("??"))
                .body("[0].after.path", equalTo("\\u0000")).body("[0].address", nullValue());
        String csv = given().queryParam("who", name).get("/api/audit/export").then().statusCode(200).contentType("text/csv").extract().asString();
        assertThat(csv).startsWith("id,at,who_kind,who,").contains(",'=cmd|").hasLineCount(2);
        log("subject", "AUDIT").body("[0].action", equalTo("EXPORTED")).body("[0].after.who", equalTo(name));
    }

    @Test
    void whateverLeavesAsAFileIsRecorded() {
        Site site = sites.create(2);
        int facility = facility(site);
        int device = given().queryParam("code", site.device(1)).get("/api/devices").path("[0].id");
        String[] exports = {"/api/sites?facility=" + site.facility(), "/api/sites/targets?facility=" + site.facility(), "/api/devices/export?facility=" + facility,
            "/api/devices/" + device + "/readings/export", "/api/reports/zone-performance.csv?facility=" + facility, "/api/audit/export?facility=" + facility};
        for (String export : exports) {
            String request = given().accept("*/*").get(export).then().statusCode(200).header("Content-Type", containsString("text/csv")).extract().header("X-Request-Id");
            log("request", request).body("action", contains("EXPORTED"));
        }
    }

    @Test
    void entriesArePagedAndFiltered() {
        Site site = sites.create(2);
        int facility = facility(site);
        log("facility", facility, "page_size", 2).body("$", hasSize(2)).header("Link", containsString("page=2"));
        log("facility", facility, "to", "2020-01-01T00:00:00Z").body("$", hasSize(0));
        log("facility", facility, "from", Instant.now().minusSeconds(60).toString()).body("facility_id", everyItem(equalTo(facility)));
        String request = given().queryParam("facility", site.facility()).get("/api/sites/targets").header("X-Request-Id");
        log("request", request).body("action", contains("EXPORTED"));
        given().queryParam("action", "FORGOTTEN").get("/api/audit").then().statusCode(400).body("error", containsString("action"));
    }
}
