package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.parkbridge.TestSensors;
import io.parkbridge.fault.Application.Books;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that hangs without closing, towards the broker or towards the database: it is noticed, and nothing is lost or doubled. */
@Tag("processes")
class NetworkFaultsIT {

    @TempDir
    private static Path directory;
    private static Installation site;
    private static HangingNetwork toBroker;
    private static HangingNetwork toDatabase;
    private static Application application;

    @BeforeAll
    static void start() throws Exception {
        site = new Installation("network", directory);
        site.inventory("load", "--devices", "500");
        String mqttUrl = site.services().settings().get("PARKBRIDGE_MQTT_URL");
        String databaseUrl = site.services().settings().get("PARKBRIDGE_DATABASE_URL");
        int databasePort = URI.create(databaseUrl.substring("jdbc:".length())).getPort();
        toBroker = new HangingNetwork(URI.create(mqttUrl).getPort());
        toDatabase = new HangingNetwork(databasePort);
        application = site.application(Map.of("PARKBRIDGE_MQTT_URL", "mqtt://127.0.0.1:" + toBroker.port(),
                "PARKBRIDGE_DATABASE_URL", databaseUrl.replace(":" + databasePort, ":" + toDatabase.port())),
                // the default is a minute
                "-Dquarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout=5");
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
        toBroker.close();
        toDatabase.close();
    }

    @Test
    void silentBrokerIsLeftAndFoundAgain() throws Exception {
        Sensors sensors = site.sensors("load", "--devices", "500", "--rate", "500", "--duration", "PT15S");
        long stored = application.books().stored();
        awaitThat(() -> application.books().stored() > stored + 1_000);
        Instant hung = Instant.now();
        toBroker.hang();
        awaitThat(() -> !application.isReady());
        System.out.printf("a silent broker is noticed after %d s%n", Instant.now().getEpochSecond() - hung.getEpochSecond());
        toBroker.heal();
        site.finished(sensors);
        verifyAllIsWell();
    }

    /** The hardest moment: the database has committed, and its answer is lost. */
    @Test
    void commitOfUnknownEndIsStoredOnceAndSeenByBrowsers() throws Exception {
        try (Browser browser = new Browser(application.port(), "load"); TestSensors sensors = site.testSensors()) {
            awaitThat(() -> browser.snapshots() == 1);
            long duplicates = application.books().duplicate();
            toDatabase.hangWhenServerSays("COMMIT");
            sensors.publish("parking/v1/load/LOAD-0000007/occupancy", "{\"time\":\"%s\",\"occupied\":true}".formatted(Instant.now()));
            site.add(1, 0);
            awaitThat(toDatabase::isHanging);
            assertThat(site.number("select count(*) from bay_state where occupied")).isPositive();
            awaitThat(() -> !application.isReady());
            toDatabase.heal();

            verifyAllIsWell();
            awaitThat(() -> browser.occupied().values().stream().mapToLong(Long::longValue).sum()
                    == site.number("select sum(occupied) from zone_state"));
            assertThat(application.books().duplicate()).isEqualTo(duplicates + 1);
        }
    }

    @Test
    void silentDatabaseIsLeftAndFoundAgain() throws Exception {
        Sensors sensors = site.sensors("load", "--devices", "500", "--rate", "500", "--duration", "PT15S");
        long stored = application.books().stored();
        awaitThat(() -> application.books().stored() > stored + 1_000);
        Instant hung = Instant.now();
        toDatabase.hang();
        awaitThat(() -> !application.isReady());
        System.out.printf("a silent database is noticed after %d s%n", Instant.now().getEpochSecond() - hung.getEpochSecond());
        toDatabase.heal();
        site.finished(sensors);
        verifyAllIsWell();
        System.out.printf("all is well %d s after the database fell silent%n", Instant.now().getEpochSecond() - hung.getEpochSecond());
    }

    private static void verifyAllIsWell() {
        site.verifyEachReadingOnce();
        awaitThat(() -> application.isReady() && application.books().inFlight() == 0);
        System.out.println(application.books());
        assertThat(application.books()).matches(Books::balances).returns(0L, Books::deadLettered);
    }
}
