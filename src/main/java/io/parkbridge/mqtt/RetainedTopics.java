package io.parkbridge.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Publishes what the broker keeps for whoever subscribes later. It speaks over the connection that the way in has opened and lends, so
 * an instance is one client to the broker. Thread-safe.
 */
@ApplicationScoped
public class RetainedTopics {

    private static final long TIMEOUT_SECONDS = 10;

    private volatile Mqtt5AsyncClient connection;

    /** To be called once by whoever opens the connection. */
    public void lend(Mqtt5AsyncClient client) {
        connection = client;
    }

    /**
     * The future ends when the broker has taken it, or fails while there is no connection.
     *
     * @param payload empty takes the message away
     */
    public CompletableFuture<?> publish(String topic, byte[] payload) {
        Mqtt5AsyncClient client = connection;
        if (client == null || client.getState() != MqttClientState.CONNECTED) {
            return CompletableFuture.failedFuture(new IllegalStateException("there is no connection to the broker"));
        }
        try {
            return send(client, topic, payload);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e); // no topic of MQTT; its neighbours are
        }
    }

    private static CompletableFuture<?> send(Mqtt5AsyncClient client, String topic, byte[] payload) {
        return client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).retain(true).payload(payload).send()
                .thenAccept(result -> result.getError().ifPresent(error -> {
                    throw new IllegalStateException("the broker does not take it", error);
                }))
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
