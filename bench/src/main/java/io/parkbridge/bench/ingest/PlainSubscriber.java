package io.parkbridge.bench.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.parkbridge.bench.Bench;

/**
 * The broker's ceiling: a process of its own that acknowledges each message and does nothing else, with the client library that the
 * application uses. Prints the number so far, a line each tenth of a second.
 */
final class PlainSubscriber {

    private static final int PERIOD_MILLIS = 100;
    private static final int RECEIVE_MAXIMUM = 65_535;

    private PlainSubscriber() {
    }

    public static void main(String[] args) throws InterruptedException {
        URI broker = URI.create(Bench.environment("PARKBRIDGE_MQTT_URL"));
        AtomicLong received = new AtomicLong();
        Mqtt5AsyncClient client = Mqtt5Client.builder().identifier("bench-subscriber").serverHost(broker.getHost())
                .serverPort(broker.getPort()).simpleAuth().username(Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"))
                .password(Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD").getBytes(StandardCharsets.UTF_8)).applySimpleAuth().buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, message -> received.incrementAndGet());
        client.connectWith().cleanStart(true).restrictions().receiveMaximum(RECEIVE_MAXIMUM).applyRestrictions().send().join();
        client.subscribeWith().topicFilter("parking/v1/" + Mix.FACILITY + "/#").qos(MqttQos.AT_LEAST_ONCE).send().join();
        while (!System.out.checkError()) {
            System.out.println(received.get());
            Thread.sleep(PERIOD_MILLIS);
        }
        System.exit(0);
    }
}
