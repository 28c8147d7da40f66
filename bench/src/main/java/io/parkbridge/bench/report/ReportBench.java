package io.parkbridge.bench.report;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.api.History;
import io.parkbridge.bench.ingest.Mix;
import io.parkbridge.bench.ingest.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every report of a month in every format, while readings come in: seconds, heap, size. */
@Command(name = "report", mixinStandardHelpOptions = true, description = "Reports of a month: seconds, peak heap and size, beside ingest.")
public final class ReportBench implements Callable<Integer> {

    private static final long OUTSTANDING_MAX = 16_000;
    private static final int POLL_MILLIS = 100;
    private static final double MEGABYTE = 1e6;

    /** The bench's site has no limits of stay; a twentieth of its stays shall be beyond one. */
    private static final List<String> OVERSTAYS = List.of(
            "update zone set max_stay_minutes = 300",
            """
            update stay set overstay_seconds = extract(epoch from departed_at - arrived_at)::int - 305 * 60
            where departed_at - arrived_at > interval '305 minutes'
            """);

    @Mixin
    private Ground ground;

    @Option(names = "--days", defaultValue = "30", description = "of history and of the reports, those before today (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--reports", split = ",", defaultValue = "zone-performance,usage-by-hour,efficiency-against-target,device-health,"
            + "alerts-and-response,overstay,month-at-a-glance", description = "default: ${DEFAULT-VALUE}")
    private List<String> reports;

    @Option(names = "--formats", split = ",", defaultValue = "pdf,xlsx,csv", description = "default: ${DEFAULT-VALUE}")
    private List<String> formats;

    @Option(names = "--times", defaultValue = "5", description = "each, after one to warm up (default: ${DEFAULT-VALUE})")
    private int times;

    @Option(names = "--rate", defaultValue = "500", description = "messages a second meanwhile (default: ${DEFAULT-VALUE})")
    private double rate;

    @Override
    public Integer call() throws Exception {
        try (Application application = ground.application(); Connection connection = Ground.database()) {
            Ground.say("making " + (days + 1) + " days of history");
            new History().grow(connection, days + 1);
            beyondLimits(connection);
            besideIngest(application);
        }
        return 0;
    }

    private static void beyondLimits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : OVERSTAYS) {
                statement.executeUpdate(sql);
            }
            statement.execute("vacuum analyze stay");
        }
    }

    private void besideIngest(Application application) throws Exception {
        String facility = application.firstId("/api/facilities/");
        try (Publisher publisher = new Publisher(URI.create(Bench.environment("PARKBRIDGE_MQTT_URL")),
                Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"), Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), new Mix(ground.devices),
                OUTSTANDING_MAX); HeapWatch heap = new HeapWatch(application.machine())) {
            long before = application.consumed();
            long began = System.nanoTime();
            publisher.start(rate);
            Thread flow = Thread.ofVirtual().start(() -> keepFlowing(application, publisher));
            System.out.println("| report | format | first s | median s | worst s | heap before MB | heap left by collections, most MB | heap used, most MB | size KB |");
            System.out.println("|---|---|---|---|---|---|---|---|---|");
            for (String report : reports) {
                for (String format : formats) {
                    measure(application, heap, facility, report, format);
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(Locale.ROOT, "%nReadings stored meanwhile: %.0f a second of %.0f offered.%n",
                    (application.consumed() - before) / seconds, rate);
            flow.interrupt();
            flow.join();
            publisher.stop();
        }
    }

    private void measure(Application application, HeapWatch heap, String facility, String report, String format) throws Exception {
        LocalDate to = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        String path = "/api/reports/" + report + "." + format + "?facility=" + facility + "&from=" + to.minusDays(days - 1L) + "&to=" + to;
        Path file = ground.instance.resolve(report + "." + format);
        double first = seconds(application, path, file);
        long settled = heap.settle();
        heap.forget();
        double[] taken = new double[times];
        for (int i = 0; i < times; i++) {
            taken[i] = seconds(application, path, file);
        }
        java.util.Arrays.sort(taken);
        System.out.printf(Locale.ROOT, "| %s | %s | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f | %.0f |%n", report, format, first, taken[times / 2],
                taken[times - 1], settled / MEGABYTE, heap.left() / MEGABYTE, heap.used() / MEGABYTE, Files.size(file) / 1e3);
        Files.delete(file);
    }

    private static double seconds(Application application, String path, Path file) throws IOException, InterruptedException {
        long began = System.nanoTime();
        application.download(path, file);
        return (System.nanoTime() - began) / 1e9;
    }

    private static void keepFlowing(Application application, Publisher publisher) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                publisher.consumed(application.consumed());
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            Ground.say("the application does not say what it has stored: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
