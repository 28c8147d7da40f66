package io.parkbridge.dashboard;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Figures at the edges: where a day begins twice, has not begun, or has just begun, and where what was there is not there any more. */
@QuarkusTest
class EdgeFiguresIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private Site site;
    private int facility;

    private void site(int bays, String timeZone) {
        site = sites.create(bays, timeZone);
        facility = site.id();
    }

    private int zone(String code) {
        return site.zone(code);
    }

    private void occupied(int bay, boolean occupied, Instant... times) throws Exception {
        int before = count("select coalesce(sum(readings), 0) from hourly_usage");
        try (TestSensors sensors = TestSensors.connect()) {
            for (Instant time : times) {
                sensors.send(site.topic(bay, "occupancy"), "{\"time\":\"%s\",\"occupied\":%s}".formatted(time, occupied), false);
            }
            await().until(() -> count("select coalesce(sum(readings), 0) from hourly_usage") == before + times.length);
        }
    }

    /** Of this site. */
    private int count(String figure) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
                figure + " where zone_id in (select z.id from zone z join facility f on f.id = z.facility_id where f.code = '" + site.facility() + "')")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, Object> summary(LocalDate day) {
        return given().queryParam("facility", facility).queryParam("date", day.toString()).get("/api/dashboard/summary/").then().statusCode(200).extract()
                .path("$");
    }

    private <T> T analytics(String figures, LocalDate day, String path) {
        return given().queryParam("facility", facility).queryParam("from", day.toString()).queryParam("to", day.toString())
                .get("/api/analytics/" + figures).then().statusCode(200).extract().path(path);
    }

    /** On the Azores the clock goes from one o'clock back to midnight. */
    @Test
    void dayWhoseFirstHourComesTwiceHasTheLogsOfBoth() throws Exception {
        site(2, "Atlantic/Azores");
        occupied(1, true, Instant.parse("2026-10-24T23:30:00Z"), Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T01:30:00Z"));
        LocalDate day = LocalDate.parse("2026-10-25");

        assertThat(summary(day)).containsEntry("total_parking_events", 2);
        assertThat(logs(day)).containsExactly("2026-10-25T01:30:00Z", "2026-10-25T00:30:00Z");
        assertThat(logs(day.minusDays(1))).containsExactly("2026-10-24T23:30:00Z");
    }

    private List<String> logs(LocalDate day) {
        return given().queryParam("zone", zone("A")).queryParam("date", day.toString()).get("/api/parking-logs/").path("timestamp");
    }

    /** Lord Howe goes back by half an hour: the hour after this one begins within it. */
    @Test
    void carThatCameAfterAJumpOfHalfAnHourWasNotThereBefore() throws Exception {
        site(2, "Australia/Lord_Howe");
        occupied(1, true, Instant.parse("2026-04-04T15:10:00Z"));

        assertThat(occupiedAt("2026-04-04T14:40:00Z")).isZero();
        assertThat(occupiedAt("2026-04-04T15:05:00Z")).isZero();
        assertThat(occupiedAt("2026-04-04T15:20:00Z")).isOne();
    }

    private int occupiedAt(String instant) {
        return given().queryParam("facility", facility).queryParam("at", instant).get("/api/zones/").path("find { it.code == 'A' }.occupied_count");
    }

    @Test
    void hourThatHasJustBegunHasTheArrivalsThatItHas() throws Exception {
        site(2, "UTC");
        Instant now = Instant.now();
        occupied(1, true, now);
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);

        List<Number> arrivals = analytics("heatmap", day, "figures.arrivals");

        assertThat(arrivals.stream().mapToDouble(Number::doubleValue).sum()).isEqualTo(1);
    }

    @Test
    void dayToComeIsReplayedAsNoTimeAtAll() throws Exception {
        site(2, "UTC");
        occupied(1, true, Instant.now());

        Map<String, Object> replay = given().queryParam("facility", facility).queryParam("date", "2999-01-01").get("/api/analytics/replay").then()
                .statusCode(200).extract().path("$");

        assertThat(replay.get("end")).isEqualTo(replay.get("start"));
        for (String figures : List.of("hours", "days")) {
            assertThat(this.<List<?>>analytics(figures, LocalDate.parse("2999-01-01"), "figures")).isEmpty();
        }
        assertThat(summary(LocalDate.parse("2999-01-01"))).containsEntry("total_parking_events", 0);
    }

    @Test
    void dayBeforeABayWasRetiredWasNeverMoreThanFull() throws Exception {
        site(4, "UTC");
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        for (int bay = 1; bay <= 2; bay++) {
            occupied(bay, true, day.atTime(8, 0).toInstant(ZoneOffset.UTC));
        }
        int bay = given().queryParam("zone", zone("A")).get("/api/bays").path("[0].id");
        given().contentType("application/json").header("If-Match", given().get("/api/bays/" + bay).header("ETag")).body("{\"is_active\":false}")
                .patch("/api/bays/" + bay).then().statusCode(200);

        Map<?, ?> zone = (Map<?, ?>) ((List<?>) summary(day).get("zones")).getFirst();
        assertThat(zone.get("occupied")).isEqualTo(2);
        assertThat(zone.get("total_slots")).isEqualTo(2);
        assertThat(zone.get("available")).isEqualTo(0);
        assertThat(((Number) zone.get("occupancy_rate")).doubleValue()).isEqualTo(100);
        List<Number> rates = analytics("days", day, "figures.findAll { it.zone_name == 'Zone A' }.peak_rate");
        assertThat(rates).hasSize(1).allSatisfy(rate -> assertThat(rate.doubleValue()).isEqualTo(100));
        List<Number> hours = analytics("hours", day, "figures.occupancy_rate");
        assertThat(hours).allSatisfy(rate -> assertThat(rate.doubleValue()).isBetween(0.0, 100.0));
    }

    /** What takes long to work out is shown again while it is worked out anew; what takes long here is somebody else's lock. */
    @Test
    void devicesThatAreAllRetiredAreNotShownForever() throws Exception {
        site(2, "UTC");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Connection lock = database.getConnection(); Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table device in access exclusive mode");
            Thread asking = Thread.ofVirtual().start(() -> summary(today));
            await().until(() -> isWaitedFor(statement));
            lock.rollback();
            asking.join();
        }
        assertThat(summary(today)).containsEntry("active_devices", 3);

        execute("update device set active = false where facility_id = " + facility);

        await().until(() -> summary(today).get("active_devices").equals(0));
    }

    private static boolean isWaitedFor(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%from device d left join bay b%'
                                                              and clock_timestamp() - query_start > interval '50 milliseconds')""")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
