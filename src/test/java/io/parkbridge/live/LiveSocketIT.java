package io.parkbridge.live;

import static io.parkbridge.Patience.PATIENCE;
import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestImages;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.scope.TestCaller;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a browser gets over {@code /ws/live}, from a sensor's publish on. */
@QuarkusTest
class LiveSocketIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @TestHTTPResource("/ws/live")
    URI live;

    private Site site;
    private TestSensors sensors;
    private Client client;

    @BeforeEach
    void connect() throws Exception {
        site = sites.create(4);
        sensors = TestSensors.connect();
        client = new Client(live);
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        sensors.close();
    }

    private void publish(int bay, boolean occupied, int seq) throws Exception {
        sensors.publish(site.topic(bay, "occupancy"), "{\"occupied\":%s,\"seq\":%d}".formatted(occupied, seq));
    }

    @Test
    void firstComesTheWholePictureThenWhatChanges() throws Exception {
        client.subscribe(site.facility());

        JsonNode snapshot = client.next("snapshot");
        assertThat(snapshot.get("facility").asText()).isEqualTo(site.facility());
        assertThat(snapshot.get("bays")).hasSize(4).allSatisfy(bay -> assertThat(bay.get(3).asInt()).isEqualTo(LiveFrames.UNKNOWN));
        int secondBay = snapshot.get("bays").get(1).get(0).asInt();

        publish(2, true, 0);

        JsonNode delta = client.nextWithBays();
        assertThat(delta.get("bays")).hasSize(1);
        assertThat(delta.get("bays").get(0).get(0).asInt()).isEqualTo(secondBay);
        assertThat(delta.get("bays").get(0).get(1).asInt()).isEqualTo(LiveFrames.OCCUPIED);
        assertThat(delta.get("zones").toString()).contains(",1,0,1]");
    }

    @Test
    void whoMaySeeOneFacilityHearsNothingOfAnother() throws Exception {
        Site other = sites.create(4);
        int facility = site.id();
        try (Client limited = new Client(live, Integer.toString(facility)); Client all = new Client(live)) {
            limited.subscribe(other.facility());
            String refusal = limited.next("error").toString();
            limited.subscribe("never-heard-of");
            assertThat(limited.next("error").toString()).isEqualTo(refusal).doesNotContain(other.facility());

            limited.send("{\"type\":\"subscribe\"}");
            JsonNode snapshot = limited.next("snapshot");
            assertThat(snapshot.get("facility").asText()).isEqualTo(site.facility());
            assertThat(snapshot.get("facilities")).hasSize(1);
            assertThat(snapshot.get("zones")).hasSize(2).allSatisfy(zone -> assertThat(zone.get("facility_id").asInt()).isEqualTo(facility));
            assertThat(snapshot.get("counters").get("received").asLong()).isZero();

            all.subscribe(other.facility());
            all.next("snapshot");
            sensors.publish(other.topic(1, "occupancy"), "{\"occupied\":true,\"seq\":0}");
            sensors.publish(other.topic(1, "heartbeat"), "{\"voltage\":17}");
            all.nextWithBays();
            publish(1, true, 0);
            for (int deltas = 0;; deltas++) {
                JsonNode delta = limited.next("delta");
                assertThat(deltas).isLessThan(50);
                assertThat(delta.get("alerts")).isEmpty();
                assertThat(delta.get("counters").get("received").asLong()).isZero();
                assertThat(delta.get("zones")).allSatisfy(zone -> assertThat(zoneIds(snapshot)).contains(zone.get(0).asInt()));
                if (!delta.get("bays").isEmpty()) {
                    assertThat(delta.get("bays")).hasSize(1);
                    break;
                }
            }
        }
    }

    private static Set<Integer> zoneIds(JsonNode snapshot) {
        Set<Integer> ids = new HashSet<>();
        snapshot.get("zones").forEach(zone -> ids.add(zone.get("id").asInt()));
        return ids;
    }

    @Test
    void framesAreNumberedWithoutAGap() throws Exception {
        client.subscribe(site.facility());
        long seq = client.next("snapshot").get("seq").asLong();
        for (int i = 0; i < 20; i++) {
            publish(1 + i % 4, i % 8 < 4, i);
            JsonNode delta = client.nextWithBays();
            assertThat(delta.get("seq").asLong()).isGreaterThan(seq);
            seq = delta.get("seq").asLong();
        }
        assertThat(client.gaps).isZero();
    }

    @Test
    void snapshotShowsWhatHappenedBefore() throws Exception {
        client.subscribe(site.facility());
        client.next("snapshot");
        publish(1, true, 0);
        client.nextWithBays();
        try (Client later = new Client(live)) {
            later.subscribe(site.facility());
            JsonNode snapshot = later.next("snapshot");
            assertThat(snapshot.get("bays").get(0).get(3).asInt()).isEqualTo(LiveFrames.OCCUPIED);
            assertThat(snapshot.get("counters").get("received").asLong()).isPositive();
        }
    }

    @Test
    void alertComesWithADeltaAndIsInTheNextSnapshot() throws Exception {
        client.subscribe(site.facility());
        assertThat(client.next("snapshot").get("alerts")).isEmpty();
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":3}");

        JsonNode delta;
        do {
            delta = client.next("delta");
        } while (delta.get("alerts").isEmpty());
        assertThat(delta.get("alerts").get(0).get("type").asText()).isEqualTo("LOW_BATTERY");
        assertThat(delta.get("alerts").get(0).get("active").asBoolean()).isTrue();
        try (Client later = new Client(live)) {
            later.subscribe(site.facility());
            assertThat(later.next("snapshot").get("alerts").get(0).get("device").asText()).isEqualTo(site.device(1));
        }
    }

    @Test
    void anotherFacilityCanBeChosenOnTheSameConnection() throws Exception {
        Site other = sites.create(2);
        client.subscribe(site.facility());
        client.next("snapshot");
        client.subscribe(other.facility());

        assertThat(client.next("snapshot").get("bays")).hasSize(2);
        sensors.publish(other.topic(1, "occupancy"), "{\"occupied\":true,\"seq\":0}");
        assertThat(client.nextWithBays().get("bays")).hasSize(1);
    }

    @Test
    void shortBreakGoesOnWithoutASnapshot() throws Exception {
        client.subscribe(site.facility());
        client.next("snapshot");
        publish(1, true, 0);
        JsonNode last = client.nextWithBays();
        client.close();
        publish(2, true, 0);
        publish(3, true, 0);
        try (Client again = new Client(live)) {
            awaitOccupied(3);
            again.resume(site.facility(), last.get("epoch").asText(), last.get("seq").asLong());

            JsonNode missed = again.first();
            assertThat(missed.get("type").asText()).isEqualTo("delta");
            assertThat(missed.get("after").asLong()).isEqualTo(last.get("seq").asLong());
            Set<Integer> bays = new HashSet<>();
            missed.get("bays").forEach(bay -> bays.add(bay.get(0).asInt()));
            while (bays.size() < 2) {
                again.nextWithBays().get("bays").forEach(bay -> bays.add(bay.get(0).asInt()));
            }
            assertThat(bays).hasSize(2);
        }
    }

    @Test
    void alertRaisedDuringAShortBreakIsInTheFrameThatGoesOn() throws Exception {
        client.subscribe(site.facility());
        JsonNode last = client.next("snapshot");
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":3}");
        JsonNode delta;
        do {
            delta = client.next("delta");
        } while (delta.get("alerts").isEmpty());
        try (Client again = new Client(live)) {
            again.resume(site.facility(), last.get("epoch").asText(), last.get("seq").asLong());

            JsonNode missed = again.first();
            assertThat(missed.get("type").asText()).isEqualTo("delta");
            assertThat(missed.get("alerts").get(0).get("device").asText()).isEqualTo(site.device(1));
        }
    }

    private void awaitOccupied(int bays) {
        await().until(() -> {
            int occupied = 0;
            for (Integer zone : given().queryParam("facility", site.id()).get("/api/zones/").jsonPath().getList("occupied_count", Integer.class)) {
                occupied += zone;
            }
            return occupied == bays;
        });
    }

    @Test
    void longBreakOrAnotherServerBeginsWithASnapshot() throws Exception {
        client.resume(site.facility(), "elsewhere", 7);
        assertThat(client.first().get("type").asText()).isEqualTo("snapshot");
        client.subscribe(site.facility());
        client.next("snapshot");
        client.resume(site.facility(), client.epoch, 1_000_000_000);
        assertThat(client.next("snapshot").get("epoch").asText()).isEqualTo(client.epoch);
    }

    @Test
    void oneZoneIsEnoughForWhoAsksForIt() throws Exception {
        client.send("{\"type\":\"subscribe\",\"facility\":\"%s\",\"zone\":\"B\"}".formatted(site.facility()));
        assertThat(client.next("snapshot").get("bays")).hasSize(2);
        publish(1, true, 0);
        publish(3, true, 0);
        assertThat(client.nextWithBays().get("bays")).hasSize(1);
        client.send("{\"type\":\"subscribe\",\"facility\":\"%s\",\"zone\":\"nowhere\"}".formatted(site.facility()));
        assertThat(client.next("error").get("message").asText()).contains("zone");
    }

    @Test
    void calmClientGetsAllOfItInFewerFrames() throws Exception {
        client.subscribe(site.facility());
        client.next("snapshot");
        client.send("{\"type\":\"pace\",\"calm\":true}");
        for (int i = 0; i < 16; i++) {
            publish(1 + i % 4, i % 8 < 4, i);
        }
        Map<Integer, Integer> states = new HashMap<>();
        while (!List.of(0, 0, 0, 0).equals(List.copyOf(states.values()))) {
            client.nextWithBays().get("bays").forEach(bay -> states.put(bay.get(0).asInt(), bay.get(1).asInt()));
        }
        assertThat(client.gaps).isZero();
    }

    @Test
    void changedSitesShowWithoutReloading() throws Exception {
        client.subscribe(site.facility());
        JsonNode zone = zoneA(client.next("snapshot"));
        assertThat(zone.get("total_slots").asInt()).isEqualTo(2);

        given().contentType("application/json").header("If-Match", "*").body("{\"name\":\"Renamed\"}").patch("/api/zones/" + zone.get("id")).then()
                .statusCode(200);
        given().contentType("application/json").body("{\"zone_id\":%s,\"number\":\"9\"}".formatted(zone.get("id"))).post("/api/bays/").then()
                .statusCode(201);

        JsonNode snapshot;
        do {
            snapshot = client.next("snapshot");
        } while (zoneA(snapshot).get("total_slots").asInt() != 3);
        assertThat(zoneA(snapshot).get("name").asText()).isEqualTo("Renamed");
        assertThat(snapshot.get("bays")).hasSize(5);
    }

    /** Who comes right after a change is the first to be shown it; the others must not be forgotten for that. */
    @Test
    void changedSitesShowToThoseWhoWereThereAlthoughSomebodyComesFirst() throws Exception {
        client.subscribe(site.facility());
        JsonNode zone = zoneA(client.next("snapshot"));
        for (String name : List.of("First", "Second", "Third", "Fourth")) {
            given().contentType("application/json").header("If-Match", "*").body("{\"name\":\"%s\"}".formatted(name)).patch("/api/zones/" + zone.get("id")).then()
                    .statusCode(200);
            try (Client newcomer = new Client(live)) {
                newcomer.subscribe(site.facility());
                assertThat(zoneA(newcomer.next("snapshot")).get("name").asText()).isEqualTo(name);
            }
            JsonNode snapshot;
            do {
                snapshot = client.next("snapshot");
            } while (!zoneA(snapshot).get("name").asText().equals(name));
        }
    }

    @Test
    void aPlanThatIsDrawnShowsWithoutReloading() throws Exception {
        client.subscribe(site.facility());
        JsonNode seen = client.next("snapshot");
        assertThat(seen.get("bays").get(0)).hasSize(8);
        assertThat(zoneA(seen).has("plan")).isFalse();

        given().contentType("application/json").header("If-Match", "*").body("""
                {"width": 40, "height": 12.5, "bays": [{"id": %s, "x": 3.254, "y": 4, "angle": 90}]}""".formatted(seen.get("bays").get(0).get(0)))
                .patch("/api/zones/" + zoneA(seen).get("id") + "/plan").then().statusCode(200);

        JsonNode snapshot = client.next("snapshot");
        assertThat(zoneA(snapshot).get("plan").toString()).isEqualTo("[40.0,12.5]");
        assertThat(snapshot.get("bays").get(0).get(8).toString()).isEqualTo("[3.25,4,90,2.5,5]");
        assertThat(snapshot.get("bays").get(1)).hasSize(8);
        assertThat(zoneA(snapshot).has("image")).isFalse();

        String image = "/api/zones/" + zoneA(seen).get("id") + "/plan/image";
        String digest = given().header("Content-Type", "image/png").header("If-Match", "*").body(TestImages.png(8, 4)).put(image).then().statusCode(200).extract()
                .path("image.digest");
        assertThat(zoneA(client.next("snapshot")).get("image").toString())
                .isEqualTo("{\"digest\":\"%s\",\"x\":7.5,\"y\":0.0,\"width\":25.0,\"height\":12.5,\"opacity\":0.5}".formatted(digest));
        given().header("If-Match", "*").delete(image).then().statusCode(200);
        assertThat(zoneA(client.next("snapshot")).has("image")).isFalse();
    }

    private JsonNode zoneA(JsonNode snapshot) {
        int bayOfA = snapshot.get("bays").get(0).get(1).asInt();
        for (JsonNode zone : snapshot.get("zones")) {
            if (zone.get("id").asInt() == bayOfA) {
                return zone;
            }
        }
        throw new AssertionError("zone A is not in the picture");
    }

    /** A manager who may see one facility, looking at it. */
    private Client manager(String name, Site seen) throws InterruptedException {
        Client manager = new Client(live, Integer.toString(seen.id()), name);
        manager.subscribe(seen.facility());
        manager.next("snapshot");
        return manager;
    }

    private static RequestSpecification by(String name) {
        return given().header(TestCaller.FACILITIES, TestCaller.ALL).header(TestCaller.MANAGER, name).contentType("application/json");
    }

    private static int queue(String name, Site site) {
        return by(name).body(Map.of("report", "zone-performance", "format", "csv", "facility", site.id())).post("/api/report-runs").then().statusCode(202)
                .extract().path("id");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatBecomesOfARunIsToldToWhoWantedItAndToNobodyElse() throws Exception {
        Site other = sites.create(1);
        try (Client anna = manager("anna", site); Client ben = manager("ben", site); Client annaElsewhere = manager("anna", other);
                Client administrator = new Client(live, Integer.toString(site.id()))) {
            administrator.subscribe(site.facility());
            administrator.next("snapshot");
            int run = queue("anna", site);

            assertThat(anna.untilRunIs("done")).containsOnly(run);
            assertThat(administrator.untilRunIs("done")).containsOnly(run);
            by("anna").delete("/api/report-runs/" + run).then().statusCode(204);
            assertThat(anna.untilRunIs("removed")).containsOnly(run);
            // what they hear first is their own
            int bens = queue("ben", site);
            assertThat(ben.untilRunIs("done")).containsOnly(bens);
            int elsewhere = queue("anna", other);
            assertThat(annaElsewhere.untilRunIs("done")).containsOnly(elsewhere);
            assertThat(anna.reports()).isEmpty();
        }
    }

    @Test
    void schedulesAreToldToTheManagersOfTheirFacility() throws Exception {
        Site other = sites.create(1);
        try (Client ben = manager("ben", site); Client benElsewhere = manager("ben", other)) {
            int schedule = by("anna").body("{\"name\":\"x\",\"report\":\"overstay\",\"format\":\"csv\",\"facility\":%d,\"every\":\"day\",\"at\":\"06:00\",\"recipients\":[\"a@example.org\"]}"
                    .formatted(site.id())).post("/api/report-schedules").then().statusCode(201).extract().path("id");
            assertThat(ben.next("reports").get("schedules").toString()).isEqualTo("[" + schedule + "]");

            by("anna").header("If-Match", "*").delete("/api/report-schedules/" + schedule).then().statusCode(204);
            assertThat(ben.next("reports").get("schedules").toString()).isEqualTo("[" + schedule + "]");
            int bens = queue("ben", other);
            assertThat(benElsewhere.untilRunIs("done")).containsOnly(bens);
            assertThat(benElsewhere.schedulesHeard).isEmpty();
        }
    }

    @Test
    void whatAnotherInstanceMakesIsToldToo() throws Exception {
        try (Client anna = manager("anna", site)) {
            execute("""
                    insert into report_run (report, format, facility_id, from_day, to_day, paper, language, owner_kind, owner, queued_at, state, attempts, lease_until)
                    values ('OVERSTAY', 'CSV', %d, '2026-11-01', '2026-11-02', 'A4', 'en-GB', 'ANONYMOUS', 'anna', now(), 'RUNNING', 1, 'infinity')
                    """.formatted(site.id()));
            assertThat(anna.untilRunIs("running")).hasSize(1);
            execute("update report_run set progress = 0.5 where owner = 'anna' and facility_id = " + site.id());
            assertThat(anna.next("reports").get("runs").get(0).get("progress").asDouble()).isEqualTo(0.5);
            execute("delete from report_run where owner = 'anna' and facility_id = " + site.id());
            assertThat(anna.untilRunIs("removed")).hasSize(1);
        }
    }

    @Test
    void whileTheDatabaseWasNotHeardSomethingMayHaveHappened() throws Exception {
        try (Client anna = manager("anna", site)) {
            execute("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen parkbridge%' and datname = current_database()");

            assertThat(anna.next("reports").has("runs")).isFalse();
            queue("anna", site);
            assertThat(anna.untilRunIs("done")).hasSize(1);
        }
    }

    @Test
    void interfaceIsDescribedForMachines() {
        assertThat(given().get("/asyncapi.yaml").then().statusCode(200).extract().asString()).contains("asyncapi: 3.0.0", "/ws/live");
    }

    @Test
    void nonsenseGetsAnAnswerAndTheConnectionStays() throws Exception {
        client.send("not json");
        assertThat(client.next("error").get("message").asText()).contains("JSON");
        client.send("{\"type\":\"dance\"}");
        assertThat(client.next("error").get("message").asText()).contains("subscribe");
        client.subscribe("nowhere");
        assertThat(client.next("error").get("message").asText()).contains("no such facility");
        client.subscribe(site.facility());
        assertThat(client.next("snapshot").get("facility").asText()).isEqualTo(site.facility());
    }

    private static final class Client implements WebSocket.Listener, AutoCloseable {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final Set<Integer> schedulesHeard = new HashSet<>();
        private final StringBuilder partial = new StringBuilder();
        private final HttpClient http = HttpClient.newHttpClient();
        private final WebSocket socket;
        private long seq;
        private int gaps;
        private String epoch;

        Client(URI live) {
            this(live, TestCaller.ALL);
        }

        Client(URI live, String facilities) {
            this(live, facilities, null);
        }

        Client(URI live, String facilities, String manager) {
            URI uri = URI.create(live.toString().replaceFirst("^http", "ws"));
            WebSocket.Builder builder = http.newWebSocketBuilder().header(TestCaller.FACILITIES, facilities);
            socket = (manager == null ? builder : builder.header(TestCaller.MANAGER, manager)).buildAsync(uri, this).join();
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        void subscribe(String facility) {
            send("{\"type\":\"subscribe\",\"facility\":\"" + facility + "\"}");
        }

        void resume(String facility, String epoch, long seq) {
            this.seq = seq;
            send("{\"type\":\"subscribe\",\"facility\":\"%s\",\"epoch\":\"%s\",\"seq\":%d}".formatted(facility, epoch, seq));
        }

        JsonNode first() throws InterruptedException {
            JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(frame).isNotNull();
            count(frame);
            return frame;
        }

        /** The next frame of a type; others are passed over. */
        JsonNode next(String type) throws InterruptedException {
            JsonNode frame;
            do {
                frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(frame).as("a frame of type " + type).isNotNull();
                count(frame);
            } while (!type.equals(frame.get("type").asText()));
            return frame;
        }

        JsonNode nextWithBays() throws InterruptedException {
            JsonNode delta;
            do {
                delta = next("delta");
            } while (delta.get("bays").isEmpty());
            return delta;
        }

        /** The runs that are told of up to the first that is in this state. */
        Set<Integer> untilRunIs(String state) throws InterruptedException {
            Set<Integer> runs = new HashSet<>();
            boolean isOver = false;
            while (!isOver) {
                JsonNode told = next("reports");
                told.path("schedules").forEach(schedule -> schedulesHeard.add(schedule.asInt()));
                for (JsonNode run : told.path("runs")) {
                    runs.add(run.get("id").asInt());
                    isOver |= run.get("state").asText().equals(state);
                }
            }
            return runs;
        }

        /** What has come of reports and is not read yet. */
        List<JsonNode> reports() {
            return frames.stream().filter(frame -> frame.get("type").asText().equals("reports")).toList();
        }

        private void count(JsonNode frame) {
            if ("delta".equals(frame.get("type").asText())) {
                gaps += frame.get("after").asLong() == seq ? 0 : 1;
            }
            seq = frame.path("seq").asLong(seq);
            epoch = frame.path("epoch").asText(epoch);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                try {
                    frames.add(JSON.readTree(partial.toString()));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
            http.close();
        }
    }
}
