package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.parkbridge.fault.Application.Books;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP clients while the broker or the database is away: each answer is true, and a client that sends again does no harm. */
@Tag("processes")
class HttpIngestFaultsIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private static Path directory;
    private static Installation site;
    private static Application application;

    @BeforeAll
    static void start() throws Exception {
        site = new Installation("http", directory);
        site.inventory("load", "--devices", "10");
        application = site.application(Map.of("PARKBRIDGE_HTTP_ANSWER_WITHIN", "PT2S"));
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    private static Response post(int device) {
        return given().port(application.port()).contentType(ContentType.JSON).body("""
                {"device_code":"LOAD-%07d","voltage":230,"current":1,"power_factor":1,"timestamp":"%s"}""".formatted(device, NOW)).post("/api/telemetry/");
    }

    private static long stored(int device) {
        return site.number("select count(*) from heartbeat h join device d on d.id = h.device_id where d.code = 'LOAD-%07d'".formatted(device));
    }

    private static void isSentAway(Response answer) {
        answer.then().statusCode(503).header("Retry-After", equalTo("5")).body("status", equalTo("error"));
    }

    @Test
    void brokerThatIsAwayIsNoneOfTheirBusiness() throws Exception {
        site.services().kill("broker");
        try {
            awaitThat(() -> !application.isReady());
            post(1).then().statusCode(201);
            assertThat(stored(1)).isOne();
        } finally {
            site.services().start();
        }
        awaitThat(() -> application.isReady() && booksBalance());
    }

    /** What was taken back has been received too. */
    private static boolean booksBalance() {
        Books books = application.books();
        return books.inFlight() == 0 && books.received() == books.settled() + application.metric("parkbridge_ingest_returned_total");
    }

    @Test
    void whatIsNotStoredInTimeIsStoredOnceOrNeverAndSendingItAgainTellsWhich() throws Exception {
        CompletableFuture<Response> inHand;
        try (Connection holding = site.connect(); Statement lock = holding.createStatement()) {
            holding.setAutoCommit(false);
            lock.execute("select from device_state s join device d on d.id = s.device_id where d.code = 'LOAD-0000002' for update of s");
            inHand = CompletableFuture.supplyAsync(() -> post(2));
            awaitThat(() -> site.number("select count(*) from pg_locks where not granted") > 0);

            isSentAway(post(3)); // it waited in the inbox and is taken back
            isSentAway(inHand.join()); // it is in a transaction that nobody can take back
            holding.rollback();
        }
        awaitThat(() -> stored(2) == 1);
        assertThat(stored(3)).isZero();
        post(2).then().statusCode(400).body("errors.non_field_errors[0]", containsString("already exists"));
        post(3).then().statusCode(201);

        assertThat(stored(2)).isOne();
        assertThat(stored(3)).isOne();
        awaitThat(HttpIngestFaultsIT::booksBalance);
        assertThat(application.metric("parkbridge_ingest_returned_total")).isOne();
    }

    @Test
    void databaseThatIsAwayIsToldAndNothingIsLostOrDoubledAfterIt() throws Exception {
        post(4).then().statusCode(201);
        site.services().kill("database");
        try {
            awaitThat(() -> post(5).statusCode() == 503);
            isSentAway(post(5));
        } finally {
            site.services().start();
        }
        awaitThat(() -> post(5).statusCode() == 201);
        post(5).then().statusCode(400);

        assertThat(stored(4)).isOne();
        assertThat(stored(5)).isOne();
        awaitThat(() -> application.isReady() && booksBalance());
        assertThat(site.number("select count(*) from dead_letter")).isZero();
    }
}
