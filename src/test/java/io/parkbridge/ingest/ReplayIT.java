package io.parkbridge.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.ingest.deadletter.DeadLetterFilter;
import io.parkbridge.ingest.deadletter.ReplayStore;
import io.parkbridge.ingest.decode.JsonDecoder;
import io.parkbridge.live.IngestCounts;
import io.parkbridge.live.LiveFeed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters taken after all: adopted devices, replays, what happens when they fail or meet. */
@QuarkusTest
class ReplayIT {

    private static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Replay replay;

    @Inject
    ReplayStore letters;

    @Inject
    JsonDecoder decoder;

    @Inject
    BatchTransaction transaction;

    @Inject
    LiveFeed live;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry metrics;

    private Site site;
    private String stranger;
    private TestSensors sensors;

    @BeforeEach
    void connect() throws MqttException, SQLException {
        site = sites.create(4);
        stranger = site.facility() + "-new";
        // its bay is the stranger's to come
        execute("update device set active = false where code = '" + site.device(1) + "'");
        sensors = TestSensors.connect();
    }

    @AfterEach
    void disconnect() throws MqttException {
        sensors.close();
    }

    private static String occupancy(int minute, boolean occupied, long seq) {
        return "{\"time\":\"%s\",\"occupied\":%s,\"seq\":%d}".formatted(NOON.plus(Duration.ofMinutes(minute)), occupied, seq);
    }

    @Test
    void adoptedDeviceIsAsIfItHadBeenRegisteredFromTheStart() throws Exception {
        Site known = sites.create(4);
        List<String> readings = new ArrayList<>();
        Random random = new Random(20261124);
        for (int i = 0; i < 60; i++) {
            readings.add(occupancy(i * 7, random.nextBoolean(), i));
        }
        for (String reading : readings) {
            sensors.publish(known.topic(1, "occupancy"), reading);
        }
        sensors.publish(known.topic(1, "heartbeat"), "{\"time\":\"%s\",\"battery\":80}".formatted(NOON));
        Collections.shuffle(readings, random);
        readings.addAll(readings.subList(0, 10));
        for (String reading : readings) {
            publish("occupancy", reading);
        }
        publish("heartbeat", "{\"time\":\"%s\",\"battery\":80}".formatted(NOON));
        awaitDead(71);

        given().queryParam("facility", site.facility()).get("/api/discovered-devices").then().statusCode(200)
                .body("size()", equalTo(1)).body("[0].code", equalTo(stranger)).body("[0].facility_code", equalTo(site.facility()))
                .body("[0].messages", equalTo(71)).body("[0].kinds", containsInAnyOrder("occupancy", "heartbeat"))
                .body("[0].last_payload", containsString("battery"));
        adopt("{\"facility\":\"%s\",\"zone\":\"A\",\"bay_number\":\"1\",\"model\":\"acme\"}".formatted(site.facility())).statusCode(201)
                .body("device_code", equalTo(stranger)).body("replayed", equalTo(71)).body("stored", equalTo(61))
                .body("duplicate", equalTo(10)).body("still_dead", equalTo(0));

        assertThat(picture(site)).isEqualTo(picture(known)).isNotEmpty();
        given().queryParam("device", stranger).get("/api/dead-letters").then().body("size()", equalTo(0));
        given().queryParam("device", stranger).queryParam("state", "STORED").get("/api/dead-letters").then()
                .body("size()", equalTo(61)).body("[0].attempts", equalTo(1));
        given().queryParam("facility", site.facility()).get("/api/discovered-devices").then().body("size()", equalTo(0));
    }

    @Test
    void deviceRegisteredInAnotherWayGetsItsPastAsWell() throws Exception {
        publish("occupancy", occupancy(0, true, 1));
        awaitDead(1);
        execute("update device set code = '" + stranger + "', active = true where code = '" + site.device(1) + "'");

        replay.readable();

        assertThat(number(READINGS)).isEqualTo(1);
    }

