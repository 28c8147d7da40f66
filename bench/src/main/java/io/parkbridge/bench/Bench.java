package io.parkbridge.bench;

import io.parkbridge.bench.account.AccountBench;
import io.parkbridge.bench.alert.AlertBench;
import io.parkbridge.bench.api.ApiBench;
import io.parkbridge.bench.ingest.IngestBench;
import io.parkbridge.bench.live.LiveBench;
import io.parkbridge.bench.report.ReportBench;
import io.parkbridge.bench.screen.Pictures;
import io.parkbridge.bench.screen.ScreenBench;
import io.parkbridge.bench.start.StartBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command behind {@code ./parkbridge bench}, which starts a broker and a database for it and says where they are. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the application as it is delivered.",
        subcommands = {IngestBench.class, ApiBench.class, AlertBench.class, LiveBench.class, ReportBench.class, ScreenBench.class,
            StartBench.class, Pictures.class, AccountBench.class})
public final class Bench {

    private Bench() {
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    /** A setting that {@code ./parkbridge bench} makes. */
    public static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: start this with ./parkbridge bench");
        }
        return value;
    }
}
