package io.parkbridge.facility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sites and targets as files, over HTTP. */
@QuarkusTest
class SiteCsvIT {

    private static final String HEADER = CsvForm.SITES.header().stream().takeWhile(name -> !name.equals("dev_eui")).collect(Collectors.joining(",")) + "\n";

    @Inject
    TestSite sites;

    private String code;

    @BeforeEach
    void name() {
        code = "c" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static ValidatableResponse post(String path, String csv) {
        return given().contentType("text/csv").body(csv.getBytes(StandardCharsets.UTF_8)).post(path).then();
    }

    private String line(String bay, String device) {
        return code + ",Ünï site,\"Street 1, Town\",Europe/London,Z,Zone,OUTDOOR,60,5," + bay + ",EV,-0.127758,51.507351," + device + ",m1\n";
    }

    private static String export(String facility) {
        return given().queryParam("facility", facility).get("/api/sites/").then().statusCode(200).contentType("text/csv").extract().asString();
    }

    private boolean exists(String facility) {
        return given().get("/api/facilities/").path("find { it.code == '%s' }".formatted(facility)) != null;
    }

    @Test
    void dryRunTellsAndWritesNothing() {
        String csv = HEADER + line("1", code + "-1") + line("2", code + "-2");
        post("/api/sites/?dry_run=true", csv).statusCode(200).body("dry_run", equalTo(true)).body("lines", equalTo(2)).body("fault_count", equalTo(0));
        assertThat(exists(code)).isFalse();
        post("/api/sites/", csv).statusCode(200).body("dry_run", equalTo(false));
        assertThat(exists(code)).isTrue();
    }

    @Test
    void exportImportedAgainChangesNothing() {
        Site site = sites.create(4);
        String mall = HEADER + code + ",\"a \"\"quoted\"\" name\",\"Street 1, Town\",Asia/Kolkata,Z,\"Zone, one\",OUTDOOR,,0,1,EV,-0.000012,51.5,,\n"
                + code + ",\"a \"\"quoted\"\" name\",\"Street 1, Town\",Asia/Kolkata,,,,,,,,,," + code + "-GW,gateway\n";
        post("/api/sites/", mall).statusCode(200);
        for (String facility : new String[] {site.facility(), code}) {
            String exported = export(facility);
            assertThat(exported.lines().count()).isGreaterThan(2);
            post("/api/sites/", exported).statusCode(200).body("written", equalTo(0)).body("fault_count", equalTo(0));
            assertThat(export(facility)).isEqualTo(exported);
        }
    }

    @Test
    void whatTheFileSaysOtherwiseIsBroughtUpToDate() {
        Site site = sites.create(2);
        String changed = export(site.facility()).replace("Zone A", "Deck A").replace("STANDARD", "EV");
        post("/api/sites/", changed).statusCode(200).body("written", equalTo(3));
        assertThat(export(site.facility())).contains("Deck A").contains(",EV,").doesNotContain("STANDARD");
    }

    @Test
    void limitOfABayComesAndGoesWithTheFile() {
        String csv = "facility_code,zone_code,max_stay_minutes,bay_number,bay_max_stay_minutes,bay_grace_minutes,bay_limit_days,bay_limit_from,bay_limit_until\n"
                + code + ",Z,60,1,15,0,12345,07:30,18:00\n" + code + ",Z,60,2,,,,,\n";
        post("/api/sites/", csv).statusCode(200);
        assertThat(export(code)).contains(",15,0,12345,07:30,18:00");
        post("/api/sites/", export(code)).statusCode(200).body("written", equalTo(0));
        post("/api/sites/", csv.replace("12345,07:30,18:00", "54321,07:30,")).statusCode(400).body("faults.column", hasItem("bay_limit_days"));
        post("/api/sites/", csv.replace("18:00", "")).statusCode(400).body("faults.column", hasItem("bay_limit_until"));
    }

    @Test
    void everyFaultyLineIsNamedWithColumnAndReason() {
        String csv = HEADER + line("1", "bad code") + line("2", code + "-2").replace("60,5", "soon,-5")
                + "too,few\n" + line("3", code + "-3") + line("4", code + "-3")
                + line("5", code + "-5").replace("Zone", "Other") + line("3", code + "-6");
        post("/api/sites/", csv).statusCode(400).body("written", equalTo(0)).body("lines", equalTo(7))
                .body("faults.collect { it.line + ' ' + it.column }", hasItems("2 device_code", "3 max_stay_minutes", "3 grace_minutes", "4 null",
                        "6 device_code", "7 zone_name", "8 bay_number"))
                .body("faults.find { it.line == 6 }.reason", containsString("line 5"));
        assertThat(exists(code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "time_zone | Europe/London | Mars/Olympus", "longitude | -0.127758 | 181", "latitude | 51.507351 | ''", "bay_kind | EV | =1+1",
        "longitude | -0.127758 | 1e1", "latitude | 51.507351 | NaN", "facility_name | Ünï | @x", "zone_code | ,Z, | ,a/b,", "bay_number | ,7, | ,123456789012345678901,",
        "zone_code | ,Z, | ,,"})
    void faultyCellNamesItsColumn(String column, String from, String to) {
        post("/api/sites/", HEADER + line("7", code + "-7").replace(from, to)).statusCode(400)
                .body("faults.column", hasItem(column)).body("faults.line", hasItem(2));
    }

    @Test
    void whatIsNoCsvIsSaid() {
        post("/api/sites/", "").statusCode(400).body("faults[0].reason", containsString("header"));
        post("/api/sites/", "a,b\n1,2\n").statusCode(400).body("faults[0].reason", containsString("facility_code"));
        post("/api/sites/", HEADER + "\"unfinished").statusCode(400).body("faults[0].line", equalTo(2));
        given().contentType("text/csv").body((HEADER + code + ",\u00e4").getBytes(StandardCharsets.ISO_8859_1)).post("/api/sites/").then().statusCode(400)
                .body("faults", hasSize(1));
        given().contentType(ContentType.JSON).body("{}").post("/api/sites/").then().statusCode(415);
        post("/api/sites/?dry_run=perhaps", HEADER).statusCode(400);
    }

    @Test
    void spreadsheetsByteOrderMarkIsNoFault() {
        post("/api/sites/?dry_run=true", "\uFEFF" + HEADER + line("1", code + "-1")).statusCode(200);
    }

    @Test
    void registeredDeviceIsNotMovedByAFile() {
        Site site = sites.create(4);
        String swapped = export(site.facility()).replace(site.device(1) + ",", "\u0001").replace(site.device(2) + ",", site.device(1) + ",")
                .replace("\u0001", site.device(2) + ",");
        post("/api/sites/", swapped).statusCode(400).body("faults.reason", hasItem(containsString("another place")));
    }

    @Test
    void targetsComeAndGoAsAFileToo() {
        Site site = sites.create(2);
        String csv = "facility_code,zone_code,day,arrivals\n" + site.facility() + ",A,2026-11-24,80\n" + site.facility() + ",B,2026-11-24,40\n";
        post("/api/sites/targets", csv).statusCode(200).body("written", equalTo(2));
        String exported = given().queryParam("facility", site.facility()).get("/api/sites/targets").asString();
        assertThat(exported.lines().toList()).hasSize(3).contains(site.facility() + ",A,2026-11-24,80,");
        post("/api/sites/targets", exported).statusCode(200).body("written", equalTo(0));
        post("/api/sites/targets", csv.replace(",A,", ",Nowhere,").replace(",40", ",many")).statusCode(400)
                .body("faults.column", hasItems("zone_code", "arrivals"));
    }

    @Test
    void usageHoursOfTargetsComeAndGoToo() {
        Site site = sites.create(2);
        String csv = "facility_code,zone_code,day,arrivals,usage_hours\n" + site.facility() + ",A,2026-11-24,80,%s\n";
        post("/api/sites/targets", csv.formatted("120")).statusCode(200).body("written", equalTo(1));
        assertThat(targets(site)).endsWith(",A,2026-11-24,80,120");
        post("/api/sites/targets", csv.replace(",80,", ",90,").formatted("")).statusCode(200).body("written", equalTo(1));
        assertThat(targets(site)).as("not named").endsWith(",A,2026-11-24,90,120");
        post("/api/sites/targets", csv.replace(",80,", ",90,").formatted("0")).statusCode(200).body("written", equalTo(1));
        assertThat(targets(site)).endsWith(",A,2026-11-24,90,0");
        post("/api/sites/targets", csv.formatted("1000001")).statusCode(400).body("faults.column", hasItem("usage_hours"));
    }

    private static String targets(Site site) {
        return given().queryParam("facility", site.facility()).get("/api/sites/targets").asString().strip();
    }

    @Test
    void weeklyPatternFillsDaysWithoutATarget() {
        Site site = sites.create(2);
        int facility = site.id();
        int zone = site.zone("A");
        LocalDate monday = LocalDate.of(2999, 1, 7);
        String week = "/api/zones/" + zone + "/weekly-targets/";
        Map<String, ?> pattern = Map.of("arrivals", Arrays.asList(10, 20, 30, 40, 50, null, 0));
        given().contentType(ContentType.JSON).body(pattern).put(week + monday).then().statusCode(200).body("arrivals[5]", equalTo(null));
        given().contentType(ContentType.JSON).body(pattern).put(week + "2020-01-01").then().statusCode(409);
        given().contentType(ContentType.JSON).body(Map.of("arrivals", 99)).put("/api/zones/" + zone + "/targets/" + monday.plusDays(1)).then().statusCode(200);

        ValidatableResponse days = given().queryParam("from", monday.minusDays(1).toString()).queryParam("to", monday.plusDays(7).toString())
                .get("/api/zones/" + zone + "/targets").then().statusCode(200);
        days.body("arrivals", equalTo(Arrays.asList(10, 99, 30, 40, 50, 0, 10))).body("is_explicit[1]", equalTo(true)).body("is_explicit[0]", equalTo(false));

        given().delete("/api/zones/" + zone + "/targets/" + monday.plusDays(1)).then().statusCode(204);
        given().delete("/api/zones/" + zone + "/targets/2020-01-01").then().statusCode(409);
        given().queryParam("from", monday.toString()).queryParam("to", monday.plusDays(1).toString()).get("/api/zones/" + zone + "/targets").then()
                .body("arrivals", equalTo(Arrays.asList(10, 20)));
        given().get(week).then().body("valid_from", hasItem(monday.toString()));
    }
}
