package io.parkbridge.fault;

import static io.parkbridge.Patience.await;
import static io.parkbridge.fault.Installation.awaitThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.parkbridge.TestSensors;
import io.parkbridge.fault.Application.Books;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that goes away, refuses rows, or cannot go on: one application lives through all of it. */
@Tag("processes")
class DatabaseFaultsIT {

    /** A full minute: {@code -Dparkbridge.fault.outage-seconds=60}. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("parkbridge.fault.outage-seconds", 15));
    private static final int ON_THE_WAY_MAX = 20_000; // mosquitto/conf.d: max_inflight_messages
    private static final long GROWTH_MAX_KIB = 64 * 1024;
    private static final int MESSAGES = 1_000;
    private static final Instant LATELY = Instant.now().minusSeconds(7_200);

    @TempDir
    private static Path directory;
    private static Installation site;
    private static Application application;
    private static int sent;

    enum Outage { STOPPED, KILLED }

    @BeforeAll
    static void start() throws Exception {
        site = new Installation("database", directory);
        site.inventory("load", "--devices", "500");
        // a heap that is there from the start: what grows beyond it is seen
        application = site.application("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void databaseThatIsAwayIsWaitedFor(Outage outage) throws Exception {
        Books before = application.books();
        Sensors sensors = site.sensors("load", "--devices", "500", "--rate", "1500", "--duration", OUTAGE.plusSeconds(8).toString());
        awaitThat(() -> application.books().settled() > before.settled() + 3_000);
        long resident = application.resident();
        if (outage == Outage.STOPPED) {
            site.services().stop("database");
        } else {
            site.services().kill("database");
        }
        awaitThat(() -> !application.isReady());
        CompletableFuture<Void> told = CompletableFuture.runAsync(DatabaseFaultsIT::verifyThatWhoAsksIsToldToComeBack);
        long settled = application.books().settled();
        await().during(OUTAGE).atMost(OUTAGE.multipliedBy(2)).pollInterval(Duration.ofMillis(500))
                .until(() -> !application.isReady() && application.books().settled() == settled);
        Books away = application.books();
        long residentAway = application.resident();
        told.join();
        site.services().start();
        site.finished(sensors);
        site.verifyEachReadingOnce();
        awaitThat(() -> application.isReady() && application.books().inFlight() == 0);

        System.out.printf("%s: %s, %d KiB resident before, %d after %s of outage%n", outage, away, resident, residentAway, OUTAGE);
        assertThat(away.inFlight()).isBetween(1L, (long) ON_THE_WAY_MAX);
        assertThat(residentAway - resident).isLessThan(GROWTH_MAX_KIB);
        assertThat(application.books()).matches(Books::balances).returns(before.deadLettered(), Books::deadLettered);
    }

    /** Also where it cannot be found out who that is, which needs no session that there is: what looks like one is looked for. */
    private static void verifyThatWhoAsksIsToldToComeBack() {
        String secret = "x".repeat(43);
        for (RequestSpecification caller : List.of(given(), given().cookie("parkbridge", secret), given().header("Authorization", "Bearer pbt_" + secret))) {
            caller.port(application.port()).get("/api/audit").then().statusCode(503).header("Retry-After", "5").contentType("application/problem+json")
                    .body("status", equalTo(503), "detail", containsString("try again"));
        }
        given().port(application.port()).get("/api/zones/").then().statusCode(503).header("Retry-After", "5").body("error", containsString("try again"));
        given().port(application.port()).header("Authorization", "Bearer pbt_" + secret).contentType(ContentType.JSON).body("{}").post("/api/telemetry/").then()
                .statusCode(503).header("Retry-After", "5").body("status", equalTo("error"), "errors.non_field_errors", hasSize(1));
        given().port(application.port()).contentType(ContentType.JSON).body("{\"name\":\"admin\",\"password\":\"a wrong one\"}").post("/api/session").then()
                .statusCode(503).header("Retry-After", "5");
        given().port(application.port()).cookie("parkbridge", secret).accept("text/html").get("/alerts").then().statusCode(503).header("Retry-After", "5")
                .contentType("text/html").header("Content-Security-Policy", containsString("default-src 'none'"));
    }

    @Test
    void rowsThatAConstraintRefusesBecomeDeadLettersAndTheirNeighboursAreStored() throws Exception {
        site.execute("alter table heartbeat add constraint poison check (battery <> 13)");
        try {
            verifyPoison("SQLSTATE 23514", 1);
            verifyPoison("SQLSTATE 23514", 7);
        } finally {
            site.execute("alter table heartbeat drop constraint poison");
        }
    }

    @Test
    void rowsThatATriggerRefusesBecomeDeadLetters() throws Exception {
        site.execute("""
                create function refuse() returns trigger language plpgsql as $$
                begin
                    if new.battery = 13 then raise exception 'not this one'; end if;
                    return new;
                end $$;
                create trigger poison before insert on heartbeat for each row execute function refuse()""");
        try {
            verifyPoison("SQLSTATE P0001", 2);
        } finally {
            site.execute("drop trigger poison on heartbeat; drop function refuse");
        }
    }

