package io.parkbridge.scope;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestImages;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/**
 * A facility with one of everything there can be, each with its mark in it where it has a text, so that whatever comes of it is
 * recognised in any answer.
 *
 * @param mark   in every code, name, number, model and note of it
 * @param devEui of its second device
 */
record KnownSite(String mark, int facility, int zone, int bay, int secondBay, int freeBay, int otherFreeBay, int device, long alert, int rule, int mute, long letter, String devEui,
        int run, int schedule) {

    static final String NEVER = "never-heard-of";
    static final long NO_ID = 999_999_998;

    /** What nobody has ever made: what is asked of another's facility must look like this. */
    static final KnownSite UNKNOWN = new KnownSite(NEVER, (int) NO_ID, (int) NO_ID, (int) NO_ID, (int) NO_ID, (int) NO_ID, (int) NO_ID, (int) NO_ID, NO_ID,
            (int) NO_ID, (int) NO_ID, NO_ID, "0102030405060708", (int) NO_ID, (int) NO_ID);

    static RequestSpecification everyone() {
        return given().header(TestCaller.FACILITIES, TestCaller.ALL);
    }

    RequestSpecification caller() {
        return given().header(TestCaller.FACILITIES, facility);
    }

    String deviceCode() {
        return mark + "-d1";
    }

    /** Heard of, not registered. */
    String stranger() {
        return mark + "-new";
    }

    static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    static KnownSite create(String name) throws Exception {
        String mark = name + UUID.randomUUID().toString().substring(0, 6);
        String devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        everyone().contentType("text/csv").body(csv(mark, devEui)).post("/api/sites/").then().statusCode(200);
        int facility = everyone().get("/api/facilities/").path("find { it.code == '%s' }.id".formatted(mark));
        int zone = everyone().queryParam("facility", facility).get("/api/zones/").path("[0].id");
        List<Integer> bays = everyone().queryParam("facility", facility).get("/api/bays/").path("id");
        int device = everyone().queryParam("search", mark + "-d1").get("/api/devices/").path("[0].id");

        everyone().contentType(ContentType.JSON).body(Map.of("name", mark + " day")).put("/api/facilities/%d/holidays/%s".formatted(facility, today()))
                .then().statusCode(200);
        everyone().contentType(ContentType.JSON).body(Map.of("arrivals", 17)).put("/api/zones/%d/targets/%s".formatted(zone, today()))
                .then().statusCode(200);
        everyone().contentType(ContentType.JSON).body("{\"arrivals\":[5,5,5,5,5,5,5]}")
                .put("/api/zones/%d/weekly-targets/%s".formatted(zone, today())).then().statusCode(200);
        everyone().header("Content-Type", "image/png").header("If-Match", "*").body(TestImages.png(3, 2)).put("/api/zones/%d/plan/image".formatted(zone))
                .then().statusCode(200);
        int rule = create("/api/alert-rules", Map.of("type", "LOW_BATTERY", "zone_id", zone));
        create("/api/alert-rules", Map.of("type", "LOW_BATTERY", "facility_id", facility));
        create("/api/alert-rules", Map.of("type", "LOW_BATTERY", "device_id", device));
        int mute = create("/api/mutes", Map.of("device_id", device, "reason", mark + " is mended", "until", Instant.now().plusSeconds(3600).toString()));
        long alert = happenings(mark, facility);
        long letter = letters(mark);
        int run = everyone().contentType(ContentType.JSON).body(Map.of("report", "overstay", "format", "csv", "facility", facility))
                .post("/api/report-runs").then().statusCode(202).extract().path("id");
        int schedule = create("/api/report-schedules", Map.of("name", mark + " daily", "report", "overstay", "format", "csv", "facility", facility,
                "every", "day", "at", "06:00", "recipients", List.of(mark + "@example.org")));
        return new KnownSite(mark, facility, zone, bays.get(0), bays.get(1), bays.get(2), bays.get(3), device, alert, rule, mute, letter, devEui, run, schedule);
    }

    private static String csv(String mark, String devEui) {
        return """
                facility_code,facility_name,facility_address,time_zone,zone_code,zone_name,zone_type,max_stay_minutes,bay_number,bay_kind,longitude,latitude,device_code,device_model,dev_eui
                MARK,MARK parking,MARK street,UTC,MARK-z,MARK deck,MARK type,60,MARK-1,MARK kind,1.25,2.5,MARK-d1,MARK model,
                MARK,MARK parking,MARK street,UTC,MARK-z,MARK deck,MARK type,60,MARK-2,MARK kind,1.25,2.5,MARK-d2,MARK model,EUI
                MARK,MARK parking,MARK street,UTC,MARK-z,MARK deck,MARK type,60,MARK-3,MARK kind,1.25,2.5,,,
                MARK,MARK parking,MARK street,UTC,MARK-z,MARK deck,MARK type,60,MARK-4,MARK kind,1.25,2.5,,,
                MARK,MARK parking,MARK street,UTC,,,,,,,,,MARK-gw,gateway,
                """.replace("MARK", mark).replace("EUI", devEui);
    }

    private static int create(String path, Map<String, Object> body) {
        return everyone().contentType(ContentType.JSON).body(body).post(path).then().statusCode(201).extract().path("id");
    }

    /** A car that came and went and came again, and a voltage that cannot be. */
    private static long happenings(String mark, int facility) {
        Instant now = Instant.now();
        for (int i = 0; i < 3; i++) {
            everyone().contentType(ContentType.JSON)
                    .body(Map.of("device_code", mark + "-d1", "is_occupied", i != 1, "timestamp", now.minus(Duration.ofMinutes(9 - 3L * i)).toString()))
                    .post("/api/parking-log/").then().statusCode(201);
        }
        everyone().contentType(ContentType.JSON)
                .body(Map.of("device_code", mark + "-d1", "voltage", 17, "current", 1, "power_factor", 1, "timestamp", now.toString()))
                .post("/api/telemetry/").then().statusCode(201);
        RequestSpecification asked = everyone().queryParam("facility", facility).queryParam("type", "INVALID_DATA");
        int alert = await().until(() -> asked.get("/api/alerts/").path("[0].id"), Objects::nonNull);
        everyone().contentType(ContentType.JSON).body(Map.of("note", mark + " looks at it")).post("/api/alerts/%d/notes".formatted(alert))
                .then().statusCode(200);
        return alert;
    }

    private static long letters(String mark) throws Exception {
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish("parking/v1/%1$s/%1$s-new/occupancy".formatted(mark), "{\"occupied\":true}");
        }
        RequestSpecification asked = everyone().queryParam("device", mark + "-new");
        int letter = await().until(() -> asked.get("/api/dead-letters").path("[0].id"), Objects::nonNull);
        return letter;
    }
}
