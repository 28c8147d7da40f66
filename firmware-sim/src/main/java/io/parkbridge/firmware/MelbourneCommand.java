package io.parkbridge.firmware;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;

import io.parkbridge.firmware.cars.Melbourne;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "melbourne", mixinStandardHelpOptions = true,
        description = "2,206 real kerbside bays from the city's own snapshot on; cars come and stay as in the recorded year 2019.")
final class MelbourneCommand implements Callable<Integer> {

    @Mixin
    private ReplayOptions replay;

    @Override
    public Integer call() throws IOException {
        return replay.play("melbourne", new Melbourne(Instant.now(), replay.run.seed));
    }
}
