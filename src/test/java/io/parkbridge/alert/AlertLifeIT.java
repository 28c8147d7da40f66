package io.parkbridge.alert;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what a device says, or does not say, to the alert and its end, through the real broker and database. */
@QuarkusTest
class AlertLifeIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    AlertTick tick;

    private Site site;
    private TestSensors sensors;

    @BeforeEach
    void connect() throws MqttException {
        site = sites.create(8);
        sensors = TestSensors.connect();
    }

    @AfterEach
    void disconnect() throws MqttException {
        sensors.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "HIGH_POWER   | {\"voltage\":230,\"current\":10,\"power_factor\":1} | {\"voltage\":230,\"current\":6.3,\"power_factor\":1} | {\"voltage\":230,\"current\":1,\"power_factor\":1}",
        "INVALID_DATA | {\"voltage\":320}                                   | {\"voltage\":298}                                     | {\"voltage\":230}",
        "LOW_BATTERY  | {\"battery\":10}                                    | {\"battery\":22}                                      | {\"battery\":80}"})
    void isRaisedOnceCountedUpAndClearedByItselfWithHysteresis(String type, String bad, String between, String good) throws MqttException {
        sensors.publish(site.topic(1, "heartbeat"), bad);
        awaitActive(type, 1);
        sensors.publish(site.topic(1, "heartbeat"), bad);
        await().until(() -> number("select coalesce(max(occurrences), 0) from " + OF_SITE + " and type = '" + type + "'") == 2);

        sensors.publish(site.topic(1, "heartbeat"), between);
        sensors.publish(site.topic(1, "heartbeat"), good);

        awaitActive(type, 0);
        assertThat(steps(type)).containsExactly("RAISED", "CLEARED");
    }

    @Test
    void impossibleValueAndTimeFromTheFutureAreAlertsOfTheirDevice() throws MqttException {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":1000}");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":50,\"time\":\"2099-01-01T00:00:00Z\"}");

        awaitActive("INVALID_DATA", 1);
        awaitActive("CLOCK_SKEW", 1);
    }

    @Test
    void lateHeartbeatRaisesNothing() throws MqttException {
        String anHourAgo = Instant.now().minus(Duration.ofHours(1)).toString();
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":1,\"time\":\"" + anHourAgo + "\"}");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":1}");

        awaitActive("LOW_BATTERY", 1);
    }

    @Test
    void heartbeatThatANewerOneHasOvertakenRaisesNothing() throws MqttException {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":90}");
        await().until(() -> number("select count(*) from device_state s join device d on d.id = s.device_id "
                + "join facility f on f.id = d.facility_id where s.battery = 90 and f.code = ?") == 1);
        String aMinuteAgo = Instant.now().minus(Duration.ofMinutes(1)).toString();
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":1,\"voltage\":320,\"time\":\"" + aMinuteAgo + "\"}");

        awaitActive("INVALID_DATA", 1);
        assertThat(active("LOW_BATTERY")).as("the newer one says 90 %, and nothing of the voltage").isZero();
    }

    @Test
    void fullZoneIsOneAlertThatEndsWithTheFirstFreeBays() throws MqttException {
        for (int bay = 1; bay <= 4; bay++) {
            sensors.publish(site.topic(bay, "occupancy"), "{\"occupied\":true}");
        }
        awaitActive("ZONE_FULL", 1);

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false}");
        awaitActive("ZONE_FULL", 0);
    }

    @Test
    void silentDeviceIsOfflineUntilItSpeaks() throws Exception {
        allSpeak();
        silence("d.code = '" + site.device(1) + "'");
        awaitOnTick("DEVICE_OFFLINE", 1);

        sensors.publish(site.topic(1, "status"), "{\"state\":\"offline\"}");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":1}");
        awaitActive("LOW_BATTERY", 1);
        assertThat(active("DEVICE_OFFLINE")).as("a Last Will is no sign of life").isEqualTo(1);

        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":50}");
        awaitActive("DEVICE_OFFLINE", 0);
    }

    @Test
    void expectedIntervalOfTheDeviceDecidesHowLongItMayBeSilent() throws Exception {
        allSpeak();
        update("update device set expected_interval_seconds = 3600 where code = '" + site.device(1) + "'");
        silence("d.code in ('" + site.device(1) + "', '" + site.device(2) + "')");
        tick.look(true);

        awaitActive("DEVICE_OFFLINE", 1);
        assertThat(number("select count(*) from " + OF_SITE + " and device_id in (select id from device where code = '" + site.device(2) + "')"))
                .isEqualTo(1);
    }

    @Test
    void wholeFacilityGoneIsOneAlertWithTheDevicesBeneath() throws Exception {
        allSpeak();
        silence("d.code like '" + site.facility() + "%'");
        tick.look(true);

        awaitActive("DEVICE_OFFLINE", 10);
        assertThat(number("select count(*) from " + OF_SITE + " and subject = 'FACILITY' and parent_id is null")).isEqualTo(1);
        assertThat(number("select count(*) from " + OF_SITE + " and subject = 'DEVICE' and parent_id is not null"))
                .as("eight sensors and the gateway").isEqualTo(9);

        for (int bay = 1; bay <= 7; bay++) {
            sensors.publish(site.topic(bay, "heartbeat"), "{\"battery\":50}");
        }
        await().until(() -> {
            tick.look(true);
            return active("DEVICE_OFFLINE") == 2;
        });
        assertThat(number("select count(*) from " + OF_SITE + " and subject = 'DEVICE' and cleared_at is null and parent_id is null"))
                .as("who still says nothing stands for itself").isEqualTo(2);
    }

    @Test
    void timeInWhichNobodyListenedIsNotSilence() throws Exception {
        allSpeak();
        update("update device_state set received_at = now() - interval '1 hour' where device_id in (select id from device where code like '"
                + site.facility() + "%')");
        update("update pipeline set up_since = now()");
        tick.look(true);

        assertThat(active("DEVICE_OFFLINE")).isZero();
    }

    @Test
    void carBeyondTheLimitIsAnOverstayUntilItLeaves() throws Exception {
        Instant arrival = Instant.now().minus(Duration.ofMinutes(70));
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"time\":\"" + arrival + "\"}");
        sensors.publish(site.topic(2, "occupancy"), "{\"occupied\":true,\"time\":\"" + arrival.plusSeconds(1200) + "\"}");
        awaitStays(2);
        awaitOnTick("OVERSTAY", 1);
        assertThat(number("select count(*) from " + OF_SITE + " and type = 'OVERSTAY' and not verified")).isEqualTo(1);

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true}");
        await().until(() -> {
            tick.look(true);
            return number("select count(*) from " + OF_SITE + " and type = 'OVERSTAY' and verified") == 1;
        });
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false}");

        awaitActive("OVERSTAY", 0);
        assertThat(number("select count(*) from stay s join device d using (bay_id) where d.code = '" + site.device(1)
                + "' and s.overstay_seconds between 250 and 400")).isEqualTo(1);
    }

    @Test
    void overstayFoundByLateReadingsIsRecordedAndRaisesNothing() throws Exception {
        Instant yesterday = Instant.now().minus(Duration.ofHours(20));
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false}");
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"time\":\"" + yesterday + "\"}");
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false,\"time\":\"" + yesterday.plusSeconds(7200) + "\"}");

        await().until(() -> number("select coalesce(max(s.overstay_seconds), 0) from stay s join device d using (bay_id) "
                + "where d.code = '" + site.device(1) + "'") == 7200 - 65 * 60);
        tick.look(true);
        assertThat(active("OVERSTAY")).isZero();
    }

    @Test
    void overstayIsOverWhenItsSensorIsTakenAway() throws Exception {
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"time\":\"" + Instant.now().minus(Duration.ofMinutes(70)) + "\"}");
        awaitStays(1);
        awaitOnTick("OVERSTAY", 1);

        given().contentType("application/json").header("If-Match", "*").body("{\"bay_id\":null}")
                .patch("/api/devices/" + number("select id from device where code = '" + site.device(1) + "'")).then().statusCode(200);
        await().until(() -> {
            tick.look(true);
            return active("OVERSTAY") == 0;
        });
        assertThat(number("select count(*) from stay s join bay_device d using (bay_id) join device v on v.id = d.device_id where v.code = '"
                + site.device(1) + "' and s.overstay_seconds between 250 and 400")).as("the stay was too long all the same").isEqualTo(1);
    }

    @Test
    void bayWithALimitAndHoursOfItsOwnIsMeasuredByThem() throws Exception {
        String bay = "/api/bays/" + number("select bay_id from device where code = '" + site.device(1) + "'");
        given().contentType("application/json").header("If-Match", "*").body("{\"limit_from\":\"7\",\"limit_days\":\"21\",\"max_stay_minutes\":0}")
                .patch(bay).then().statusCode(400).body("errors.keySet()", hasItems("limit_from", "limit_days", "max_stay_minutes"));
        given().contentType("application/json").header("If-Match", "*").body("{\"max_stay_minutes\":15,\"grace_minutes\":0}")
                .patch(bay).then().statusCode(200).body("max_stay_minutes", equalTo(15)).body("limit_days", nullValue());
        Instant arrival = Instant.now().minus(Duration.ofMinutes(20));
        for (int stands = 1; stands <= 2; stands++) {
            sensors.publish(site.topic(stands, "occupancy"), "{\"occupied\":true,\"time\":\"" + arrival + "\"}");
        }
        awaitStays(2);
        awaitOnTick("OVERSTAY", 1);

        LocalTime now = LocalTime.now(ZoneId.of("Europe/London"));
        given().contentType("application/json").header("If-Match", "*").body("{\"limit_from\":\"" + hour(now.plusHours(2)) + "\",\"limit_until\":\""
                + hour(now.plusHours(4)) + "\"}").patch(bay).then().statusCode(200);
        await().until(() -> {
            tick.look(true);
            return active("OVERSTAY") == 0;
        });
        given().contentType("application/json").header("If-Match", "*").body("{\"limit_from\":null,\"limit_until\":null}").patch(bay).then()
                .statusCode(200);
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false}");
        await().until(() -> number("select count(*) from stay s join device d using (bay_id) where d.code = '" + site.device(1)
                + "' and s.overstay_seconds between 290 and 400") == 1);
    }

    private static String hour(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    @Test
    void zoneIsFullOnceItsLastFreeBayIsTakenAwayAndNoLongerOnceThereIsOneMore() throws Exception {
        for (int bay = 1; bay <= 3; bay++) {
            sensors.publish(site.topic(bay, "occupancy"), "{\"occupied\":true}");
        }
        awaitStays(3);
        given().contentType("application/json").header("If-Match", "*").body("{\"is_active\":false}")
                .patch("/api/bays/" + number("select bay_id from device where code = '" + site.device(4) + "'")).then().statusCode(200);
        awaitOnTick("ZONE_FULL", 1);
        tick.look(false);
        assertThat(number("select max(occurrences) from " + OF_SITE + " and type = 'ZONE_FULL'")).as("looking is no occurrence").isEqualTo(1);

        given().contentType("application/json").body("{\"zone_id\":" + number("select zone_id from bay b join device d on d.bay_id = b.id where d.code = '"
                + site.device(1) + "'") + ",\"number\":\"new\"}").post("/api/bays").then().statusCode(201);
        awaitOnTick("ZONE_FULL", 0);
    }

    @Test
    void clockBehindIsToldFromReadingsThatWereKeptBack() throws Exception {
        allSpeak();
        Instant first = Instant.now().minusSeconds(400);
        for (int device = 1; device <= 2; device++) {
            for (int reading = 0; reading < 5; reading++) {
                sensors.publish(site.topic(device, "heartbeat"), "{\"battery\":50,\"time\":\"" + first.plusSeconds(10L * reading) + "\"}");
            }
        }
        await().until(() -> number(HEARTBEATS_OF_SITE) == 8 + 10);
        // as if nothing had come since, and those of the first sensor one after another
        update("delete from heartbeat h using device d where d.id = h.device_id and d.code in ('" + site.device(1) + "', '" + site.device(2)
                + "') and h.time > now() - interval '5 minutes'");
        update("update heartbeat h set received_at = h.time + interval '350 seconds' from device d where d.id = h.device_id and d.code = '"
                + site.device(1) + "'");
        update("update device_state s set clock_skew_ms = 350000 from device d where d.id = s.device_id and d.code in ('" + site.device(1) + "', '"
                + site.device(2) + "')");
        awaitOnTick("CLOCK_SKEW", 1);
        assertThat(number("select count(*) from " + OF_SITE + " and message like '%behind%' and device_id = (select id from device where code = '"
                + site.device(1) + "')")).isEqualTo(1);

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true}");
        awaitStays(1);
        awaitOnTick("CLOCK_SKEW", 0);
    }

    @Test
    void facilityWhoseMessagesAllComeLateAccusesNoClock() throws Exception {
        allSpeak();
        update("update device_state s set clock_skew_ms = 350000 from device d where d.id = s.device_id and d.code like '" + site.facility() + "-%'");
        update("insert into heartbeat (time, received_at, device_id) select now() - make_interval(secs => 360 + 10 * n), now() - make_interval(secs => 10 * n), "
                + "d.id from device d, generate_series(0, 4) n where d.code like '" + site.facility() + "-%'");
        update("delete from heartbeat h using device d where d.id = h.device_id and d.code like '" + site.facility()
                + "-%' and h.time > now() - interval '5 minutes'");
        tick.look(true);

        assertThat(active("CLOCK_SKEW")).isZero();
    }

    @Test
    void overstayFarBeyondTheLimitIsEscalated() throws Exception {
        Instant arrival = Instant.now().minus(Duration.ofMinutes(130));
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"time\":\"" + arrival + "\"}");
        awaitStays(1);
        awaitOnTick("OVERSTAY", 1);
        await().until(() -> {
            tick.look(true);
            return steps("OVERSTAY").equals(List.of("RAISED", "ESCALATED"));
        });
        assertThat(number("select count(*) from " + OF_SITE + " and severity = 'CRITICAL'")).isEqualTo(1);
    }

    @Test
    void criticalAlertThatNobodyAcknowledgesIsEscalatedOnce() throws Exception {
        allSpeak();
        silence("d.code = '" + site.device(1) + "'");
        awaitOnTick("DEVICE_OFFLINE", 1);
        update("update alert set raised_at = raised_at - interval '16 minutes' where facility_id = " + facilityId());
        tick.look(true);
        tick.look(true);

        await().until(() -> steps("DEVICE_OFFLINE").equals(List.of("RAISED", "ESCALATED")));
    }

    @Test
    void sensorThatNeverChangesIsStuckAndOneThatAlwaysDoesIsFlapping() throws Exception {
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"time\":\"" + Instant.now().minus(Duration.ofDays(8)) + "\"}");
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":50}");
        for (int i = 0; i < 12; i++) {
            sensors.publish(site.topic(2, "occupancy"), "{\"occupied\":" + (i % 2 == 0) + ",\"seq\":" + i + "}");
        }
        awaitStays(7);
        await().until(() -> {
            tick.look(true);
            return active("STUCK_SENSOR") == 1 && active("FLAPPING_SENSOR") == 1;
        });

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false}");
        awaitActive("STUCK_SENSOR", 0);
    }

    @Test
    void poorHealthIsAnAlertUntilItIsBetterAndSilenceIsNotAnAlertTwice() throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":5}");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":5}");
        awaitActive("LOW_BATTERY", 2);
        String both = "device_id in (select id from device where code in ('" + site.device(1) + "', '" + site.device(2) + "'))";
        update("update device set expected_interval_seconds = 36000 where code = '" + site.device(1) + "'");
        silence("d.code = '" + site.device(2) + "'");
        awaitOnTick("DEVICE_OFFLINE", 1);
        update("update device_state set last_seen_at = now() - interval '1 hour' where " + both);
        await().until(() -> {
            tick.look(true);
            return active("LOW_HEALTH") == 1;
        });

        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":90}");
        awaitActive("LOW_BATTERY", 1);
        awaitOnTick("LOW_HEALTH", 0);
    }

    @Test
    void changedRuleAppliesToTheNextMessageAndOneSwitchedOffClears() throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":30}");
        await().until(() -> number("select count(*) from device_state s join device d on d.id = s.device_id "
                + "join facility f on f.id = d.facility_id where s.battery = 30 and f.code = ?") == 1);
        update("insert into alert_rule (type, facility_id, severity, thresholds) values ('LOW_BATTERY', " + facilityId()
                + ", 'CRITICAL', '{\"percent\":50,\"clear_percent\":60}')");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":30}");
        awaitActive("LOW_BATTERY", 1);
        assertThat(number("select count(*) from " + OF_SITE + " and severity = 'CRITICAL'")).isEqualTo(1);

        update("update alert_rule set enabled = false where facility_id = " + facilityId());
        awaitOnTick("LOW_BATTERY", 0);
    }

    @Test
    void racingInstancesRaiseOneAlert() throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":50}");
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            racers.add(Thread.ofVirtual().start(() -> {
                try {
                    tick.look(true);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (int i = 0; i < 40; i++) {
            sensors.send(site.topic(1, "heartbeat"), "{\"battery\":" + (i % 10) + "}", false);
        }
        for (Thread racer : racers) {
            racer.join();
        }
        await().until(() -> number("select coalesce(sum(occurrences), 0) from " + OF_SITE + " and type = 'LOW_BATTERY'") == 40);
        assertThat(number("select count(*) from " + OF_SITE + " and type = 'LOW_BATTERY'")).isEqualTo(1);
    }

    private static final String HEARTBEATS_OF_SITE = "select count(*) from heartbeat h join device d on d.id = h.device_id "
            + "join facility f on f.id = d.facility_id where f.code = ?";
    private static final String OF_SITE = "alert where facility_id = (select id from facility where code = ?)";

    private void allSpeak() throws MqttException {
        for (int bay = 1; bay <= 8; bay++) {
            sensors.publish(site.topic(bay, "heartbeat"), "{\"battery\":50}");
        }
        await().until(() -> number("select count(*) from device_state s join device d on d.id = s.device_id "
                + "join facility f on f.id = d.facility_id where s.received_at is not null and f.code = ?") == 8);
    }

    /** Moves what devices said back in time, and the beginning of our listening behind it. */
    private void silence(String devices) throws SQLException {
        update("update pipeline set up_since = now() - interval '1 day', alive_at = now()");
        update("update device_state s set received_at = now() - interval '10 minutes' from device d where d.id = s.device_id and " + devices);
    }

    private void awaitStays(int count) {
        await().until(() -> number("select count(*) from stay s join zone z on z.id = s.zone_id "
                + "join facility f on f.id = z.facility_id where f.code = ?") == count);
    }

    /** Asks again, because a look passes while the application's own tick is at it. */
    private void awaitOnTick(String type, int count) {
        await().until(() -> {
            tick.look(true);
            return active(type) == count;
        });
    }

    private void awaitActive(String type, int count) {
        await().until(() -> active(type) == count);
    }

    private int active(String type) {
        return number("select count(*) from " + OF_SITE + " and cleared_at is null and type = '" + type + "'");
    }

    private int facilityId() {
        return number("select id from facility where code = ?");
    }

    private List<String> steps(String type) {
        List<String> steps = new ArrayList<>();
        query("select e.kind from alert_event e join alert a on a.id = e.alert_id where a.facility_id = (select id from facility where code = ?) "
                + "and a.type = '" + type + "' order by e.id", row -> steps.add(row.getString(1)));
        return steps;
    }

    private int number(String sql) {
        int[] found = new int[1];
        query(sql, row -> found[0] = row.getInt(1));
        return found[0];
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                query.setString(1, site.facility());
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    each.read(row);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(sql)) {
            update.executeUpdate();
        }
    }
}
