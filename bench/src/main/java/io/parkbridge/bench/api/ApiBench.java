package io.parkbridge.bench.api;

import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.Ground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every read call with one day of history, then with many, then with many readers while readings come in. */
@Command(name = "api", mixinStandardHelpOptions = true, description = "The read calls: time and queries by length of history, and beside ingest.")
public final class ApiBench implements Callable<Integer> {

    private static final int WARM_UP = 50;
    /** After this long a connection that has nothing to do has told its statistics. */
    private static final int STATISTICS_SECONDS = 12;

    @Mixin
    private Ground ground;

    @Option(names = "--days", split = ",", defaultValue = "1,100,400", description = "lengths of history (default: ${DEFAULT-VALUE})")
    private List<Integer> days;

    @Option(names = "--requests", defaultValue = "200", description = "of each call (default: ${DEFAULT-VALUE})")
    private int requests;

    @Option(names = "--readers", defaultValue = "200", description = "at once, each once a second (default: ${DEFAULT-VALUE})")
    private int readers;

    @Option(names = "--rate", defaultValue = "5000", description = "messages a second beside the readers (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "15", description = "of each measurement with readers (default: ${DEFAULT-VALUE})")
    private int seconds;

    /** Milliseconds and statements a request, and whether those would read a chunk of a hypertable whole. */
    private record Cost(double p50, double p95, double queries, String plans) {
    }

    @Override
    public Integer call() throws Exception {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        List<Long> wholeChunks = new ArrayList<>();
        try (Application application = ground.application();
                Connection connection = Ground.database();
                Connection plain = Ground.plainDatabase();
                Connection owner = Ground.databaseAsOwner()) {
            History history = new History();
            for (int length : days) {
                Ground.say("making " + length + " days of history");
                history.grow(owner, length);
                Ground.say("measuring the calls");
                long before = Statements.wholeChunks(connection);
                for (Map.Entry<String, String> call : Calls.of(application).entrySet()) {
                    costs.computeIfAbsent(call.getKey(), name -> new ArrayList<>()).add(measure(application, connection, plain, call.getValue()));
                }
                TimeUnit.SECONDS.sleep(STATISTICS_SECONDS);
                wholeChunks.add(Statements.wholeChunks(connection) - before);
            }
            print(costs);
            System.out.println("\nChunks of hypertables read from end to end, all calls together: " + wholeChunks);
            new BesideIngest(ground, application, readers, rate, seconds).run();
        }
        return 0;
    }

    private Cost measure(Application application, Connection connection, Connection plain, String path) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            application.get(path);
        }
        Statements.Books before = Statements.books(connection);
        double[] millis = new double[requests];
        for (int i = 0; i < requests; i++) {
            millis[i] = timed(application, path);
        }
        Statements.Books after = Statements.books(connection);
        Arrays.sort(millis);
        return new Cost(share(millis, 0.5), share(millis, 0.95), (double) (after.calls() - before.calls()) / requests,
                Statements.verdict(plain, before, after));
    }

    private static double timed(Application application, String path) throws IOException, InterruptedException {
        long began = System.nanoTime();
        application.get(path);
        return (System.nanoTime() - began) / 1e6;
    }

    private static double share(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.min((int) (share * sorted.length), sorted.length - 1)];
    }

    private void print(Map<String, List<Cost>> costs) {
        StringBuilder head = new StringBuilder("| call | queries | plans |");
        days.forEach(length -> head.append(" p50 / p95 ms, ").append(length).append(" days |"));
        System.out.println(head.append(" growth of p95 |"));
        System.out.println("|---|---|---|" + "---|".repeat(days.size() + 1));
        costs.forEach((call, by) -> {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %s | %.0f | %s |", call, by.getLast().queries, by.getLast().plans));
            by.forEach(cost -> line.append(String.format(Locale.ROOT, " %.1f / %.1f |", cost.p50, cost.p95)));
            System.out.println(line.append(String.format(Locale.ROOT, " %.1f × |", by.getLast().p95 / by.getFirst().p95)));
        });
    }
}
