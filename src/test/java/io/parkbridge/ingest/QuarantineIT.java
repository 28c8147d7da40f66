package io.parkbridge.ingest;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parkbridge.TestSensors;
import io.parkbridge.audit.Audit;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.live.IngestCounts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** One sensor floods, a hundred others go on as ever: through the real broker and database, with the budget that is the default. */
@QuarkusTest
class QuarantineIT {

    private static final int BURST = 120 * 60;
    private static final int FLOOD = 15_000;
    private static final int NEIGHBOURS = 100;

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Ledger ledger;

    @Inject
    Quarantine quarantine;

    @Inject
    QuarantineStore store;

    @Inject
    QuarantineConfig config;

    @Inject
    IngestConfig ingest;

    @Inject
    Audit audit;

    @Test
    void floodIsKeptAwayAndItsNeighboursNoticeNothing() throws Exception {
        Site site = sites.create(NEIGHBOURS + 1);
        String flooder = site.device(NEIGHBOURS + 1);
        int facility = number("select facility_id from device where code = ?", flooder);
        quarantine.tick(); // knows the facility from now on
        IngestCounts before = settled();
        try (TestSensors flood = TestSensors.connect(); TestSensors neighbours = TestSensors.connect()) {
            for (int i = 0; i < FLOOD; i++) {
                flood.send(site.topic(NEIGHBOURS + 1, "heartbeat"), heartbeat(Instant.now().minusMillis(FLOOD - i)), false);
                if (i % (FLOOD / NEIGHBOURS) == 0) {
                    neighbours.publish(site.topic(1 + i / (FLOOD / NEIGHBOURS), "heartbeat"), heartbeat(Instant.now()));
                }
            }
            await().until(() -> ledger.counts().received() - before.received() >= FLOOD + NEIGHBOURS);
        }
        IngestCounts after = settled();

        assertThat(number("select count(distinct d.code) from heartbeat h join device d on d.id = h.device_id where d.code like ?",
                site.facility() + "-%")).as("the neighbours and the flooder, each heard").isEqualTo(NEIGHBOURS + 1);
        assertThat(after.quarantined() - before.quarantined()).isBetween((long) FLOOD - BURST - 600, (long) FLOOD - BURST);
        assertThat(after.received()).isEqualTo(after.stored() + after.duplicate() + after.deadLettered() + after.quarantined());
        await().untilAsserted(() -> given().queryParam("search", flooder).queryParam("quarantined", true).get("/api/devices")
                .then().body("", hasSize(1)).body("[0].quarantined_until", notNullValue()));
        given().queryParam("search", site.device(2)).queryParam("quarantined", true).get("/api/devices").then().body("", empty());
        given().queryParam("facility", facility).get("/api/quarantine").then().body("", hasSize(1)).body("[0].sender", equalTo(flooder));
        await().untilAsserted(() -> given().queryParam("device", flooder).queryParam("type", "DEVICE_QUARANTINED")
                .get("/api/alerts").then().body("", hasSize(1)));
        await().untilAsserted(() -> given().queryParam("facility", facility).get("/api/quarantine").then()
                .body("[0].messages", greaterThan(FLOOD - BURST - 600)));

        endedByAnOperatorItIsHeardAgain(site, flooder);
    }

