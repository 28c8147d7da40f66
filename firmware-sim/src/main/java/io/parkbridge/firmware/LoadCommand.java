package io.parkbridge.firmware;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.parkbridge.firmware.play.Load;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "load", mixinStandardHelpOptions = true,
        description = "Any number of sensors at any rate, for benchmarks: 80 % heartbeats, 20 % changes of occupancy.")
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private RunOptions run;

    @Option(names = "--devices", defaultValue = "5000", description = "default: ${DEFAULT-VALUE}")
    private int devices;

    @Option(names = "--count", paramLabel = "N", description = "messages to send (default: no limit)")
    private long count = Long.MAX_VALUE;

    @Option(names = "--duration", defaultValue = "PT60S", paramLabel = "ISO-8601", description = "at most so long (default: ${DEFAULT-VALUE})")
    private Duration duration;

    @Override
    public Integer call() throws IOException {
        return run.run("load", Load.site(devices), () -> "load",
                out -> new Load(devices, run.rate).run(count, duration.toMillis() / 1_000.0, out));
    }
}
