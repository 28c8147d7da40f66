package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that was due while the application was down: it is made once, by whichever of its instances looks first, and not again. */
@Tag("processes")
class MissedReportIT {

    /** Longer than a stop of the application takes. */
    private static final Duration UNTIL_DUE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void reportThatWasDueWhileTheApplicationWasDownIsMadeOnce() throws Exception {
        try (Installation site = new Installation("missed", directory)) {
            TestSite.write(new Site("missed", 4), "Europe/Berlin", directory.resolve("missed.sites.csv"));
            Application application = site.application();
            Map<String, Object> facility = given().port(application.port()).get("/api/facilities/").path("[0]");
            Instant due = Instant.now().plus(UNTIL_DUE).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            ZoneId clock = ZoneId.of((String) facility.get("time_zone"));
            int schedule = given().port(application.port()).contentType(ContentType.JSON).body(Map.of("name", "Daily", "report", "zone-performance",
                    "format", "csv", "facility", facility.get("id"), "every", "day", "at", LocalTime.ofInstant(due, clock).toString(),
                    "recipients", List.of("owner@example.org"))).post("/api/report-schedules").then().statusCode(201).extract().path("id");
            application.close();
            assertThat(site.number("select count(*) from report_run")).isZero();
            awaitThat(() -> Instant.now().isAfter(due));

            Application first = site.application(Map.of("PARKBRIDGE_MQTT_SHARE_GROUP", "parkbridge", "PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-1"));
            Application second = site.application(Map.of("PARKBRIDGE_MQTT_SHARE_GROUP", "parkbridge", "PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-2"));
            awaitThat(() -> isDone(first, schedule));
            first.close();
            second.close();

            Application again = site.application(Map.of("PARKBRIDGE_MQTT_SHARE_GROUP", "parkbridge"));
            assertThat(Instant.parse(given().port(again.port()).get("/api/report-schedules/" + schedule).path("next_due"))).isAfter(due);
            looksAtSchedules(site, again);
            List<Map<String, Object>> runs = runs(again, schedule);
            assertThat(runs).hasSize(1);
            assertThat(Instant.parse((String) runs.getFirst().get("due_at"))).isEqualTo(due);
            assertThat(runs.getFirst()).containsEntry("state", "done").containsEntry("from", due.atZone(clock).toLocalDate().minusDays(1).toString());
        }
    }

    private static List<Map<String, Object>> runs(Application application, int schedule) {
        return given().port(application.port()).get("/api/report-schedules/%d/runs".formatted(schedule)).path("$");
    }

    private static boolean isDone(Application application, int schedule) {
        return runs(application, schedule).stream().anyMatch(run -> "done".equals(run.get("state")));
    }

    /** It has when it has made what is due by a schedule that came later. */
    private static void looksAtSchedules(Installation site, Application application) throws Exception {
        site.execute("""
                insert into report_schedule (name, report, format, facility_id, zone_id, paper, language, every, day, at, period, recipients, active,
                                             next_due, due_zone, owner_kind, owner, created_at)
                select 'Other', report, format, facility_id, zone_id, paper, language, every, day, at, period, recipients, active,
                       now() - interval '1 second', due_zone, owner_kind, owner, now()
                from report_schedule""");
        awaitThat(() -> site.number("select count(*) from report_run r join report_schedule s on s.id = r.schedule_id where s.name = 'Other'") == 1);
    }
}
