package io.parkbridge.bench.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.ingest.Mix;
import io.parkbridge.bench.ingest.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every read call with one day of history, then with many, then with many readers while readings come in. */
@Command(name = "api", mixinStandardHelpOptions = true, description = "The read calls: time and queries by length of history, and beside ingest.")
public final class ApiBench implements Callable<Integer> {

    private static final int WARM_UP = 50;
    private static final long OUTSTANDING_MAX = 16_000;
    private static final int POLL_MILLIS = 100;
    private static final int THINK_MILLIS = 1_000;
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

    /** Milliseconds and statements a request. */
    private record Cost(double p50, double p95, double queries) {
    }

    @Override
    public Integer call() throws Exception {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        List<Long> wholeChunks = new ArrayList<>();
        try (Application application = ground.application();
                Connection connection = Ground.database()) {
            History history = new History();
            for (int length : days) {
                Ground.say("making " + length + " days of history");
                history.grow(connection, length);
                Ground.say("measuring the calls");
                long before = Statements.wholeChunks(connection);
                for (Map.Entry<String, String> call : Calls.of(application).entrySet()) {
                    costs.computeIfAbsent(call.getKey(), name -> new ArrayList<>()).add(measure(application, connection, call.getValue()));
                }
                TimeUnit.SECONDS.sleep(STATISTICS_SECONDS);
                wholeChunks.add(Statements.wholeChunks(connection) - before);
            }
            print(costs);
            System.out.println("\nChunks of hypertables read from end to end, all calls together: " + wholeChunks);
            besideIngest(application);
        }
        return 0;
    }

    private Cost measure(Application application, Connection connection, String path) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            application.get(path);
        }
        long before = Statements.calls(connection);
        double[] millis = new double[requests];
        for (int i = 0; i < requests; i++) {
            millis[i] = timed(application, path);
        }
        double queries = (double) (Statements.calls(connection) - before) / requests;
        Arrays.sort(millis);
        return new Cost(share(millis, 0.5), share(millis, 0.95), queries);
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
        StringBuilder head = new StringBuilder("| call | queries |");
        days.forEach(length -> head.append(" p50 / p95 ms, ").append(length).append(" days |"));
        System.out.println(head.append(" growth of p95 |"));
        System.out.println("|---|---|" + "---|".repeat(days.size() + 1));
        costs.forEach((call, by) -> {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %s | %.0f |", call, by.getLast().queries));
            by.forEach(cost -> line.append(String.format(Locale.ROOT, " %.1f / %.1f |", cost.p50, cost.p95)));
            System.out.println(line.append(String.format(Locale.ROOT, " %.1f × |", by.getLast().p95 / by.getFirst().p95)));
        });
    }

    private void besideIngest(Application application) throws Exception {
        try (Publisher publisher = new Publisher(URI.create(Bench.environment("PARKBRIDGE_MQTT_URL")),
                Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"), Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), new Mix(ground.devices),
                OUTSTANDING_MAX)) {
            System.out.println("\n| beside each other | readings stored a second | summary p50 / p95 ms | requests a second |\n|---|---|---|---|");
            line("readers alone", application, publisher, 0, readers);
            line("readings alone", application, publisher, rate, 0);
            line("both", application, publisher, rate, readers);
        }
    }

    private void line(String name, Application application, Publisher publisher, double offered, int reading) throws Exception {
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < reading; i++) {
            long first = (long) THINK_MILLIS * i / reading;
            threads.add(Thread.startVirtualThread(() -> read(application, millis, first, end)));
        }
        long before = application.consumed();
        long began = System.nanoTime();
        if (offered > 0) {
            publisher.start(offered);
        }
        while (System.nanoTime() < end) {
            publisher.consumed(application.consumed());
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        publisher.stop();
        double elapsed = (System.nanoTime() - began) / 1e9;
        long stored = application.consumed() - before;
        for (Thread thread : threads) {
            thread.join();
        }
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.println(String.format(Locale.ROOT, "| %s | %.0f | %.1f / %.1f | %.0f |", name, stored / elapsed, share(sorted, 0.5),
                share(sorted, 0.95), sorted.length / elapsed));
    }

    private static void read(Application application, ConcurrentLinkedQueue<Double> millis, long firstMillis, long end) {
        try {
            TimeUnit.MILLISECONDS.sleep(firstMillis);
            while (System.nanoTime() < end) {
                millis.add(timed(application, "/api/dashboard/summary/"));
                TimeUnit.MILLISECONDS.sleep(THINK_MILLIS);
            }
        } catch (IOException e) {
            Ground.say("a reader got no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
