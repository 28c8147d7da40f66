package io.parkbridge.firmware;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;

import io.parkbridge.firmware.cars.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "history", mixinStandardHelpOptions = true,
        description = "The recorded events of 2019 themselves, a year of 26 bays, moved so that they end now.")
final class HistoryCommand implements Callable<Integer> {

    @Mixin
    private ReplayOptions replay;

    @Option(names = "--ending", paramLabel = "INSTANT",
            description = "when they end, RFC 3339; the same again sends the same readings again (default: now)")
    private Instant ending;

    @Override
    public Integer call() throws IOException {
        return replay.play("history", new History(ending == null ? Instant.now() : ending));
    }
}
