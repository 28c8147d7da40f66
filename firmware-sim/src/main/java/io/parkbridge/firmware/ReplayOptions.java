package io.parkbridge.firmware;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.parkbridge.firmware.cars.Cars;
import io.parkbridge.firmware.play.Pace;
import io.parkbridge.firmware.play.Playback;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the sources that follow the time of day have in common. */
final class ReplayOptions {

    @Mixin
    RunOptions run;

    @Option(names = "--speed", defaultValue = "0", paramLabel = "X",
            description = "play what has passed X times as fast as it was (default: as fast as it is accepted)")
    private double speed;

    @Option(names = "--catch-up-only", description = "end where the future begins")
    private boolean pastOnly;

    @Option(names = "--heartbeat", paramLabel = "SECONDS", description = "between two heartbeats of a sensor, 0 for none (default: the source's own)")
    private Integer heartbeatSeconds;

    int play(String name, Cars cars) throws IOException {
        Clock clock = Clock.systemUTC();
        Duration heartbeat = heartbeatSeconds == null ? cars.heartbeat() : Duration.ofSeconds(heartbeatSeconds);
        AtomicReference<Playback> playing = new AtomicReference<>();
        return run.run(name, cars.site(), () -> where(name, cars, playing.get()), out -> {
            playing.set(new Playback(cars, heartbeat, run.seed, clock, new Pace(clock, speed, run.rate), pastOnly, out));
            playing.get().run();
        });
    }

    private static String where(String name, Cars cars, Playback playback) {
        if (playback == null || playback.atMillis() == 0) {
            return name;
        }
        var at = Instant.ofEpochMilli(playback.atMillis()).atZone(cars.site().timeZone()).truncatedTo(ChronoUnit.SECONDS).toLocalDateTime();
        return name + " at " + at + (playback.isCatchingUp() ? ", catching up" : "");
    }
}
