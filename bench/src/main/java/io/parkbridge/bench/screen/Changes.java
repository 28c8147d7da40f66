package io.parkbridge.bench.screen;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.parkbridge.bench.Bench;

/** Cars that come and go: at an even pace a bay picked by chance turns from free to occupied or back. */
final class Changes implements AutoCloseable {

    private static final long SEED = 7;

    private final Mqtt5AsyncClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Random chance = new Random(SEED);
    private final BitSet occupied = new BitSet();
    private final int devices;

    Changes(int devices) {
        this.devices = devices;
        URI broker = URI.create(Bench.environment("PARKBRIDGE_MQTT_URL"));
        client = Mqtt5Client.builder().identifier("bench-screen").serverHost(broker.getHost()).serverPort(broker.getPort()).simpleAuth()
                .username(Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"))
                .password(Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
        client.connect().join();
    }

    /** Every bay says once what it is, so that none is unknown. */
    void begin() {
        CompletableFuture.allOf(IntStream.rangeClosed(1, devices).mapToObj(this::change).toArray(CompletableFuture[]::new)).join();
    }

    void start(double perSecond) {
        clock.scheduleAtFixedRate(() -> change(1 + chance.nextInt(devices)), 0, (long) (1e9 / perSecond), TimeUnit.NANOSECONDS);
    }

    private CompletableFuture<?> change(int device) {
        occupied.flip(device);
        String payload = "{\"time\":%d,\"occupied\":%s}".formatted(System.currentTimeMillis(), occupied.get(device));
        return client.publishWith().topic(String.format(Locale.ROOT, "parking/v1/load/LOAD-%07d/occupancy", device)).qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.US_ASCII)).send();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.disconnect().join();
    }
}
