package io.parkbridge.bench.live;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.netty.channel.nio.NioEventLoopGroup;
import io.parkbridge.bench.Application;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.Processors;
import io.parkbridge.bench.Times;
import io.parkbridge.bench.ingest.Mix;
import io.parkbridge.bench.ingest.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From a sensor's publish to the frame, at one browser and at thousands, with and without a stalled one among them. */
@Command(name = "live", mixinStandardHelpOptions = true, description = "From publish to frame: one browser, thousands, and one that is stalled.")
public final class LiveBench implements Callable<Integer> {

    private static final long OUTSTANDING_MAX = 16_000;
    private static final int POLL_MILLIS = 100;
    private static final int PAUSE_MILLIS = 1_000;
    private static final int PATIENCE_SECONDS = 10;

    @Mixin
    private Ground ground;

    @Option(names = "--rate", defaultValue = "500", description = "messages a second, a fifth of them changes (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--browsers", defaultValue = "5000", description = "at once (default: ${DEFAULT-VALUE})")
    private int browsers;

    @Option(names = "--seconds", defaultValue = "30", description = "of each measurement (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--calm", description = "the browsers show the page in the background: at most four frames a second each")
    private boolean calm;

    @Option(names = "--plain", description = "the browsers do not offer compression")
    private boolean plain;

    @Override
    public Integer call() throws Exception {
        // the last device is not in the mix: it tells whether the browsers are up to date
        Mix mix = new Mix(ground.devices - 1);
        try (Application application = ground.application();
                Publisher publisher = new Publisher(URI.create(Bench.environment("PARKBRIDGE_MQTT_URL")),
                        Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"), Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), mix, OUTSTANDING_MAX);
                First first = new First(application.live(), devices(), mix, ground.devices);
                Crowd crowd = new Crowd(application.live(), subscription(calm), !plain)) {
            Ground.say("warming up");
            publisher.start(rate);
            follow(application, publisher, warmUp);
            oneBrowser(application, publisher, first);
            manyBrowsers(application, publisher, first, crowd);
            publisher.stop();
        }
        return 0;
    }

    private static String subscription(boolean calm) {
        return "{\"type\":\"subscribe\",\"facility\":\"" + Mix.FACILITY + "\",\"calm\":" + calm + "}";
    }

    private void oneBrowser(Application application, Publisher publisher, First first) throws Exception {
        Ground.say("one browser, " + seconds + " s");
        Times times = new Times();
        first.time(times);
        Processors before = processors(application);
        follow(application, publisher, seconds);
        first.time(null);
        System.out.println("| publish to frame, one browser | changes | p50 ms | p99 ms | longest ms | " + Processors.HEAD + " |");
        System.out.println("|---|---|---|---|---|" + Processors.RULE + "|");
        System.out.println("| at " + (long) rate + " messages a second | " + times.count() + " | " + times.cells() + " | "
                + processors(application).since(before) + " |");
    }

    private void manyBrowsers(Application application, Publisher publisher, First first, Crowd crowd) throws Exception {
        Ground.say("connecting " + browsers + " browsers");
        long began = System.nanoTime();
        crowd.grow(browsers);
        System.out.println(String.format(Locale.ROOT, "%n%d browsers have their picture after %.0f s; the application has %d MiB resident.%n", browsers,
                (System.nanoTime() - began) / 1e9, application.residentMebibytes()));
        System.out.println("| publish to frame, every browser | rounds | p50 ms | p99 ms | longest ms | not within 10 s | frames a second "
                + "| " + Processors.HEAD + " |");
        System.out.println("|---|---|---|---|---|---|---|" + Processors.RULE + "|");
        try (Marker marker = new Marker(ground.devices)) {
            rounds("all read", application, publisher, first, crowd, marker);
            Browser stalled = crowd.addStalled();
            rounds("one more is stalled", application, publisher, first, crowd, marker);
            System.out.println(String.format(Locale.ROOT, "%n%d browsers are still connected, the stalled one %s; the application has %d MiB resident.",
                    crowd.open(), stalled.isOpen() ? "as well" : "no longer", application.residentMebibytes()));
            stalled.close();
        }
    }

    private void rounds(String name, Application application, Publisher publisher, First first, Crowd crowd, Marker marker) throws Exception {
        Ground.say(browsers + " browsers, " + name + ", " + seconds + " s");
        Times times = new Times();
        int late = 0;
        int rounds = 0;
        Processors before = processors(application);
        long frames = crowd.frames();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            publisher.consumed(application.consumed());
            CompletableFuture<Long> number = first.nextMark();
            long published = System.nanoTime();
            marker.publish();
            CompletableFuture<Void> all = crowd.await(number.get(PATIENCE_SECONDS, TimeUnit.SECONDS), published, times);
            try {
                all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                late += crowd.missing();
            }
            rounds++;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        Processors after = processors(application);
        System.out.println(String.format(Locale.ROOT, "| %s | %d | %s | %d | %.0f | %s |", name, rounds, times.cells(), late,
                (crowd.frames() - frames) / after.elapsedSeconds(before), after.since(before)));
    }

    private void follow(Application application, Publisher publisher, int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            publisher.consumed(application.consumed());
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private Processors processors(Application application) throws IOException {
        return Processors.now(application, ground);
    }

    /** The number of the device that watches a bay, by the bay's id. */
    private static Map<Integer, Integer> devices() throws SQLException {
        Map<Integer, Integer> devices = new HashMap<>();
        try (Connection connection = Ground.database(); Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select bay_id, regexp_replace(code, '\\D', '', 'g')::int from device where bay_id is not null")) {
            while (row.next()) {
                devices.put(row.getInt(1), row.getInt(2));
            }
        }
        return devices;
    }

    /** Publishes changes of one device, each the other way round. */
    private static final class Marker implements AutoCloseable {

        private final Mqtt5BlockingClient client;
        private final String topic;
        private long seq;

        Marker(int device) {
            URI broker = URI.create(Bench.environment("PARKBRIDGE_MQTT_URL"));
            topic = Mix.topic(device, "/occupancy");
            client = Mqtt5Client.builder().identifier("bench-marker").serverHost(broker.getHost()).serverPort(broker.getPort()).simpleAuth()
                    .username(Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"))
                    .password(Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildBlocking();
            client.connect();
        }

        void publish() {
            String change = "{\"time\":" + System.currentTimeMillis() + ",\"occupied\":" + (seq % 2 == 0) + ",\"seq\":" + seq++ + "}";
            client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(change.getBytes(StandardCharsets.US_ASCII)).send();
        }

        @Override
        public void close() {
            client.disconnect();
        }
    }

    /** The browser that reads every frame whole. */
    private static final class First implements AutoCloseable {

        private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
        private final FrameReader reader;

        First(URI live, Map<Integer, Integer> devices, Mix mix, int markedDevice) throws Exception {
            reader = new FrameReader(devices, mix, markedDevice);
            Browser.connect(loop, live, subscription(false), true, reader).seen().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        /** Where the times from publish to frame go from now on; null for nowhere. */
        void time(Times times) {
            loop.submit(() -> reader.time(times)).syncUninterruptibly();
        }

        /** The number of the next frame that holds a change of the marked device. */
        CompletableFuture<Long> nextMark() {
            CompletableFuture<Long> mark = new CompletableFuture<>();
            loop.submit(() -> reader.nextMark(mark)).syncUninterruptibly();
            return mark;
        }

        @Override
        public void close() {
            loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