    /** One batch of good messages with some poisoned ones spread over it. */
    private void verifyPoison(String detail, int poisoned) throws Exception {
        Books before = application.books();
        long batchesBefore = application.metric("parkbridge_ingest_batch_seconds_count");
        long lettersBefore = site.number(letters(detail));
        Instant began = Instant.now();
        inOneBatch(i -> (long) i * poisoned / MESSAGES != (long) (i + 1) * poisoned / MESSAGES ? 13 : 80);
        site.add(0, MESSAGES - poisoned);
        site.verifyEachReadingOnce();
        awaitThat(() -> application.books().settled() == before.settled() + MESSAGES + 1);
        long transactions = application.metric("parkbridge_ingest_batch_seconds_count") - batchesBefore;
        System.out.printf("%d poisoned of %d: %d transactions, %s%n", poisoned, MESSAGES, transactions, Duration.between(began, Instant.now()));

        Books after = application.books();
        assertThat(site.number(letters(detail)) - lettersBefore).isEqualTo(poisoned);
        assertThat(site.number("select count(*) from (select topic, payload from dead_letter group by 1, 2 having count(*) > 1) twice")).isZero();
        assertThat(after.deadLettered() - before.deadLettered()).isEqualTo(poisoned);
        assertThat(after.stored() - before.stored()).isEqualTo(MESSAGES - poisoned + 1);
        // for each: twice the halvings of a batch, and the batch, and the letter
        assertThat(transactions).isLessThan(poisoned * 22L + 10);
        assertThat(application.isReady()).isTrue();
    }

    private static String letters(String detail) {
        return "select count(*) from dead_letter where reason = 'REFUSED_BY_DATABASE' and detail = '" + detail + "'";
    }

    private interface Battery {
        int percent(int message);
    }

    private interface Senders {
        void send(TestSensors sensors) throws Exception;
    }

    private static void inOneBatch(Battery battery) throws Exception {
        whileTheWriterWaits(sensors -> {
            for (int i = 0; i < MESSAGES; i++) {
                publishHeartbeat(sensors, i % 400 + 1, battery.percent(i));
            }
        });
    }

    private static void whileTheWriterWaits(Senders senders) throws Exception {
        try (HeldWriter held = new HeldWriter(site); TestSensors sensors = site.testSensors()) {
            long received = application.books().received();
            int sentBefore = sent;
            senders.send(sensors);
            awaitThat(() -> application.books().received() == received + sent - sentBefore);
        }
    }

    private static void publishHeartbeat(TestSensors sensors, int device, int battery) throws MqttException {
        sensors.publish("parking/v1/load/LOAD-%07d/heartbeat".formatted(device),
                "{\"time\":\"%s\",\"battery\":%d}".formatted(LATELY.plusMillis(++sent), battery));
    }

    @Test
    void batchThatLosesADeadlockIsStoredAfterIt() throws Exception {
        Books before = application.books();
        long retries = application.metric("parkbridge_ingest_retries_total");
        int first = device(0);
        int second = device(1);
        try (Connection rival = site.connect()) {
            rival.setAutoCommit(false);
            HeldWriter.lock(rival, second);
            whileTheWriterWaits(sensors -> {
                publishHeartbeat(sensors, first, 80);
                publishHeartbeat(sensors, second, 80);
            });
            // the application has the first and wants the second; who has waited longer looks for deadlocks first, and loses
            awaitThat(() -> application.books().inFlight() == 2 && HeldWriter.isWaiting(site));
            HeldWriter.lock(rival, first);
            rival.commit();
        }
        site.add(0, 2);
        site.verifyEachReadingOnce();
        awaitThat(() -> application.books().inFlight() == 0);
        assertThat(application.metric("parkbridge_ingest_retries_total")).isGreaterThan(retries);
        assertThat(application.books()).matches(Books::balances).returns(before.deadLettered(), Books::deadLettered);
    }

    /** Number of a device by the order in which the application locks them. */
    private static int device(int place) {
        return (int) site.number("select substr(code, 6)::int from device where bay_id is not null order by id offset " + place + " limit 1");
    }

    @Test
    void missingTableIsWaitedForAndCostsNoReading() throws Exception {
        long letters = site.number("select count(*) from dead_letter");
        site.execute("alter table device_state rename to hidden");
        Sensors sensors = site.sensors("load", "--devices", "500", "--count", "2000");
        try {
            awaitThat(() -> !application.isReady());
        } finally {
            site.execute("alter table hidden rename to device_state");
        }
        site.finished(sensors);
        site.verifyEachReadingOnce();
        awaitThat(application::isReady);
        assertThat(site.number("select count(*) from dead_letter")).isEqualTo(letters);
        assertThat(application.books()).matches(Books::balances);
    }
}
