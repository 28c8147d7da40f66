package io.parkbridge.ingest.deadletter;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How dead letters are kept, shown and deleted. */
@QuarkusTest
class DeadLetterIT {

    private static final int SHARE = 10;

    private static final DeadLetterConfig SMALL = new DeadLetterConfig() {
        @Override
        public Duration kept() {
            return Duration.ofDays(90);
        }

        @Override
        public int perDeviceAndDayMax() {
            return SHARE;
        }

        @Override
        public MemorySize spaceMax() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
        }

        @Override
        public String replayEvery() {
            return "off";
        }
    };

    @Inject
    DataSource database;

    @Inject
    DeadLetterStore store;

    @Inject
    DeadLetterRetention retention;

    private String device;
    private String facility;

    @BeforeEach
    void nameSomebody() {
        facility = "t" + UUID.randomUUID().toString().substring(0, 8);
        device = facility + "-1";
    }

    private DeadLetter letter(DeadLetterReason reason, Instant receivedAt, byte[] payload) {
        return new DeadLetter(receivedAt, "parking/v1/" + facility + "/" + device + "/occupancy", payload, reason, "because", device, facility);
    }

    private DeadLetter letter(DeadLetterReason reason, Instant receivedAt) {
        return letter(reason, receivedAt, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listIsFilteredAndPagedNewestFirst() throws SQLException {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        insert(store, letter(DeadLetterReason.UNKNOWN_DEVICE, noon), letter(DeadLetterReason.NOT_JSON, noon.plusSeconds(60)),
                letter(DeadLetterReason.NOT_JSON, noon.plusSeconds(120)));

        given().queryParam("device", device).get("/api/dead-letters/").then().statusCode(200)
                .body("reason", contains("NOT_JSON", "NOT_JSON", "UNKNOWN_DEVICE")).body("[0].received_at", equalTo("2026-11-23T12:02:00Z"));
        given().queryParam("facility", facility).queryParam("reason", "UNKNOWN_DEVICE").get("/api/dead-letters").then()
                .body("size()", equalTo(1));
        given().queryParam("topic", device.toUpperCase() + "/OCC").queryParam("from", "2026-11-23T12:01:00Z")
                .queryParam("to", "2026-11-23T12:02:00Z").get("/api/dead-letters").then().body("size()", equalTo(1));
        given().queryParam("device", device).queryParam("state", "STORED").get("/api/dead-letters").then().body("size()", equalTo(0));
        given().queryParam("device", device).queryParam("state", "ALL").queryParam("page_size", 2).get("/api/dead-letters").then()
                .body("size()", equalTo(2)).header("Link", containsString("page=2"));
        given().get("/api/dead-letters/summary").then().statusCode(200)
                .body("find { it.reason == 'NOT_JSON' }.dead", greaterThanOrEqualTo(2));
    }

    @Test
    void payloadIsShownAsTextWhereItIsText() throws SQLException {
        insert(store, letter(DeadLetterReason.NOT_JSON, Instant.now(), new byte[] {(byte) 0xff, 0, 1}));
        insert(store, letter(DeadLetterReason.WRONG_TYPE, Instant.now(), "{\"é\":1}".getBytes(StandardCharsets.UTF_8)));

        given().get("/api/dead-letters/" + id("NOT_JSON")).then().statusCode(200).body("payload_text", nullValue())
                .body("payload_base64", equalTo("/wAB")).body("size", equalTo(3)).body("detail", equalTo("because"));
        given().get("/api/dead-letters/" + id("WRONG_TYPE")).then().body("payload_text", equalTo("{\"é\":1}"));
        given().get("/api/dead-letters/9223372036854775807").then().statusCode(404);
        given().get("/api/dead-letters/none").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason=NONE", "state=GONE", "from=yesterday", "to=%2B99999-01-01T00:00:00Z", "page=0", "page_size=x", "device=%00"})
    void nonsenseIsRefused(String query) {
        given().urlEncodingEnabled(false).get("/api/dead-letters?" + query).then().statusCode(400);
        if (!query.startsWith("page") && !query.startsWith("state")) {
            given().urlEncodingEnabled(false).post("/api/dead-letters/replay?" + query).then().statusCode(400);
        }
    }

    @Test
    void beyondTheDaysShareLettersAreCountedAndNotKept() throws SQLException {
        DeadLetterStore small = new DeadLetterStore(SMALL);
        for (int batch : new int[] {4, 15, 3}) {
            List<DeadLetter> letters = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                letters.add(letter(DeadLetterReason.UNKNOWN_DEVICE, Instant.now()));
            }
            letters.add(letter(DeadLetterReason.NOT_JSON, Instant.now()));
            insert(small, letters.toArray(DeadLetter[]::new));
        }

        assertThat(number("select count(*) from dead_letter where device_code = ? and reason = 'UNKNOWN_DEVICE'")).isEqualTo(SHARE);
        assertThat(number("select count(*) from dead_letter where device_code = ? and reason = 'NOT_JSON'")).isEqualTo(3);
        assertThat(number("select messages from dead_letter_source where device_code = ? and reason = 'UNKNOWN_DEVICE'")).isEqualTo(22);
        assertThat(number("select not_kept from dead_letter_source where device_code = ? and reason = 'UNKNOWN_DEVICE'")).isEqualTo(12);

        execute("update dead_letter_source set day = day - 1 where device_code = '" + device + "'");
        insert(small, letter(DeadLetterReason.UNKNOWN_DEVICE, Instant.now()));
        assertThat(number("select count(*) from dead_letter where device_code = ? and reason = 'UNKNOWN_DEVICE'")).isEqualTo(SHARE + 1);
        given().queryParam("search", device).get("/api/discovered-devices").then().body("[0].not_kept", equalTo(12));
    }

    @Test
    void lettersAndSendersEndWithTheirAge() throws SQLException {
        insert(store, letter(DeadLetterReason.NOT_JSON, Instant.now().minus(Duration.ofDays(91))));
        insert(store, letter(DeadLetterReason.UNKNOWN_DEVICE, Instant.now().minus(Duration.ofDays(89))));

        retention.run();

        // the scheduler may be at it just now as well, and each passes over what the other holds
        await().until(() -> number("select count(*) from dead_letter where device_code = ?") == 1);
        await().until(() -> number("select count(*) from dead_letter_source where device_code = ?") == 1);
    }

    @Test
    void theOldestGoWhereAllTakeTooMuch() throws SQLException {
        Instant longAgo = Instant.now().minus(Duration.ofDays(89).plusHours(12));
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from dead_letter where received_at < '" + longAgo.plusSeconds(60) + "'");
            for (int i = 0; i < 3; i++) {
                store.insert(connection, List.of(letter(DeadLetterReason.NOT_JSON, longAgo.plusSeconds(i))));
            }
            long all = number(connection, "select sum(size + 360) from dead_letter where ? <> ''");

            retention.deleteExcess(connection, all - 1);

            assertThat(number(connection, "select count(*) from dead_letter where device_code = ?")).isEqualTo(2);
            assertThat(number(connection, "select count(*) from dead_letter where device_code = ? and received_at <= '" + longAgo + "'")).isZero();
            connection.rollback();
        }
    }

    private void insert(DeadLetterStore into, DeadLetter... letters) throws SQLException {
        try (Connection connection = database.getConnection()) {
            into.insert(connection, List.of(letters));
        }
    }

    private long id(String reason) throws SQLException {
        return number("select id from dead_letter where device_code = ? and reason = '" + reason + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return number(connection, query);
        }
    }

    private long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, device);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
