package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import io.parkbridge.fault.Application.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than the application can take: the broker keeps what waits, the application stays as it is, and in the end all is there. */
@Tag("processes")
class FloodIT {

    /** Five minutes: {@code -Dparkbridge.fault.flood-seconds=300 -Dparkbridge.fault.flood-rate=16000}. */
    private static final Duration FLOOD = Duration.ofSeconds(Integer.getInteger("parkbridge.fault.flood-seconds", 10));
    /** Messages a second, 0 for as many as the broker takes: then a long flood overflows the two million that its queue is promised to hold. */
    private static final int RATE = Integer.getInteger("parkbridge.fault.flood-rate", 0);
    private static final long GROWTH_MAX_KIB = 96 * 1024;
    private static final int ON_THE_WAY_MAX = 20_000; // mosquitto/conf.d: max_inflight_messages

    @TempDir
    private Path directory;

    @Test
    void floodWaitsInTheBrokerAndMemoryStaysFlat() throws Exception {
        try (Installation site = new Installation("flood", directory)) {
            site.inventory("load", "--devices", "5000");
            Application application = site.application("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
            site.finished(site.sensors("load", "--devices", "5000", "--count", "20000"));
            site.verifyEachReadingOnce();
            long resident = application.resident();
            long residentMost = resident;
            long inFlightMost = 0;
            Sensors sensors = site.sensors("load", "--devices", "5000", "--duration", FLOOD.toString(), "--rate", Integer.toString(RATE));
            while (sensors.areSending()) {
                residentMost = Math.max(residentMost, application.resident());
                inFlightMost = Math.max(inFlightMost, application.books().inFlight());
            }
            Sensors.Sent sent = site.finished(sensors);
            long backlog = sent.acknowledged() - application.books().settled() + 20_000;
            site.verifyEachReadingOnce();
            awaitThat(() -> application.books().inFlight() == 0);

            System.out.printf("flood of %s: %,d sent, %,d of them still in the broker at its end, at most %,d on their way; "
                    + "resident %,d KiB before, at most %,d%n", FLOOD, sent.acknowledged(), backlog, inFlightMost, resident, residentMost);
            assertThat(residentMost - resident).isLessThan(GROWTH_MAX_KIB);
            assertThat(inFlightMost).isLessThanOrEqualTo(ON_THE_WAY_MAX);
            assertThat(application.books()).matches(Books::balances).returns(0L, Books::duplicate).returns(0L, Books::deadLettered);
        }
    }
}
