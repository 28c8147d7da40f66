package io.parkbridge.notify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.TestSensors;
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

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    TestSite sites;

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

        await().atMost(PATIENCE).until(() -> posts().size() >= 2);
        Map<String, String> first = posts().get(0);
        Map<String, String> second = posts().get(1);
        assertThat(second.get("key")).isEqualTo(first.get("key"));
        assertThat(second.get("signature"))
                .isEqualTo("sha256=" + WebhookChannel.signature(Receivers.SECRET, second.get("timestamp"), second.get("body")));
        assertThat(JSON.readTree(second.get("body")).at("/alert/alert_type").asText()).isEqualTo("LOW_BATTERY");
        assertThat(JSON.readTree(second.get("body")).at("/step").asText()).isEqualTo("RAISED");
        int alert = JSON.readTree(second.get("body")).at("/alert/id").asInt();
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("alert", alert).get("/api/deliveries").then().statusCode(200)
                .body("state", everyItem(equalTo("SENT"))).body("channel", hasItem("webhook")).body("channel", hasItem("mail"))
                .body("channel", hasItem("mqtt")));
    }

    @Test
    void mailTellsWhatIsWrongAndWhere() throws Exception {
        heartbeat(5);

        await().atMost(PATIENCE).until(() -> mails.get().stream().anyMatch(mail -> mail.contains(site.device(1)) && mail.contains("LOW_BATTERY")));
    }

    @Test
    void retainedMessageIsThereAsLongAsTheAlert() throws Exception {
        heartbeat(5);
        Map<String, String> seen = sensors.watch("parkbridge/v1/" + site.facility() + "/alerts/+");
        await().atMost(PATIENCE).until(() -> seen.size() == 1 && seen.values().iterator().next().contains("LOW_BATTERY"));
        try (TestSensors later = TestSensors.connect()) {
            Map<String, String> kept = later.watch("parkbridge/v1/" + site.facility() + "/alerts/+");
            await().atMost(PATIENCE).until(() -> kept.equals(seen));
        }

        heartbeat(90);
        await().atMost(PATIENCE).until(seen::isEmpty);
    }

    @Test
    void mutedFacilityIsToldOfWhatLastsWhenTheMuteEnds() throws Exception {
        int facility = given().get("/api/facilities/").path("find { it.code == '%s' }.id".formatted(site.facility()));
        int mute = given().contentType(ContentType.JSON).body(Map.of("facility_id", facility, "reason", "batteries are exchanged", "until",
                Instant.now().plusSeconds(3600).toString())).post("/api/mutes").then().statusCode(201).extract().path("id");
        heartbeat(5);
        await().atMost(PATIENCE).until(() -> given().queryParam("facility", facility).get("/api/alerts").path("size()"), equalTo(1));
        int alert = given().queryParam("facility", facility).get("/api/alerts").path("[0].id");
        Site other = sites.create(2);
        sensors.publish(other.topic(1, "heartbeat"), "{\"battery\":5}");
        await().atMost(PATIENCE).until(() -> posts.stream().anyMatch(post -> post.get("body").contains(other.facility())));
        given().queryParam("alert", alert).get("/api/deliveries").then().body("size()", equalTo(0));

        given().delete("/api/mutes/" + mute).then().statusCode(204);

        await().atMost(PATIENCE).until(() -> !posts().isEmpty());
    }

    @Test
    void whatBeginsAndEndsWithinAMuteIsNeverTold() throws Exception {
        int facility = given().get("/api/facilities/").path("find { it.code == '%s' }.id".formatted(site.facility()));
        int mute = given().contentType(ContentType.JSON).body(Map.of("facility_id", facility, "reason", "batteries are exchanged", "until",
                Instant.now().plusSeconds(3600).toString())).post("/api/mutes").then().statusCode(201).extract().path("id");
        heartbeat(5);
        await().atMost(PATIENCE).until(() -> given().queryParam("facility", facility).get("/api/alerts").path("size()"), equalTo(1));
        heartbeat(90);
        await().atMost(PATIENCE).until(
                () -> given().queryParam("facility", facility).queryParam("active", true).get("/api/alerts").path("size()"), equalTo(0));

        given().delete("/api/mutes/" + mute).then().statusCode(204);
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":5}");

        await().atMost(PATIENCE).until(() -> posts().stream().anyMatch(post -> post.get("body").contains(site.device(2))));
        assertThat(posts()).noneMatch(post -> post.get("body").contains(site.device(1)));
    }
}
