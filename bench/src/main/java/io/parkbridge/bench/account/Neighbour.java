package io.parkbridge.bench.account;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Times;

/**
 * Somebody else at the broker, who publishes at a steady rate and waits for each acknowledgement: from the moment a message was due, so that
 * one that could not be sent in time counts with its delay. Nobody listens to what it says.
 */
final class Neighbour implements AutoCloseable {

    private static final String TOPIC = "v3/bench/neighbour";
    private static final int CONNECT_MILLIS_MAX = 60_000;
    private static final int CLIENT_SECONDS = 5;

    private final Mqtt5AsyncClient client = client("bench-neighbour");
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Times times = new Times();
    private int failed;

    /** @param rate messages a second */
    Neighbour(double rate) {
        client.connectWith().cleanStart(true).send().orTimeout(CLIENT_SECONDS, TimeUnit.SECONDS).join();
        long periodNanos = (long) (1e9 / rate);
        long began = System.nanoTime();
        long[] number = {0};
        clock.scheduleAtFixedRate(() -> publish(began + periodNanos * number[0]++), 0, periodNanos, TimeUnit.NANOSECONDS);
    }

    private static Mqtt5AsyncClient client(String id) {
        URI broker = URI.create(Bench.environment("PARKBRIDGE_MQTT_URL"));
        return Mqtt5Client.builder().identifier(id).serverHost(broker.getHost()).serverPort(broker.getPort())
                .simpleAuth().username(Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"))
                .password(Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
    }

    private void publish(long due) {
        client.publishWith().topic(TOPIC).qos(MqttQos.AT_LEAST_ONCE).payload(new byte[16]).send().whenComplete((result, failure) -> {
            synchronized (this) {
                if (failure == null) {
                    times.add(System.nanoTime() - due);
                } else {
                    failed++;
                }
            }
        });
    }

    /** What there was since the last call. */
    synchronized Times taken() {
        Times taken = times;
        times = new Times();
        return taken;
    }

    synchronized int failed() {
        return failed;
    }

    /** Seconds until the broker lets somebody in, at most a minute. */
    static double secondsUntilAdmitted(long sinceNanos) throws InterruptedException {
        while ((System.nanoTime() - sinceNanos) / 1_000_000 < CONNECT_MILLIS_MAX) {
            Mqtt5AsyncClient client = client("bench-visitor");
            try {
                client.connectWith().cleanStart(true).send().orTimeout(CLIENT_SECONDS, TimeUnit.SECONDS).join();
                double seconds = (System.nanoTime() - sinceNanos) / 1e9;
                client.disconnect();
                return seconds;
            } catch (CompletionException e) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        throw new IllegalStateException("the broker does not come back");
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.disconnect();
    }
}
