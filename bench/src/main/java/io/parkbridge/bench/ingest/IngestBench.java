package io.parkbridge.bench.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.parkbridge.bench.Application;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.ProcessorTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * In one run, on the same broker and with the same load: first a plain subscriber, then the application. In both the publisher goes as fast
 * as the consumer does, with a bounded number of messages between them, so each rate is one that can be kept up.
 */
@Command(name = "ingest", mixinStandardHelpOptions = true, description = "The way in: rate, cost and latency beside the broker's ceiling.")
public final class IngestBench implements Callable<Integer> {

    /** Enough to fill the broker's window towards the consumer and batches of the largest size, too few to pile up. */
    private static final long OUTSTANDING_MAX = 16_000;
    private static final int POLL_MILLIS = 100;
    private static final double[] LATENCY_SHARES = {0.5, 0.25};
    private static final double LATENCY_RATE = 500;

    @Mixin
    private Ground ground;

    @Option(names = "--seconds", defaultValue = "30", description = "measured, each (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "30", description = "seconds before measuring the application (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--json", description = "write the result there too")
    private Path json;

    private long brokerPid;
    private long databasePid;

    private interface Consumer {
        long consumed() throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws Exception {
        brokerPid = Long.parseLong(Files.readString(ground.instance.resolve("mosquitto/mosquitto.pid")).strip());
        databasePid = Long.parseLong(Files.readAllLines(ground.instance.resolve("postgres/postmaster.pid")).getFirst().strip());
        Result.Plain ceiling = ceiling();
        try (Application application = ground.application();
                Publisher publisher = publisher()) {
            Result result = durable(application, publisher, ceiling);
            result.print(System.out);
            if (json != null) {
                Files.createDirectories(json.toAbsolutePath().getParent());
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
            }
        }
        return 0;
    }

    private Publisher publisher() throws InterruptedException {
        return new Publisher(URI.create(Bench.environment("PARKBRIDGE_MQTT_URL")), Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"),
                Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), new Mix(ground.devices), OUTSTANDING_MAX);
    }

    private Result.Plain ceiling() throws Exception {
        Ground.say("measuring the broker's ceiling");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), PlainSubscriber.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader counts = process.inputReader(); Publisher publisher = publisher()) {
            counts.readLine();
            Consumer subscriber = () -> lastLine(counts);
            publisher.start(0);
            follow(publisher, subscriber, warmUp / 2.0);
            Sample before = sample(subscriber, process.pid(), null);
            follow(publisher, subscriber, seconds);
            Sample after = sample(subscriber, process.pid(), null);
            publisher.stop();
            return new Result.Plain(after.rate(before), after.perMessage(after.broker(), before.broker(), before),
                    after.perMessage(after.consumer(), before.consumer(), before),
                    after.perMessage(after.publisher(), before.publisher(), before));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** The newest of the numbers that the subscriber prints ten times a second. */
    private static long lastLine(BufferedReader counts) throws IOException {
        String line = counts.readLine();
        while (counts.ready()) {
            line = counts.readLine();
        }
        return Long.parseLong(line);
    }

    private Result durable(Application application, Publisher publisher, Result.Plain ceiling) throws Exception {
        Ground.say("warming up the application");
        publisher.start(0);
        follow(publisher, application::consumed, warmUp);
        Ground.say("measuring the durable rate");
        Sample before = sample(application::consumed, application.pid(), application);
        follow(publisher, application::consumed, seconds);
        Sample after = sample(application::consumed, application.pid(), application);
        publisher.stop();
        double rate = after.rate(before);
        double broker = after.perMessage(after.broker(), before.broker(), before);
        double own = after.perMessage(after.consumer(), before.consumer(), before);
        double database = after.perMessage(after.database(), before.database(), before);
        long messages = after.consumed() - before.consumed();
        Result.Durable durable = new Result.Durable(rate, broker, own, database, broker + own + database,
                after.perMessage(after.publisher(), before.publisher(), before), (double) (after.allocated() - before.allocated()) / messages,
                (double) (after.wal() - before.wal()) / messages, application.startSeconds());
        List<Result.Latency> latency = new ArrayList<>();
        for (double share : LATENCY_SHARES) {
            latency.add(latency(application, publisher, Math.floor(rate * share / 100) * 100));
        }
        // last, when the disk has caught up with the full load
        latency.add(latency(application, publisher, LATENCY_RATE));
        return new Result(System.getProperty("os.name") + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version().feature(), ground.devices, after.seconds(before), ceiling, durable, rate / ceiling.rate(), latency, disk());
    }

    /** At a steady rate, from the time in the payload to the commit of the transaction that holds the reading, by the database's own clock. */
    private Result.Latency latency(Application application, Publisher publisher, double rate) throws Exception {
        Ground.say("measuring latency at %,.0f msg/s".formatted(rate));
        publisher.start(rate);
        follow(publisher, application::consumed, 3);
        Instant from = Instant.now();
        follow(publisher, application::consumed, seconds / 2.0);
        Instant to = Instant.now();
        publisher.stop();
        while (application.consumed() < publisher.published()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        String query = """
                select count(*), (percentile_cont(array[0.5, 0.99, 0.999]) within group (order by
                       extract(epoch from pg_xact_commit_timestamp(xmin) - time) * 1000))::float8[]
                from heartbeat where time >= ? and time < ?""";
        try (Connection connection = Ground.database(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, OffsetDateTime.ofInstant(from, ZoneOffset.UTC));
            statement.setObject(2, OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Double[] percentiles = (Double[]) row.getArray(2).getArray();
                return new Result.Latency(rate, row.getLong(1), percentiles[0], percentiles[1], percentiles[2]);
            }
        }
    }

    private Result.Disk disk() throws SQLException {
        try (Connection connection = Ground.database()) {
            return new Result.Disk(number(connection, "select hypertable_size('heartbeat')::float8 / count(*) from heartbeat"),
                    number(connection, "select hypertable_size('occupancy')::float8 / count(*) from occupancy"));
        }
    }

    /** Tells the publisher for a while how far its consumer has come. */
    private static void follow(Publisher publisher, Consumer consumer, double seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            publisher.consumed(consumer.consumed());
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private Sample sample(Consumer consumer, long consumerPid, Application application) throws Exception {
        try (Connection connection = Ground.database()) {
            double wal = number(connection, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8");
            return new Sample(System.nanoTime(), consumer.consumed(), ProcessorTime.seconds(brokerPid), ProcessorTime.seconds(databasePid),
                    ProcessorTime.seconds(consumerPid), ProcessorTime.seconds(ProcessHandle.current().pid()) - ProcessorTime.seconds(consumerPid),
                    application == null ? 0 : application.allocatedBytes(), (long) wal);
        }
    }

    private static double number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }
}
