package io.parkbridge.firmware.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.parkbridge.firmware.play.Load;
import io.parkbridge.firmware.sensor.Payloads;
import io.parkbridge.firmware.site.Site;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;

class LinksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Map<String, String> retained = new ConcurrentHashMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Site site = Load.site(20);

    @Test
    void gatewayAnnouncesItselfAndTakesLeave() throws Exception {
        Broker broker = broker(System.getenv());
        String status = "parking/v1/load/LOAD-GW-01/status";
        listen(broker);
        try (Links links = new Links(broker, site, List.of("LOAD-GW-01"), System.out)) {
            links.open();
            await().atMost(PATIENCE).until(() -> "{\"state\":\"online\"}".equals(retained.get(status)));
        }
        await().atMost(PATIENCE).until(() -> "{\"state\":\"offline\"}".equals(retained.get(status)));
    }

    @Test
    void everyReadingIsAcknowledgedOnce() throws Exception {
        Broker broker = broker(System.getenv());
        listen(broker);
        Counts counts;
        try (Links links = new Links(broker, site, site.gateways(), System.out)) {
            links.open();
            sendAll(links, 5_000);
            counts = links.counts();
        }
        assertThat(counts.published()).isEqualTo(5_000);
        assertThat(counts.acknowledged()).isEqualTo(5_000);
        assertThat(counts.resent()).isZero();
        await().atMost(PATIENCE).until(() -> heard.size() == 5_000);
    }

    @Test
    void sensorsMayHaveAConnectionEach() throws Exception {
        Broker broker = broker(System.getenv());
        List<String> devices = site.bays().stream().map(Site.Bay::device).toList();
        listen(broker);
        try (Links links = new Links(broker, site, devices, System.out)) {
            links.open();
            await().atMost(PATIENCE).until(() -> devices.stream()
                    .allMatch(device -> "{\"state\":\"online\"}".equals(retained.get("parking/v1/load/" + device + "/status"))));
        }
    }

    @Test
    void wrongPasswordIsSaidAndNotTriedAgain() throws Exception {
        Broker broker = Broker.at(System.getenv("PARKBRIDGE_MQTT_URL"), "sensors", "wrong", null);
        try (Links links = new Links(broker, site, site.gateways(), System.out)) {
            assertThatThrownBy(links::open).isInstanceOf(BrokerRefused.class).hasMessageContaining("'sensors'");
        }
    }

    @Test
    void whatAKilledBrokerForgotIsSentAgain() throws Exception {
        try (TestBroker own = new TestBroker("sim")) {
            Broker broker = broker(own.start());
            try (Links links = new Links(broker, site, site.gateways(), System.out)) {
                links.open();
                sendAll(links, 2_000);
                await().atMost(PATIENCE).until(() -> links.counts().acknowledged() == 2_000);
                own.kill();
                Thread sender = Thread.ofVirtual().start(() -> sendQuietly(links, 2_000, 4_000));
                own.start();
                listen(broker);
                sender.join();
                await().atMost(PATIENCE).until(() -> links.counts().acknowledged() == 4_000);
                await().atMost(PATIENCE).until(() -> heard.size() >= 2_000);
                assertThat(links.counts().published()).isEqualTo(4_000);
                assertThat(links.counts().resent()).isGreaterThanOrEqualTo(2_000);
            }
        }
    }

    private static void sendQuietly(Links links, int from, int to) {
        try {
            send(links, from, to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendAll(Links links, int n) throws InterruptedException {
        send(links, 0, n);
    }

    private static void send(Links links, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            links.sendOccupancy(i % 20, Payloads.occupancy(1_790_000_000_000L + i, i % 2 == 0, i));
        }
    }

    private static Broker broker(Map<String, String> settings) {
        return Broker.at(settings.get("PARKBRIDGE_MQTT_URL"), settings.get("PARKBRIDGE_SENSOR_MQTT_USERNAME"),
                settings.get("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), null);
    }

    private void listen(Broker broker) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(broker.pahoUrl(), "listener-" + System.nanoTime(), new MemoryPersistence());
        client.connect(broker.options("parking/v1/load/listener/status", new MqttMessage())).waitForCompletion();
        IMqttMessageListener listener = (topic, message) -> {
            String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
            if (topic.endsWith("/status")) {
                retained.put(topic, payload);
            } else {
                heard.add(topic + payload);
            }
        };
        client.subscribe(new MqttSubscription[] {new MqttSubscription("parking/v1/load/#", 1)}, null, null,
                new IMqttMessageListener[] {listener}, new org.eclipse.paho.mqttv5.common.packet.MqttProperties()).waitForCompletion();
    }
}