    @Test
    void letterThatFailsAgainKeepsItsPlaceWithTheNewReason() throws Exception {
        publish("occupancy", occupancy(0, true, 1));
        awaitDead(1);
        long id = given().queryParam("device", stranger).get("/api/dead-letters").jsonPath().getLong("[0].id");
        execute("update device set code = '" + stranger + "' where code = '" + site.device(1) + "'");

        given().post("/api/dead-letters/" + id + "/replay").then().statusCode(200)
                .body("replayed", equalTo(1)).body("still_dead", equalTo(1));
        given().get("/api/dead-letters/" + id).then().body("reason", equalTo("INACTIVE_DEVICE")).body("attempts", equalTo(1))
                .body("state", equalTo("DEAD")).body("$", hasKey("replayed_at")).body("payload_text", containsString("occupied"));

        execute("update device set active = true where code = '" + stranger + "'");
        given().queryParam("device", stranger).post("/api/dead-letters/replay").then().statusCode(200).body("stored", equalTo(1));
        given().post("/api/dead-letters/" + id + "/replay").then().statusCode(409);
    }

    @Test
    void replayThatDiesBeforeItsCommitLeavesNeitherReadingsNorMarks() throws Exception {
        strangerWith(20);
        execute("create function fail() returns trigger language plpgsql as $$ begin raise exception 'killed' using errcode = '57P01'; end $$");
        execute("create trigger killed before update on dead_letter for each row when (new.device_code = '%s') execute function fail()"
                .formatted(stranger));
        try {
            assertThatThrownBy(() -> replay.all(DeadLetterFilter.deadOf(stranger))).isInstanceOf(SQLException.class);
        } finally {
            execute("drop function fail() cascade");
        }
        assertThat(number(READINGS)).isZero();
        assertThat(number(DEAD)).isEqualTo(20);

        assertThat(replay.all(DeadLetterFilter.deadOf(stranger))).isEqualTo(new Replay.Counts(20, 20, 0, 0));
        assertThat(number(READINGS)).isEqualTo(20);
    }

    @Test
    void replaysOfTwoInstancesShareTheLettersAndTakeEachOnce() throws Exception {
        strangerWith(300);
        Replay other = new Replay(database, letters, decoder, transaction, new WriterTurn(), live, ledger, clock, metrics);

        CompletableFuture<Replay.Counts> here = CompletableFuture.supplyAsync(() -> all(replay));
        CompletableFuture<Replay.Counts> there = CompletableFuture.supplyAsync(() -> all(other));

        assertThat(here.join().plus(there.join())).isEqualTo(new Replay.Counts(300, 300, 0, 0));
        assertThat(number(READINGS)).isEqualTo(300);
    }

