package io.parkbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/**
 * Processor seconds so far, by who has used them.
 *
 * @param own this process: the load, and clients where there are any
 */
public record Processors(long nanos, double application, double broker, double database, double own) {

    /** The heads of {@link #since}'s cells. */
    public static final String HEAD = "application | broker | database | clients and load";
    public static final String RULE = "---|---|---|---";

    public static Processors now(Application application, Ground ground) throws IOException {
        long broker = Long.parseLong(Files.readString(ground.instance.resolve("mosquitto/mosquitto.pid")).strip());
        long database = Long.parseLong(Files.readAllLines(ground.instance.resolve("postgres/postmaster.pid")).getFirst().strip());
        double its = ProcessorTime.seconds(application.pid());
        return new Processors(System.nanoTime(), its, ProcessorTime.seconds(broker), ProcessorTime.seconds(database),
                ProcessorTime.seconds(ProcessHandle.current().pid()) - its);
    }

    public double elapsedSeconds(Processors before) {
        return (nanos - before.nanos) / 1e9;
    }

    /** Shares of one processor, as cells of a table. */
    public String since(Processors before) {
        double percent = 100 / elapsedSeconds(before);
        return String.format(Locale.ROOT, "%.0f %% | %.0f %% | %.0f %% | %.0f %%", percent * (application - before.application),
                percent * (broker - before.broker), percent * (database - before.database), percent * (own - before.own));
    }
}
