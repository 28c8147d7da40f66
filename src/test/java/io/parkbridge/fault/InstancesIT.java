package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import io.parkbridge.TestSensors;
import io.parkbridge.fault.Application.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share the messages and one is killed. Mosquitto goes on giving the dead one's session its share, and keeps it for that
 * client id alone: so an instance comes back under its name, or is retired under it.
 */
@Tag("processes")
class InstancesIT {

    @TempDir
    private Path directory;

    @Test
    void whatAKilledInstanceHadToTakeIsTakenWhenItIsBackUnderItsName() throws Exception {
        try (Installation site = new Installation("instances", directory)) {
            site.inventory("load", "--devices", "500");
            Application first = site.application(Map.of("PARKBRIDGE_MQTT_SHARE_GROUP", "parkbridge", "PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-1"));
            Application second = site.application(Map.of("PARKBRIDGE_MQTT_SHARE_GROUP", "parkbridge", "PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-2"));
            Sensors sensors = site.sensors("load", "--devices", "500", "--rate", "1500", "--duration", "PT10S");
            awaitThat(() -> first.books().stored() > 1_000 && second.books().stored() > 1_000);
            second.kill();
            Sensors.Sent sent = site.finished(sensors);
            awaitThat(() -> first.books().inFlight() == 0 && first.isReady());
            long missing = sent.acknowledged() - site.number("select (select count(*) from heartbeat) + (select count(*) from occupancy)");
            System.out.printf("%,d of %,d readings wait for the killed instance%n", missing, sent.acknowledged());
            assertThat(missing).isPositive();

            Application back = site.application(Map.of("PARKBRIDGE_MQTT_SHARE_GROUP", "parkbridge", "PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-2", "PARKBRIDGE_MQTT_RETIRE", "true"));
            site.verifyEachReadingOnce();
            awaitThat(() -> back.books().inFlight() == 0);
            System.out.println("first " + first.books() + ", retired " + back.books());

            // retired: all that comes from now on is the first one's
            long taken = back.books().received();
            site.finished(site.sensors("load", "--devices", "500", "--count", "2000"));
            site.verifyEachReadingOnce();
            assertThat(back.books().received()).isEqualTo(taken);
            assertThat(first.books()).matches(Books::balances).returns(0L, Books::deadLettered);
        }
    }

    /** Each would store what carries no time of its own. */
    @Test
    void secondThatIsInNoGroupTakesNothingBeforeTheFirstIsGone() throws Exception {
        try (Installation site = new Installation("second", directory); TestSensors sensors = site.testSensors()) {
            site.inventory("load", "--devices", "5");
            Application first = site.application(Map.of("PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-1"));
            Application second = site.launched(Map.of("PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-2"));
            awaitThat(second::isThere);
            assertThat(second.isConnected()).isFalse();
            sensors.publish("parking/v1/load/LOAD-0000001/heartbeat", "{\"battery\":80}");
            site.add(0, 1);
            site.verifyEachReadingOnce();
            assertThat(second.books().received()).isZero();

            first.close();
            awaitThat(second::isReady);
            sensors.publish("parking/v1/load/LOAD-0000001/heartbeat", "{\"battery\":80}");
            site.add(0, 1);
            site.verifyEachReadingOnce();
            assertThat(second.books().received()).isEqualTo(1);
        }
    }
}
