package io.parkbridge.firmware;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;

import io.parkbridge.firmware.cars.Mall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "mall", mixinStandardHelpOptions = true,
        description = "City Center Mall Parking: 50 bays with mains-powered sensors, telemetry every five minutes since yesterday.")
final class MallCommand implements Callable<Integer> {

    @Mixin
    private ReplayOptions replay;

    @Override
    public Integer call() throws IOException {
        return replay.play("mall", new Mall(LocalDate.now(ZoneOffset.UTC), replay.run.seed));
    }
}
