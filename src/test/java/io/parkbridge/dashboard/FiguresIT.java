package io.parkbridge.dashboard;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.occupancy.analytics.Recount;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random readings of a day, the day a week before and what lies around them, sent out of order and partly twice: every figure is what a
 * plain recount of the raw readings gives, on days of 24, 23 and 25 hours and where the clock is half an hour off.
 */
@QuarkusTest
class FiguresIT {

    private static final int BAYS = 6;
    private static final double A_TENTH = 0.0501;

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private Site site;
    private ZoneId clock;
    private LocalDate day;
    private Recount recount;
    private int facility;
    private Map<String, Integer> zones;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"UTC, 2026-11-18", "Europe/London, 2026-03-29", "Europe/London, 2026-10-25", "Australia/Adelaide, 2026-10-04",
        "Australia/Lord_Howe, 2026-10-04", "Australia/Lord_Howe, 2026-04-05"})
    void figuresAreThoseOfARecount(String timeZone, LocalDate on) throws Exception {
        clock = ZoneId.of(timeZone);
        day = on;
        site = sites.create(BAYS, timeZone);
        sendShuffled(readings(new Random(on.hashCode())));
        expect(40, 7);
        recount = Recount.of(database, site.facility());

        summary();
        hourly(null);
        hourly("A");
        targets();
        analyticsOfHours();
        analyticsOfDays();
        analyticsOfStays();
        heatMap();
        hoursOfZones();
        replay();
    }

    private Instant start(LocalDate of) {
        return of.atStartOfDay(clock).toInstant();
    }

    private List<String[]> readings(Random random) {
        List<String[]> messages = new ArrayList<>();
        for (int bay = 1; bay <= BAYS; bay++) {
            for (LocalDate at : List.of(day.minusDays(7), day)) {
                for (int i = 0; i < 25; i++) {
                    Instant time = start(at).minusSeconds(7_200).plusMillis(random.nextLong(28 * 3_600_000L));
                    messages.add(new String[] {site.topic(bay, "occupancy"), "{\"time\":\"%s\",\"occupied\":%s,\"seq\":%d}"
                            .formatted(time, random.nextBoolean(), i)});
                }
            }
        }
        return messages;
    }

    private void sendShuffled(List<String[]> messages) throws MqttException {
        List<String[]> sent = new ArrayList<>(messages);
        sent.addAll(messages.subList(0, messages.size() / 4));
        Collections.shuffle(sent, new Random(7));
        try (TestSensors sensors = TestSensors.connect()) {
            for (String[] message : sent) {
                sensors.send(message[0], message[1], false);
            }
            await().until(() -> stored() == messages.size());
        }
        facility = site.id();
        zones = Map.of("A", zone("A"), "B", zone("B"));
    }

    private int zone(String code) {
        return site.zone(code);
    }

    private int stored() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "select coalesce(sum(readings), 0) from hourly_usage u join zone z on z.id = u.zone_id join facility f on f.id = z.facility_id where f.code = ?")) {
            query.setString(1, site.facility());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void expect(int arrivals, int usageHours) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(
                "insert into target (zone_id, day, arrivals, usage_hours) values (?, ?, ?, ?)")) {
            insert.setInt(1, zones.get("A"));
            insert.setObject(2, day);
            insert.setInt(3, arrivals);
            insert.setInt(4, usageHours);
            insert.executeUpdate();
        }
    }

    private static double oneDecimal(double value) {
        return new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private void summary() {
        Map<String, Object> shown = given().queryParam("date", day.toString()).queryParam("facility", facility).get("/api/dashboard/summary/")
                .then().statusCode(200).extract().path("$");
        Instant from = start(day);
        Instant to = start(day.plusDays(1));
        int occupied = recount.occupiedAt(null, to);
        assertThat(shown).containsEntry("date", day.toString()).containsEntry("total_slots", BAYS).containsEntry("total_occupied", occupied)
                .containsEntry("total_available", BAYS - occupied).containsEntry("total_unknown", 0)
                .containsEntry("total_parking_events", recount.readings(null, from, to)).containsEntry("active_devices", BAYS + 1)
                .containsKey("alerts");
        List<Number> scores = given().queryParam("search", site.facility()).get("/api/devices/").path("findAll { it.health_score != null }.health_score");
        assertThat(number(shown.get("avg_health_score")))
                .isEqualTo(oneDecimal(scores.stream().mapToInt(Number::intValue).average().orElse(0)), within(1e-4));
        assertThat(number(shown.get("occupancy_rate"))).isEqualTo(oneDecimal(occupied * 100.0 / BAYS), within(1e-4));
        int arrivals = recount.arrivals(null, from, to);
        assertThat((Map<?, ?>) shown.get("efficiency")).hasToString("{target_usage=40, actual_usage=%d, efficiency_percentage=%s}"
                .formatted(arrivals, oneDecimal(arrivals * 100.0 / 40)));
        Map<?, ?> zoneB = (Map<?, ?>) ((List<?>) shown.get("zones")).get(1);
        assertThat(zoneB.get("occupied")).isEqualTo(recount.occupiedAt("B", to));
        assertThat(zoneB.get("actual_usage")).isEqualTo(recount.arrivals("B", from, to));
        assertThat(number(zoneB.get("efficiency_percentage"))).isZero();
    }

    private void hourly(String zone) {
        Map<String, Object> shown = given().queryParam("date", day.toString()).queryParam("zone", zone == null ? "" : zones.get(zone))
                .get("/api/dashboard/hourly/").then().statusCode(200).extract().path("$");
        assertThat(shown).containsEntry("zone_id", zone == null ? null : "" + zones.get(zone));
        List<Map<String, Object>> hours = hoursOf(shown);
        assertThat(hours).hasSize(24);
        if (zone == null) {
            return; // other tests' sites are in it
        }
        for (int hour = 0; hour < 24; hour++) {
            assertThat(hours.get(hour)).containsEntry("hour", hour).containsEntry("label", "%02d:00".formatted(hour))
                    .containsEntry("occupied_events", arrivalsInHour(zone, day, hour))
                    .containsEntry("last_week", arrivalsInHour(zone, day.minusDays(7), hour));
            assertThat(number(hours.get(hour).get("target"))).isEqualTo(1.7, within(1e-4));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> hoursOf(Map<String, Object> hourly) {
        return (List<Map<String, Object>>) hourly.get("hourly");
    }

    private int arrivalsInHour(String zone, LocalDate of, int hour) {
        return (int) recount.stays(zone).map(stay -> stay.arrived().atZone(clock))
                .filter(arrived -> arrived.toLocalDate().equals(of) && arrived.getHour() == hour).count();
    }

    private void targets() {
        int arrivals = recount.arrivals("A", start(day), start(day.plusDays(1)));
        Map<String, Object> target = given().queryParam("date", day.toString()).get("/api/targets/").then().statusCode(200).extract()
                .path("find { it.zone_id == %d }".formatted(zones.get("A")));
        assertThat(target).containsEntry("zone_name", "Zone A").containsEntry("date", day.toString())
                .containsEntry("target_occupancy_count", 40).containsEntry("actual_usage", arrivals).containsKey("id");
        assertThat(number(target.get("efficiency"))).isEqualTo(oneDecimal(arrivals * 100.0 / 40), within(1e-4));
    }

    private List<Map<String, Object>> figures(String of) {
        return given().queryParam("facility", facility).queryParam("from", day.toString()).queryParam("to", day.toString())
                .get("/api/analytics/" + of).then().statusCode(200).extract().path("figures");
    }

    private void analyticsOfHours() {
        List<Map<String, Object>> hours = figures("hours");
        Instant end = start(day.plusDays(1));
        for (int i = hours.size() - 1; i >= 0; i--) {
            Instant begin = Instant.parse((String) hours.get(i).get("start"));
            double occupied = recount.occupiedHours(null, begin, end);
            double bayHours = BAYS * Duration.between(begin, end).toMillis() / 3_600_000.0;
            assertThat(number(hours.get(i).get("occupied_hours"))).isEqualTo(occupied, within(A_TENTH));
            assertThat(number(hours.get(i).get("occupancy_rate"))).isEqualTo(occupied / bayHours * 100, within(A_TENTH));
            assertThat(hours.get(i)).containsEntry("arrivals", recount.arrivals(null, begin, end));
            end = begin;
        }
        assertThat(end).isEqualTo(start(day));
    }

    private void hoursOfZones() {
        List<Map<String, Object>> all = figures("hours");
        List<Map<String, Object>> byZone = figures("zone-hours");
        assertThat(byZone).hasSize(2);
        for (int hour = 0; hour < all.size(); hour++) {
            int here = hour;
            int arrivals = byZone.stream().mapToInt(zone -> (Integer) ((List<?>) zone.get("arrivals")).get(here)).sum();
            assertThat(arrivals).isEqualTo(all.get(hour).get("arrivals"));
        }
    }

    /** At any whole second of the day as many bays are occupied as the readings say. */
    private void replay() {
        List<List<Number>> stays = given().queryParam("facility", facility).queryParam("date", day.toString()).get("/api/analytics/replay")
                .then().statusCode(200).extract().path("stays");
        for (Instant at = start(day); at.isBefore(start(day.plusDays(1))); at = at.plusSeconds(601)) {
            long second = at.getEpochSecond();
            long occupied = stays.stream().filter(stay -> stay.get(1).longValue() <= second && (stay.get(2) == null || stay.get(2).longValue() > second)).count();
            assertThat(occupied).as("at " + at).isEqualTo(recount.occupiedAt(null, at));
        }
    }

    private void analyticsOfDays() {
        Map<String, Object> zoneA = figures("days").getFirst();
        Instant end = start(day.plusDays(1));
        double usageHours = recount.occupiedHours("A", start(day), end);
        assertThat(zoneA).containsEntry("zone_id", zones.get("A")).containsEntry("arrivals", recount.arrivals("A", start(day), end))
                .containsEntry("parking_events", recount.readings("A", start(day), end));
        assertThat(number(zoneA.get("usage_hours"))).isEqualTo(usageHours, within(A_TENTH));
        assertThat(number(zoneA.get("usage_hours_percentage"))).isEqualTo(usageHours / 7 * 100, within(A_TENTH));
        assertThat(number(zoneA.get("turnover"))).isEqualTo(recount.arrivals("A", start(day), end) / 3.0, within(A_TENTH));
    }

    private void analyticsOfStays() {
        Map<String, Object> zoneB = figures("stays").get(2);
        Instant now = Instant.now();
        Instant end = start(day.plusDays(1));
        assertThat(zoneB).containsEntry("zone_id", zones.get("B")).containsEntry("stays", recount.arrivals("B", start(day), end));
        assertThat(number(zoneB.get("median_minutes"))).isEqualTo(recount.percentileMinutes("B", start(day), end, now, 0.5), within(1.0));
        assertThat(number(zoneB.get("p90_minutes"))).isEqualTo(recount.percentileMinutes("B", start(day), end, now, 0.9), within(1.0));
        long overstays = recount.stays("B").filter(stay -> !stay.arrived().isBefore(start(day)) && stay.arrived().isBefore(end))
                .filter(stay -> Duration.between(stay.arrived(), stay.departed() == null ? now : stay.departed()).compareTo(Duration.ofMinutes(65)) > 0)
                .filter(stay -> stay.departed() != null).count();
        assertThat(number(zoneB.get("overstays"))).isEqualTo(overstays);
    }

    private void heatMap() {
        List<Map<String, Object>> cells = figures("heatmap");
        assertThat(cells).hasSize(168);
        int noon = (day.getDayOfWeek().getValue() - 1) * 24 + 12;
        Instant begin = day.atTime(12, 0).atZone(clock).toInstant();
        assertThat(number(cells.get(noon).get("occupancy_rate")))
                .isEqualTo(recount.occupiedHours(null, begin, begin.plusSeconds(3_600)) / BAYS * 100, within(A_TENTH));
    }
}