    @Test
    void letterThatAnotherReplayHoldsIsPassedOver() throws Exception {
        strangerWith(10);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            letters.lock(connection, letters.matching(DeadLetterFilter.deadOf(stranger), 0, Long.MAX_VALUE, 4));
            assertThat(all(replay).replayed()).isEqualTo(6);
            connection.rollback();
        }
        assertThat(all(replay).replayed()).isEqualTo(4);
    }

    @Test
    void letterThatTheDatabaseRefusesIsFoundAndTheOthersAreTaken() throws Exception {
        strangerWith(10);
        execute("alter table stay add constraint poison check (arrived_at <> '%s' or bay_id <> %d)"
                .formatted(NOON.plus(Duration.ofMinutes(6)), number("select bay_id from device where code like ? || '-new'")));
        try {
            assertThat(all(replay)).isEqualTo(new Replay.Counts(10, 9, 0, 1));
        } finally {
            execute("alter table stay drop constraint poison");
        }
        assertThat(number(DEAD + " and reason = 'REFUSED_BY_DATABASE' and attempts = 1")).isEqualTo(1);
    }

    @Test
    void ledgerDoesNotCountALetterTwice() throws Exception {
        strangerWith(5);
        IngestCounts before = ledger.counts();
        double stored = metrics.counter("parkbridge.replay.letters", "outcome", "stored").count();

        all(replay);

        assertThat(ledger.counts()).isEqualTo(before);
        assertThat(metrics.counter("parkbridge.replay.letters", "outcome", "stored").count() - stored).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                                  | 400 | model",
        "{\"model\":\"acme\"}                                                | 400 | bay_id",
        "{\"model\":\"acme\",\"bay_id\":999999999}                           | 400 | bay_id",
        "{\"model\":\"acme\",\"facility\":\"F\",\"zone\":\"A\",\"bay_number\":\"77\"}  | 400 | bay_number",
        "{\"model\":\"\",\"bay_id\":1,\"expected_interval_seconds\":0}       | 400 | expected_interval_seconds"})
    void badAdoptionIsToldFieldByField(String body, int status, String field) throws Exception {
        publish("occupancy", occupancy(0, true, 1));
        awaitDead(1);

        adopt(body.replace("\"F\"", "\"" + site.facility() + "\"")).statusCode(status).contentType("application/problem+json")
                .body("errors", hasKey(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"not json", "null", "[]", "{\"bay_id\":\"x\"}", "{\"model\":7,\"bay_id\":{}}"})
    void adoptionThatIsNoRequestIsRefused(String body) throws Exception {
        publish("occupancy", occupancy(0, true, 1));
        awaitDead(1);

        adopt(body).statusCode(400);
    }

    @Test
    void takenBayIsNamedAndUnknownDeviceIsNotFound() throws Exception {
        publish("occupancy", occupancy(0, true, 1));
        awaitDead(1);
        String secondBay = "{\"facility\":\"%s\",\"zone\":\"A\",\"bay_number\":\"2\",\"model\":\"acme\"}".formatted(site.facility());

        adopt(secondBay).statusCode(409).body("detail", containsString(site.device(2)));
        given().contentType(ContentType.JSON).body(secondBay).post("/api/discovered-devices/nobody-knows-me/adopt").then().statusCode(404);
        given().urlEncodingEnabled(false).contentType(ContentType.JSON).body(secondBay).post("/api/discovered-devices/%00/adopt").then()
                .statusCode(404);
        given().contentType(ContentType.JSON).body(secondBay).post("/api/discovered-devices/" + site.device(3) + "/adopt").then()
                .statusCode(409);
        adopt("{\"facility\":\"%s\",\"zone\":\"A\",\"bay_number\":\"1\",\"model\":\"acme\"}".formatted(sites.create(2).facility()))
                .statusCode(400).body("errors.bay_number[0]", containsString(site.facility()));
    }

    private static final String READINGS = "select count(*) from occupancy o join device d on d.id = o.device_id where d.code like ? || '-new'";
    private static final String DEAD = "select count(*) from dead_letter where device_code like ? || '-new' and state = 'DEAD'";

    private void publish(String kind, String payload) throws MqttException {
        sensors.publish("parking/v1/" + site.facility() + "/" + stranger + "/" + kind, payload);
    }

    /** Dead letters of alternating occupancy, a minute apart, of a device that has just been registered. */
    private void strangerWith(int letters) throws Exception {
        for (int i = 0; i < letters; i++) {
            sensors.send("parking/v1/" + site.facility() + "/" + stranger + "/occupancy", occupancy(i, i % 2 == 0, i), false);
        }
        awaitDead(letters);
        execute("update device set code = '" + stranger + "', active = true where code = '" + site.device(1) + "'");
    }

    private void awaitDead(int expected) {
        await().atMost(Duration.ofSeconds(30)).until(() -> number(DEAD) == expected && ledger.counts().inFlight() == 0);
    }

    private Replay.Counts all(Replay by) {
        try {
            return by.all(DeadLetterFilter.deadOf(stranger));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ValidatableResponse adopt(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/discovered-devices/" + stranger + "/adopt").then();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String query) {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, site.facility());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything the readings of bay 1 have led to, without identifiers. */
    private String picture(Site of) throws SQLException {
        String query = """
                with bays as (
                    select b.id, b.zone_id from bay b join zone z on z.id = b.zone_id join facility f on f.id = z.facility_id
                    where f.code = ? and b.number = '1')
                select string_agg(line, e'\\n' order by line) from (
                    select concat_ws(' ', 'stay', s.arrived_at, s.departed_at) as line from stay s join bays on s.bay_id = bays.id
                    union all
                    select concat_ws(' ', 'hour', h.hour, h.readings, h.arrivals, h.departures) from hourly_usage h join bays using (zone_id)
                    union all
                    select concat_ws(' ', 'bay', s.occupied, s.since, s.reading_at, s.reading_seq) from bay_state s join bays on s.bay_id = bays.id
                    union all
                    select concat_ws(' ', 'zone', s.occupied, s.known) from zone_state s join bays using (zone_id)
                    union all
                    select concat_ws(' ', 'device', s.last_seen_at, s.missing, s.battery) from device_state s
                    join device d on d.id = s.device_id and d.active join bays on bays.id = d.bay_id
                ) lines""";
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, of.facility());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
