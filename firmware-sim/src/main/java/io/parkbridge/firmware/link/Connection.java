package io.parkbridge.firmware.link;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection of one gateway, from its connect to its end; a new connection is a new object with a new client, so nothing of a broken
 * one can leak into the next. It reports each acknowledgement and its loss once.
 */
final class Connection implements MqttCallback {

    private static final int QOS = 1;
    private static final long CLOSE_MILLIS = 2_000;

    /** Hears from the client's threads. */
    interface Owner {
        void acknowledged(Connection connection, Message message);

        void lost(Connection connection);
    }

    private final MqttAsyncClient client;
    private final Owner owner;
    private int receiveMaximum;

    Connection(Broker broker, String clientId, Owner owner) throws MqttException {
        this.client = new MqttAsyncClient(broker.pahoUrl(), clientId, new MemoryPersistence());
        this.client.setCallback(this);
        this.owner = owner;
    }

    void open(Broker broker, String willTopic, byte[] will) throws MqttException {
        IMqttToken token = client.connect(broker.options(willTopic, retained(will)));
        token.waitForCompletion();
        Integer announced = token.getResponseProperties() == null ? null : token.getResponseProperties().getReceiveMaximum();
        receiveMaximum = announced == null ? 65_535 : announced;
    }

    /** How many messages the broker takes without having acknowledged them. */
    int receiveMaximum() {
        return receiveMaximum;
    }

    void send(Message message) throws MqttException {
        client.publish(message.topic, message.payload, QOS, false, null, new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                owner.acknowledged(Connection.this, message);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                owner.lost(Connection.this);
            }
        });
    }

    /** Publishes and waits for the acknowledgement. */
    void sendRetained(String topic, byte[] payload) throws MqttException {
        client.publish(topic, retained(payload)).waitForCompletion(CLOSE_MILLIS);
    }

    private static MqttMessage retained(byte[] payload) {
        return new MqttMessage(payload, QOS, true, new MqttProperties());
    }

    /** Leaves as one should: the broker keeps the Last Will to itself. */
    void leave() throws MqttException {
        client.disconnect().waitForCompletion(CLOSE_MILLIS);
    }

    /** Lets go of threads and socket, whatever state they are in. */
    void discard() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // it was not connected any more
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException("the MQTT client cannot be closed", e);
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        owner.lost(this);
    }

    @Override
    public void mqttErrorOccurred(MqttException failure) {
        owner.lost(this);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        throw new IllegalStateException("nothing is subscribed to, yet a message came on " + topic);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // each message's own listener hears of it
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // open() waits for it
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no enhanced authentication
    }
}
