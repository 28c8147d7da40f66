package io.parkbridge.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.live.IngestCounts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** One sensor floods, a hundred others go on as ever: through the real broker and database, with the budget that is the default. */
@QuarkusTest
class QuarantineIT {

    private static final int BURST = 120 * 60;
    private static final int FLOOD = 15_000;
    private static final int NEIGHBOURS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Ledger ledger;

    @Test
    void floodIsKeptAwayAndItsNeighboursNoticeNothing() throws Exception {
        Site site = sites.create(NEIGHBOURS + 1);
        String flooder = site.device(NEIGHBOURS + 1);
        int facility = number("select facility_id from device where code = ?", flooder);
        IngestCounts before = settled();
        try (TestSensors flood = TestSensors.connect(); TestSensors neighbours = TestSensors.connect()) {
            for (int i = 0; i < FLOOD; i++) {
                flood.send(site.topic(NEIGHBOURS + 1, "heartbeat"), heartbeat(Instant.now().minusMillis(FLOOD - i)), false);
                if (i % (FLOOD / NEIGHBOURS) == 0) {
                    neighbours.publish(site.topic(1 + i / (FLOOD / NEIGHBOURS), "heartbeat"), heartbeat(Instant.now()));
                }
            }
            await().atMost(PATIENCE).until(() -> ledger.counts().received() - before.received() >= FLOOD + NEIGHBOURS);
        }
        IngestCounts after = settled();

        assertThat(number("select count(distinct d.code) from heartbeat h join device d on d.id = h.device_id where d.code like ?",
                site.facility() + "-%")).as("the neighbours and the flooder, each heard").isEqualTo(NEIGHBOURS + 1);
        assertThat(after.quarantined() - before.quarantined()).isBetween((long) FLOOD - BURST - 600, (long) FLOOD - BURST);
        assertThat(after.received()).isEqualTo(after.stored() + after.duplicate() + after.deadLettered() + after.quarantined());
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("search", flooder).queryParam("quarantined", true).get("/api/devices")
                .then().body("", hasSize(1)).body("[0].quarantined_until", notNullValue()));
        given().queryParam("search", site.device(2)).queryParam("quarantined", true).get("/api/devices").then().body("", empty());
        given().queryParam("facility", facility).get("/api/quarantine").then().body("", hasSize(1)).body("[0].sender", equalTo(flooder));
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("device", flooder).queryParam("type", "DEVICE_QUARANTINED")
                .get("/api/alerts").then().body("", hasSize(1)));
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("facility", facility).get("/api/quarantine").then()
                .body("[0].messages", greaterThan(FLOOD - BURST - 600)));

        endedByAnOperatorItIsHeardAgain(site, flooder);
    }

    private void endedByAnOperatorItIsHeardAgain(Site site, String flooder) throws Exception {
        given().delete("/api/quarantine/" + flooder).then().statusCode(204);
        given().delete("/api/quarantine/" + flooder).then().statusCode(404);

        try (TestSensors sensors = TestSensors.connect()) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                long refused = ledger.counts().quarantined();
                sensors.publish(site.topic(NEIGHBOURS + 1, "heartbeat"), heartbeat(Instant.now()));
                settled();
                return ledger.counts().quarantined() == refused;
            });
        }
        given().queryParam("search", flooder).get("/api/devices").then().body("[0].quarantined_until", nullValue());
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("device", flooder).queryParam("type", "DEVICE_QUARANTINED")
                .queryParam("active", true).get("/api/alerts").then().body("", empty()));
    }

    private static String heartbeat(Instant time) {
        return "{\"time\":\"%s\",\"battery\":80}".formatted(time);
    }

    private IngestCounts settled() {
        await().atMost(PATIENCE).until(() -> ledger.counts().inFlight() == 0);
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
