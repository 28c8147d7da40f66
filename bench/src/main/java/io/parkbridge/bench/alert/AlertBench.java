package io.parkbridge.bench.alert;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.bench.Application;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.ingest.Mix;
import io.parkbridge.bench.ingest.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From a heartbeat that draws too much to the frame that says so; then many devices that fall silent in one tick and come back. So that it is
 * one tick, the rule first has all patience, and is set to {@value #SILENCE_SECONDS} s when all have been silent for longer.
 */
@Command(name = "alerts", mixinStandardHelpOptions = true, description = "Alerts: the way to the browser, and many devices offline at once.")
public final class AlertBench implements Callable<Integer> {

    private static final long OUTSTANDING_MAX = 16_000;
    private static final int POLL_MILLIS = 50;
    private static final int WAIT_SECONDS_MAX = 120;
    private static final int SILENCE_SECONDS = 20;
    private static final int PATIENCE_SECONDS = 31_536_000;
    private static final String FINE = "\"battery\":87";
    private static final String TOO_MUCH = "\"voltage\":230,\"current\":10,\"power_factor\":0.9";
    private static final String OPEN = "select count(*) from alert where cleared_at is null and type = 'DEVICE_OFFLINE' and subject = 'DEVICE'";
    private static final String OUTAGES = "select count(*) from alert where cleared_at is null and type = 'DEVICE_OFFLINE' and subject = 'FACILITY'";
    private static final String TICKS = "parkbridge_alerts_tick_seconds_count";
    private static final String TICK_SECONDS = "parkbridge_alerts_tick_seconds_sum";

    @Mixin
    private Ground ground;

    @Option(names = "--silent", split = ",", defaultValue = "1000,10000", description = "devices offline at once, in hundreds (default: ${DEFAULT-VALUE})")
    private List<Integer> silent;

    @Option(names = "--alerts", defaultValue = "500", description = "decided by a message (default: ${DEFAULT-VALUE})")
    private int alerts;

    @Option(names = "--rate", defaultValue = "500", description = "messages a second beside them (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--every", defaultValue = "50", description = "milliseconds from one alert to the next (default: ${DEFAULT-VALUE})")
    private int everyMillis;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds of messages before (default: ${DEFAULT-VALUE})")
    private int warmUp;

    private Application application;
    private Connection database;
    private Sensors sensors;

    @Override
    public Integer call() throws Exception {
        List<Fleet> fleets = new ArrayList<>();
        silent.forEach(number -> fleets.add(Fleet.spread(number)));
        silent.forEach(number -> fleets.add(Fleet.whole(number)));
        for (Fleet fleet : fleets) {
            fleet.write(ground.sites());
        }
        try (Application started = ground.application(); Connection connection = Ground.database(); Sensors clients = new Sensors()) {
            application = started;
            database = connection;
            sensors = clients;
            setPatience(PATIENCE_SECONDS);
            byMessage();
            forget();
            say("%n| offline in one tick | evaluation ms | statements | frame after, ms | told after, ms | all back after, ms | statements |");
            say("|---|---|---|---|---|---|---|");
            for (Fleet fleet : fleets) {
                fallSilent(fleet);
            }
        }
        return 0;
    }

    private void byMessage() throws Exception {
        try (Publisher publisher = new Publisher(URI.create(Bench.environment("PARKBRIDGE_MQTT_URL")),
                Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"), Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"),
                new Mix(ground.devices), OUTSTANDING_MAX); Viewer viewer = new Viewer(application.live(), "load")) {
            Ground.say("warming up");
            publisher.start(rate);
            pause(publisher, warmUp * 1_000L);
            Books before = Books.read(database);
            Ground.say("raising " + alerts + " alerts");
            List<Long> sent = new ArrayList<>();
            for (int device = 1; device <= alerts; device++) {
                sent.add(System.nanoTime());
                sensors.send("parking/v1/load/" + code(device) + "/heartbeat", TOO_MUCH);
                pause(publisher, everyMillis);
            }
            until(() -> viewer.seen("HIGH_POWER") >= alerts, "alerts in the browser");
            Books.Line lookup = Books.read(database).since(before).openAlerts();
            publisher.stop();
            double[] millis = new double[alerts];
            Arrays.setAll(millis, i -> (viewer.seenAt("HIGH_POWER", code(i + 1)) - sent.get(i)) / 1e6);
            Arrays.sort(millis);
            say("| decided by a message, beside %,.0f msg/s | alerts | p50 ms | p99 ms | most ms |%n|---|---|---|---|---|", rate);
            say("| heartbeat published to frame in the browser | %d | %.1f | %.1f | %.1f |", alerts, millis[alerts / 2], millis[alerts * 99 / 100],
                    millis[alerts - 1]);
            say("%nLookup of a batch's open alerts: %,d batches, %.3f ms and %.1f pages each, %d alerts open at the end.", lookup.calls(),
                    lookup.millis() / lookup.calls(), (double) lookup.pages() / lookup.calls(), alerts);
        }
    }

    private static String code(int device) {
        return "LOAD-%07d".formatted(device);
    }

    private void fallSilent(Fleet fleet) throws Exception {
        Ground.say(fleet.name());
        publish(fleet.topics(true));
        TimeUnit.SECONDS.sleep(SILENCE_SECONDS + 1);
        StringBuilder line = new StringBuilder("| ").append(fleet.name());
        try (Viewer viewer = new Viewer(application.live(), fleet.firstFacility())) {
            Tick tick = tick(fleet, viewer);
            line.append(" | %.0f | %d | %.0f".formatted(tick.millis(), tick.statements(), tick.frameMillis()));
        }
        long released = System.nanoTime();
        until(() -> number("select count(*) from alert_event where not told") == 0 && number("select count(*) from delivery where state = 'PENDING'") == 0,
                "notifications");
        line.append(" | %.0f".formatted((System.nanoTime() - released) / 1e6));
        Books before = Books.read(database);
        long back = System.nanoTime();
        publish(fleet.topics(true));
        until(() -> number(OPEN) == 0, "devices back");
        line.append(" | %.0f | %d |".formatted((System.nanoTime() - back) / 1e6, Books.read(database).since(before).calls()));
        setPatience(PATIENCE_SECONDS);
        forget();
        say(line.toString());
    }

    /** @param frameMillis from the tick's beginning, which is known as well as metrics are polled */
    private record Tick(double millis, long statements, double frameMillis) {
    }

    /** The tick that finds them all. Notifications wait meanwhile, because what is counted is to be the tick's alone. */
    private Tick tick(Fleet fleet, Viewer viewer) throws Exception {
        double ticks = application.metric(TICKS);
        until(() -> application.metric(TICKS) > ticks, "a tick");
        publish(fleet.topics(false));
        try (Connection hold = Ground.database(); Statement lock = hold.createStatement()) {
            hold.setAutoCommit(false);
            lock.execute("lock table delivery in access exclusive mode");
            setPatience(SILENCE_SECONDS);
            Books before = Books.read(database);
            double seconds = application.metric(TICK_SECONDS);
            until(() -> number(OPEN) == fleet.silentDevices(), "devices offline");
            until(() -> application.metric(TICKS) > ticks + 1, "the tick");
            long end = System.nanoTime();
            double millis = (application.metric(TICK_SECONDS) - seconds) * 1e3;
            if (number(OUTAGES) != (fleet.speaking() == 0 ? 1 : 0)) {
                throw new IllegalStateException("it has not been the outage it should be");
            }
            long statements = Books.read(database).since(before).calls();
            until(() -> viewer.seen("DEVICE_OFFLINE") > 0, "a frame");
            long frame = viewer.anyAt("DEVICE_OFFLINE");
            return new Tick(millis, statements, millis + (frame - end) / 1e6);
        }
    }

    private void publish(List<String> topics) throws Exception {
        long consumed = application.consumed();
        sensors.publish(topics, FINE);
        until(() -> application.consumed() >= consumed + topics.size(), "messages taken");
    }

    /** Devices of which nothing has been heard are not offline. */
    private void forget() throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate("/* bench */ update device_state set received_at = null where received_at is not null");
        }
    }

    private void setPatience(int seconds) throws Exception {
        for (JsonNode rule : new ObjectMapper().readTree(application.get("/api/alert-rules?type=DEVICE_OFFLINE"))) {
            application.patch("/api/alert-rules/" + rule.path("id").asInt(), "{\"thresholds\":{\"silence_seconds\":" + seconds + "}}");
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery("/* bench */ " + query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void pause(Publisher publisher, long millis) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            publisher.consumed(application.consumed());
            TimeUnit.NANOSECONDS.sleep(Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(100)));
        } while (System.nanoTime() < end);
    }

    private static void until(Callable<Boolean> holds, String what) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + ": not within " + WAIT_SECONDS_MAX + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
