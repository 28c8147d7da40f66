package io.parkbridge.notify;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.TestSensors;
import io.parkbridge.alert.Alert;
import io.parkbridge.alert.AlertQuery;
import io.parkbridge.alert.AlertStep;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what a sensor says to what a webhook, a mailbox and a subscriber of the broker get. */
@QuarkusTest
@WithTestResource(Receivers.class)
class NotifyIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    AlertQuery alerts;

    @Inject
    MqttChannel mqtt;

    @Inject
    DeliveryRetention retention;

    Queue<Map<String, String>> posts;
    Supplier<List<String>> mails;

    private Site site;
    private TestSensors sensors;

    @BeforeEach
    void connect() throws Exception {
        site = sites.create(4);
        sensors = TestSensors.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        sensors.close();
    }

    private List<Map<String, String>> posts() {
        return posts.stream().filter(post -> post.get("body").contains(site.facility())).toList();
    }

    private void heartbeat(int battery) throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":" + battery + "}");
    }

    @Test
    void webhookIsSignedAndTriedAgainUnderTheSameKey() throws Exception {
        heartbeat(5);

        await().until(() -> posts().size() >= 2);
        Map<String, String> first = posts().get(0);
        Map<String, String> second = posts().get(1);
        assertThat(second.get("key")).isEqualTo(first.get("key"));
        assertThat(second.get("signature"))
                .isEqualTo("sha256=" + WebhookChannel.signature(Receivers.SECRET, second.get("timestamp"), second.get("body")));
        assertThat(JSON.readTree(second.get("body")).at("/alert/alert_type").asText()).isEqualTo("LOW_BATTERY");
        assertThat(JSON.readTree(second.get("body")).at("/step").asText()).isEqualTo("RAISED");
        int alert = JSON.readTree(second.get("body")).at("/alert/id").asInt();
        await().untilAsserted(() -> given().queryParam("alert", alert).get("/api/deliveries").then().statusCode(200)
                .body("findAll { it.channel != 'mail:nobody at all' }.state", everyItem(equalTo("SENT"))).body("channel", hasItem("webhook"))
                .body("channel", hasItem("mail:operator@example.org")).body("channel", hasItem("mqtt")));
    }

    @Test
    void mailTellsWhatIsWrongAndWhere() throws Exception {
        heartbeat(5);

        await().until(() -> mails.get().stream().anyMatch(mail -> mail.contains(site.device(1)) && mail.contains("Low battery raised")));
    }

    @Test
    void addressThatIsNoneIsSeenAndKeepsTheMailFromNobodyElse() throws Exception {
        heartbeat(5);

        await().until(() -> mails.get().stream().anyMatch(mail -> mail.contains(site.device(1))));
        await().untilAsserted(() -> given().queryParam("channel", "mail").queryParam("page_size", 200).get("/api/deliveries").then()
                .statusCode(200).body("find { it.channel == 'mail:nobody at all' }.last_error", not(blankOrNullString())));
        assertThat(mails.get().stream().filter(mail -> mail.contains(site.device(1)))).as("once, however often the other fails").hasSize(1);
    }

    @Test
    void beginningThatIsToldAfterTheEndIsTakenAwayAgain() throws Exception {
        heartbeat(5);
        Map<String, String> seen = sensors.watch("parkbridge/v1/" + site.facility() + "/alerts/+");
        await().until(() -> seen.size() == 1);
        Alert before = active();
        heartbeat(90);
        await().until(seen::isEmpty);

        mqtt.send(List.of(new Notice("k", AlertStep.RAISED, Instant.now(), before)));

        try (TestSensors later = TestSensors.connect()) {
            Map<String, String> kept = later.watch("parkbridge/v1/" + site.facility() + "/alerts/+");
            Map<String, String> marker = later.watch(site.topic(1, "heartbeat"));
            heartbeat(91);
            await().until(() -> !marker.isEmpty());
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void deliveriesOfAlertsThatAreOverAreKeptForThirtyDays() throws Exception {
        heartbeat(5);
        heartbeat(90);
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":5}");
        await().until(() -> deliveries("a.cleared_at is not null") > 0 && deliveries("a.cleared_at is null") > 0);
        try (Connection connection = database.getConnection(); Statement update = connection.createStatement()) {
            update.execute("update delivery d set ended_at = now() - interval '31 days' from alert a join facility f on f.id = a.facility_id "
                    + "where a.id = d.alert_id and d.state = 'SENT' and d.channel = 'mqtt' and f.code = '" + site.facility() + "'");
        }
        await().until(() -> {
            retention.drop();
            return deliveries("a.cleared_at is not null and d.ended_at < now() - interval '30 days'") == 0;
        });
        assertThat(deliveries("a.cleared_at is null and d.ended_at < now() - interval '30 days'")).isPositive();
    }

    private int deliveries(String which) throws SQLException {
        try (Connection connection = database.getConnection(); Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select count(*) from delivery d join alert a on a.id = d.alert_id join facility f on f.id = a.facility_id "
                        + "where d.channel = 'mqtt' and d.state = 'SENT' and f.code = '" + site.facility() + "' and " + which)) {
            row.next();
            return row.getInt(1);
        }
    }

    private Alert active() throws SQLException {
        int facility = site.id();
        try (Connection connection = database.getConnection()) {
            return alerts.active(connection, facility, 1).getFirst();
        }
    }

    @Test
    void retainedMessageIsThereAsLongAsTheAlert() throws Exception {
        heartbeat(5);
        Map<String, String> seen = sensors.watch("parkbridge/v1/" + site.facility() + "/alerts/+");
        await().until(() -> seen.size() == 1 && seen.values().iterator().next().contains("LOW_BATTERY"));
        try (TestSensors later = TestSensors.connect()) {
            Map<String, String> kept = later.watch("parkbridge/v1/" + site.facility() + "/alerts/+");
            await().until(() -> kept.equals(seen));
        }

        heartbeat(90);
        await().until(seen::isEmpty);
    }

    @Test
    void mutedFacilityIsToldOfWhatLastsWhenTheMuteEnds() throws Exception {
        int facility = site.id();
        int mute = given().contentType(ContentType.JSON).body(Map.of("facility_id", facility, "reason", "batteries are exchanged", "until",
                Instant.now().plusSeconds(3600).toString())).post("/api/mutes").then().statusCode(201).extract().path("id");
        heartbeat(5);
        await().until(() -> given().queryParam("facility", facility).get("/api/alerts").path("size()"), equalTo(1));
        int alert = given().queryParam("facility", facility).get("/api/alerts").path("[0].id");
        Site other = sites.create(2);
        sensors.publish(other.topic(1, "heartbeat"), "{\"battery\":5}");
        await().until(() -> posts.stream().anyMatch(post -> post.get("body").contains(other.facility())));
        given().queryParam("alert", alert).get("/api/deliveries").then().body("size()", equalTo(0));

        given().delete("/api/mutes/" + mute).then().statusCode(204);

        await().until(() -> !posts().isEmpty());
    }

    @Test
    void whatBeginsAndEndsWithinAMuteIsNeverTold() throws Exception {
        int facility = site.id();
        int mute = given().contentType(ContentType.JSON).body(Map.of("facility_id", facility, "reason", "batteries are exchanged", "until",
                Instant.now().plusSeconds(3600).toString())).post("/api/mutes").then().statusCode(201).extract().path("id");
        heartbeat(5);
        await().until(() -> given().queryParam("facility", facility).get("/api/alerts").path("size()"), equalTo(1));
        heartbeat(90);
        await().until(
                () -> given().queryParam("facility", facility).queryParam("active", true).get("/api/alerts").path("size()"), equalTo(0));

        given().delete("/api/mutes/" + mute).then().statusCode(204);
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":5}");

        await().until(() -> posts().stream().anyMatch(post -> post.get("body").contains(site.device(2))));
        assertThat(posts()).noneMatch(post -> post.get("body").contains(site.device(1)));
    }
}
