package io.parkbridge.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.TestDatabase;
import io.parkbridge.alert.Alerts;
import io.parkbridge.facility.TestSite;
import io.parkbridge.ingest.deadletter.DeadLetterFilter;
import io.parkbridge.ingest.deadletter.ReplayStore;
import io.parkbridge.ingest.decode.TopicDecoder;
import io.parkbridge.live.IngestCounts;
import io.parkbridge.live.LiveFeed;
import io.parkbridge.live.SignFeed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters taken after all, or not: what happens when replays fail, die or meet. */
@QuarkusTest
class ReplayIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Replay replay;

    @Inject
    ReplayStore letters;

    @Inject
    TopicDecoder decoder;

    @Inject
    BatchTransaction transaction;

    @Inject
    LiveFeed live;

    @Inject
    SignFeed signs;

    @Inject
    Alerts alerts;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry metrics;

    private Stranger stranger;

    @BeforeEach
    void strangerAtASite() throws MqttException, SQLException {
        stranger = new Stranger(database, ledger, sites.create(4));
    }

    @AfterEach
    void disconnect() throws MqttException {
        stranger.close();
    }

    @Test
    void letterThatFailsAgainKeepsItsPlaceWithTheNewReason() throws Exception {
        stranger.publish("occupancy", Stranger.occupancy(0, true, 1));
        stranger.awaitDead(1);
        long id = given().queryParam("device", stranger.code()).get("/api/dead-letters").jsonPath().getLong("[0].id");
        stranger.register(false);

        given().post("/api/dead-letters/" + id + "/replay").then().statusCode(200)
                .body("replayed", equalTo(1)).body("still_dead", equalTo(1));
        given().get("/api/dead-letters/" + id).then().body("reason", equalTo("INACTIVE_DEVICE")).body("attempts", equalTo(1))
                .body("state", equalTo("DEAD")).body("$", hasKey("replayed_at")).body("payload_text", containsString("occupied"));

        stranger.register(true);
        given().queryParam("device", stranger.code()).post("/api/dead-letters/replay").then().statusCode(200).body("stored", equalTo(1));
        given().post("/api/dead-letters/" + id + "/replay").then().statusCode(409);
    }

    @Test
    void replayThatDiesBeforeItsCommitLeavesNeitherReadingsNorMarks() throws Exception {
        stranger.publishOccupancy(20);
        stranger.register(true);
        TestDatabase.executeAsOwner("create function fail() returns trigger language plpgsql as $$ begin raise exception 'killed' using errcode = '57P01'; end $$");
        TestDatabase.executeAsOwner("create trigger killed before update on dead_letter for each row when (new.device_code = '%s') execute function fail()"
                .formatted(stranger.code()));
        try {
            assertThatThrownBy(() -> replay.all(DeadLetterFilter.deadOf(stranger.code()))).isInstanceOf(SQLException.class);
        } finally {
            TestDatabase.executeAsOwner("drop function fail() cascade");
        }
        assertThat(stranger.number(Stranger.READINGS)).isZero();
        assertThat(stranger.number(Stranger.DEAD)).isEqualTo(20);

        assertThat(replay.all(DeadLetterFilter.deadOf(stranger.code()))).isEqualTo(new Replay.Counts(20, 20, 0, 0));
        assertThat(stranger.number(Stranger.READINGS)).isEqualTo(20);
    }

    @Test
    void replaysOfTwoInstancesShareTheLettersAndTakeEachOnce() throws Exception {
        stranger.publishOccupancy(300);
        stranger.register(true);
        Replay other = new Replay(database, letters, decoder, transaction, new WriterTurn(), live, signs, alerts, ledger, clock, metrics);

        CompletableFuture<Replay.Counts> here = CompletableFuture.supplyAsync(() -> all(replay));
        CompletableFuture<Replay.Counts> there = CompletableFuture.supplyAsync(() -> all(other));

        assertThat(here.join().plus(there.join())).isEqualTo(new Replay.Counts(300, 300, 0, 0));
        assertThat(stranger.number(Stranger.READINGS)).isEqualTo(300);
    }

    @Test
    void letterThatAnotherReplayHoldsIsPassedOver() throws Exception {
        stranger.publishOccupancy(10);
        stranger.register(true);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            letters.lock(connection, letters.matching(DeadLetterFilter.deadOf(stranger.code()), 0, Long.MAX_VALUE, 4));
            assertThat(all(replay).replayed()).isEqualTo(6);
            connection.rollback();
        }
        assertThat(all(replay).replayed()).isEqualTo(4);
    }

    @Test
    void letterThatTheDatabaseRefusesIsFoundAndTheOthersAreTaken() throws Exception {
        stranger.publishOccupancy(10);
        stranger.register(true);
        TestDatabase.executeAsOwner("alter table stay add constraint poison check (arrived_at <> '%s' or bay_id <> %d)"
                .formatted(Stranger.NOON.plus(Duration.ofMinutes(6)), stranger.number("select bay_id from device where code = ?")));
        try {
            assertThat(all(replay)).isEqualTo(new Replay.Counts(10, 9, 0, 1));
        } finally {
            TestDatabase.executeAsOwner("alter table stay drop constraint poison");
        }
        assertThat(stranger.number(Stranger.DEAD + " and reason = 'REFUSED_BY_DATABASE' and attempts = 1")).isEqualTo(1);
    }

    @Test
    void ledgerDoesNotCountALetterTwice() throws Exception {
        stranger.publishOccupancy(5);
        stranger.register(true);
        IngestCounts before = ledger.counts();
        double stored = metrics.counter("parkbridge.replay.letters", "outcome", "stored").count();

        all(replay);

        assertThat(ledger.counts()).isEqualTo(before);
        assertThat(metrics.counter("parkbridge.replay.letters", "outcome", "stored").count() - stored).isEqualTo(5);
    }

    private Replay.Counts all(Replay by) {
        try {
            return by.all(DeadLetterFilter.deadOf(stranger.code()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