    private void endedByAnOperatorItIsHeardAgain(Site site, String flooder) throws Exception {
        given().delete("/api/quarantine/" + flooder).then().statusCode(204);
        given().delete("/api/quarantine/" + flooder).then().statusCode(404);

        try (TestSensors sensors = TestSensors.connect()) {
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                long refused = ledger.counts().quarantined();
                sensors.publish(site.topic(NEIGHBOURS + 1, "heartbeat"), heartbeat(Instant.now()));
                settled();
                return ledger.counts().quarantined() == refused;
            });
        }
        given().queryParam("search", flooder).get("/api/devices").then().body("[0].quarantined_until", nullValue());
        await().untilAsserted(() -> given().queryParam("device", flooder).queryParam("type", "DEVICE_QUARANTINED")
                .queryParam("active", true).get("/api/alerts").then().body("", empty()));
    }

    /** By a clock of its own beside the application's, which learns of it by the rows: five minutes need no waiting. */
    @Test
    void whoKeepsToItsBudgetForFiveMinutesIsHeardAgain() throws Exception {
        Site site = sites.create(2);
        String flooder = site.device(1);
        int device = number("select id from device where code = ?", flooder);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));
        InstantSource clock = now::get;
        Quarantine gate = new Quarantine(database, store, config, ingest, clock.withZone(ZoneOffset.UTC), audit, new SimpleMeterRegistry());
        gate.tick();

        for (int i = 0; i <= BURST; i++) {
            gate.admits(site.topic(1, "heartbeat"), 20, now.get());
        }
        gate.tick();

        assertThat(gate.admits(site.topic(1, "heartbeat"), 20, now.get())).isFalse();
        assertThat(gate.admits(site.topic(2, "heartbeat"), 20, now.get())).as("its neighbour").isTrue();
        RequestSpecification alerts = given().queryParam("device", flooder).queryParam("type", "DEVICE_QUARANTINED").queryParam("active", true);
        await().untilAsserted(() -> alerts.get("/api/alerts").then().body("", hasSize(1)));
        entries(device, "QUARANTINED");

        now.updateAndGet(at -> at.plus(Duration.ofMinutes(4)));
        assertThat(gate.admits(site.topic(1, "heartbeat"), 20, now.get())).as("within its budget, and not yet long enough").isFalse();
        gate.tick();
        now.updateAndGet(at -> at.plus(Duration.ofMinutes(1)).plusMillis(1));
        gate.tick();

        assertThat(gate.admits(site.topic(1, "heartbeat"), 20, now.get())).isTrue();
        entries(device, "RELEASED", "QUARANTINED");
        given().queryParam("search", flooder).get("/api/devices").then().body("[0].quarantined_until", nullValue());
        await().untilAsserted(() -> alerts.get("/api/alerts").then().body("", empty()));
    }

    /** As a stolen gateway can, which speaks for every name, and in its own facility's alone. */
    @Test
    void floodInTheNameOfAnotherFacilityLeavesTheDeviceItself() throws Exception {
        Site site = sites.create(1);
        Site stolen = sites.create(1);
        String topic = "parking/v1/%s/%s/heartbeat".formatted(stolen.facility(), site.device(1));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Quarantine gate = new Quarantine(database, store, config, ingest, InstantSource.fixed(now).withZone(ZoneOffset.UTC), audit, new SimpleMeterRegistry());
        gate.tick();

        for (int i = 0; i <= BURST; i++) {
            gate.admits(topic, 20, now);
        }
        gate.tick();

        assertThat(gate.admits(topic, 20, now)).isFalse();
        assertThat(gate.admits(site.topic(1, "heartbeat"), 20, now)).as("the device itself").isTrue();
        given().queryParam("page_size", 1_000).get("/api/quarantine").then().body("find { it.sender == '%s' }.via".formatted(site.device(1)), equalTo(stolen.facility()))
                .body("find { it.sender == '%s' }.device_id".formatted(site.device(1)), nullValue());
        given().queryParam("via", site.facility()).delete("/api/quarantine/" + site.device(1)).then().statusCode(404);
        given().queryParam("via", stolen.facility()).delete("/api/quarantine/" + site.device(1)).then().statusCode(204);
    }

    /** In the log, newest first; nobody but the application did it. */
    private static void entries(int device, String... actions) {
        given().queryParam("subject", "DEVICE").queryParam("subject_id", device).queryParam("kind", "SYSTEM").get("/api/audit").then()
                .body("findAll { it.action != 'CREATED' }.action", equalTo(List.of(actions))).body("[0].after.messages", greaterThan(0));
    }

    private static String heartbeat(Instant time) {
        return "{\"time\":\"%s\",\"battery\":80}".formatted(time);
    }

    private IngestCounts settled() {
        await().until(() -> ledger.counts().inFlight() == 0);
        return ledger.counts();
    }

    private int number(String query, String code) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, code);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
