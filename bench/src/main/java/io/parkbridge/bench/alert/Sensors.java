package io.parkbridge.bench.alert;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.parkbridge.bench.Bench;

/** Publishes single heartbeats at chosen instants. */
final class Sensors implements AutoCloseable {

    private final Mqtt5AsyncClient client;

    Sensors() {
        URI broker = URI.create(Bench.environment("PARKBRIDGE_MQTT_URL"));
        client = Mqtt5Client.builder().identifier("bench-sensors").serverHost(broker.getHost()).serverPort(broker.getPort()).simpleAuth()
                .username(Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"))
                .password(Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
        client.connect().join();
    }

    /** Publishes one message to each topic and returns when the broker has them all. */
    void publish(List<String> topics, String members) {
        String payload = "{\"time\":" + System.currentTimeMillis() + "," + members + "}";
        CompletableFuture.allOf(topics.stream().map(topic -> client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.US_ASCII)).send()).toArray(CompletableFuture[]::new)).join();
    }

    /** Publishes one message and does not wait. */
    void send(String topic, String members) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE)
                .payload(("{\"time\":" + System.currentTimeMillis() + "," + members + "}").getBytes(StandardCharsets.US_ASCII)).send();
    }

    @Override
    public void close() {
        client.disconnect().join();
    }
}
