package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.parkbridge.TestSensors;
import io.parkbridge.fault.Application.Books;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed, or restarted while messages wait; and an application that is asked to end while they come. */
@Tag("processes")
class BrokerFaultsIT {

    private static final int DEVICES = 500;
    private static final int MESSAGES = 1_000;

    @TempDir
    private static Path directory;
    private static Installation site;
    private static Application application;

    @BeforeAll
    static void start() throws Exception {
        site = new Installation("broker", directory);
        site.inventory("load", "--devices", Integer.toString(DEVICES));
        application = site.application();
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    @Test
    void whatAKilledBrokerForgotIsSentAgainAndStoredOnce() throws Exception {
        restartBroker(); // it has saved since the application subscribed, as it does every 30 s
        Books before = application.books();
        // until they are ended: what they sent would be lost with the broker if they were gone by then
        Sensors sensors = site.sensors("load", "--devices", Integer.toString(DEVICES), "--rate", "1500", "--duration", "PT10M");
        awaitThat(() -> application.books().stored() > before.stored() + 5_000);
        site.services().kill("broker");
        awaitThat(() -> !application.isReady());
        site.services().start();
        Instant back = Instant.now();
        awaitThat(() -> site.number("select count(distinct device_id) from heartbeat where time > '%s'".formatted(back)) == DEVICES);
        Sensors.Sent sent = site.ended(sensors);
        verifyAllIsWell();
        System.out.println(sent + ", " + application.books());
        assertThat(sent.resent()).isPositive();
    }

    /** Sensors are often back before us. Mosquitto remembers no shared subscription over a restart. */
    @Test
    void whatComesBeforeTheApplicationIsBackAtARestartedBrokerIsKept() throws Exception {
        Instant began = Instant.now();
        application.pause();
        site.services().stop("broker");
        site.services().start();
        publish(began, 0);
        application.goOn();
        verifyAllIsWell();

        application.pause();
        site.services().kill("broker");
        site.services().start();
        publish(began, MESSAGES);
        application.goOn();
        verifyAllIsWell();
    }

    @Test
    void messagesThatWaitWhenTheConnectionIsLostHoldNothingUp() throws Exception {
        Instant began = Instant.now();
        try (HeldWriter held = new HeldWriter(site)) {
            publish(began, 0);
            awaitThat(() -> application.books().inFlight() == MESSAGES + 1);
            restartBroker();
        }
        publish(began, MESSAGES);
        verifyAllIsWell();

        // what the broker still keeps would come at once
        restartApplication();
        publish(began, 2 * MESSAGES);
        verifyAllIsWell();
        assertThat(application.books().received()).isEqualTo(MESSAGES);
    }

    @Test
    void applicationThatIsAskedToEndStoresAndAcknowledgesTheBatchInHand() throws Exception {
        Books before = application.books();
        Sensors sensors = site.sensors("load", "--devices", Integer.toString(DEVICES), "--rate", "3000", "--duration", "PT10S");
        awaitThat(() -> application.books().stored() > before.stored() + 6_000);
        restartApplication();
        site.finished(sensors);
        verifyAllIsWell();
        System.out.println("after the restart " + application.books());
        assertThat(application.books().duplicate()).isZero();
    }

    private static void verifyAllIsWell() {
        site.verifyEachReadingOnce();
        awaitThat(() -> application.isReady() && application.books().inFlight() == 0);
        assertThat(application.books()).matches(Books::balances);
    }

    private static void restartBroker() throws Exception {
        site.services().stop("broker");
        awaitThat(() -> !application.isReady());
        site.services().start();
        awaitThat(application::isConnected);
    }

    private static void restartApplication() throws Exception {
        Instant asked = Instant.now();
        application.close();
        System.out.printf("ended %d ms after SIGTERM%n", Duration.between(asked, Instant.now()).toMillis());
        application = site.application();
    }

    private static void publish(Instant began, int from) throws Exception {
        try (TestSensors sensors = site.testSensors()) {
            for (int i = from; i < from + MESSAGES; i++) {
                sensors.publish("parking/v1/load/LOAD-%07d/heartbeat".formatted(i % 400 + 1),
                        "{\"time\":\"%s\",\"battery\":80}".formatted(began.plusMillis(i)));
            }
        }
        site.add(0, MESSAGES);
    }
}
