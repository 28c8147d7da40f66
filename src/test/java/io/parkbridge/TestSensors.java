package io.parkbridge;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Publishes as sensors do, through the real broker, with another client library than the application's. */
public final class TestSensors implements AutoCloseable {

    private static final long TIMEOUT_MILLIS = 30_000;

    private final MqttAsyncClient client;

    private TestSensors(MqttAsyncClient client) {
        this.client = client;
    }

    /** Connects as the environment says. */
    public static TestSensors connect() throws MqttException {
        return connect(environment("PARKBRIDGE_MQTT_URL"), environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"),
                environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"));
    }

    public static TestSensors connect(String url, String username, String password) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(url.replace("mqtt://", "tcp://"), "test-" + UUID.randomUUID(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(username);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
        return new TestSensors(client);
    }

    /** A setting that {@code ./parkbridge test} makes. */
    public static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: run the tests with ./parkbridge test, or with the settings that "
                    + "./parkbridge services env prints");
        }
        return value;
    }

    /** Returns when the broker has acknowledged. */
    public void publish(String topic, String payload) throws MqttException {
        send(topic, payload, false).waitForCompletion(TIMEOUT_MILLIS);
    }

    public void publishRetained(String topic, String payload) throws MqttException {
        send(topic, payload, true).waitForCompletion(TIMEOUT_MILLIS);
    }

    /** Returns at once; the token completes when the broker has acknowledged. */
    public IMqttToken send(String topic, String payload, boolean retained) throws MqttException {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(retained);
        return client.publish(topic, message);
    }

    /** What the broker says on these topics from now on, retained messages first: the last payload by topic, none where it was empty. */
    public Map<String, String> watch(String filter) throws MqttException {
        Map<String, String> said = new ConcurrentHashMap<>();
        client.setCallback(new Watcher(said));
        client.subscribe(filter, 1).waitForCompletion(TIMEOUT_MILLIS);
        return said;
    }

    private record Watcher(Map<String, String> said) implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (message.getPayload().length == 0) {
                said.remove(topic);
            } else {
                said.put(topic, new String(message.getPayload(), StandardCharsets.UTF_8));
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            // the test that needs the connection fails by itself
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            // the same
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // publish waits for its token
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // nothing to do
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // no such packets
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnect().waitForCompletion(TIMEOUT_MILLIS);
        client.close();
    }
}
