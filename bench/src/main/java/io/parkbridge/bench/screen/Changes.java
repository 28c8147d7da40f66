package io.parkbridge.bench.screen;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.parkbridge.bench.Bench;

/** Cars that come and go: at an even pace one bay after another turns from free to occupied or back, in an order that chance has made, each as often as the others. */
final class Changes implements AutoCloseable {

    private static final long SEED = 7;
    private static final double OCCUPIED_AT_FIRST = 0.6;

    private final Mqtt5AsyncClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong taken = new AtomicLong();
    private final BitSet occupied = new BitSet();
    private final List<Integer> order;
    private int turn;

    Changes(int devices) {
        Random chance = new Random(SEED);
        order = IntStream.rangeClosed(1, devices).boxed().collect(Collectors.toList());
        Collections.shuffle(order, chance);
        order.forEach(device -> occupied.set(device, chance.nextDouble() < OCCUPIED_AT_FIRST));
        URI broker = URI.create(Bench.environment("PARKBRIDGE_MQTT_URL"));
        client = Mqtt5Client.builder().identifier("bench-screen").serverHost(broker.getHost()).serverPort(broker.getPort()).simpleAuth()
                .username(Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"))
                .password(Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
        client.connect().join();
    }

    /** Every bay says once what it is, so that none is unknown. */
    void begin() {
        CompletableFuture.allOf(order.stream().map(this::publish).toArray(CompletableFuture[]::new)).join();
    }

    /** Voltages that no network has, one alert each. */
    void alarm(int devices) {
        CompletableFuture.allOf(order.stream().limit(devices).map(device -> publish(device, "heartbeat", "{\"voltage\":400}"))
                .toArray(CompletableFuture[]::new)).join();
    }

    void start(double perSecond) {
        clock.scheduleAtFixedRate(this::next, 0, (long) (1e9 / perSecond), TimeUnit.NANOSECONDS);
    }

    /** How many changes the broker has taken since the start. */
    long taken() {
        return taken.get();
    }

    private void next() {
        int device = order.get(turn++ % order.size());
        occupied.flip(device);
        publish(device).thenRun(taken::incrementAndGet);
    }

    private CompletableFuture<?> publish(int device) {
        return publish(device, "occupancy", "{\"time\":%d,\"occupied\":%s}".formatted(System.currentTimeMillis(), occupied.get(device)));
    }

    private CompletableFuture<?> publish(int device, String kind, String payload) {
        return client.publishWith().topic(String.format(Locale.ROOT, "parking/v1/load/LOAD-%07d/%s", device, kind)).qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.US_ASCII)).send();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.disconnect().join();
    }
}
