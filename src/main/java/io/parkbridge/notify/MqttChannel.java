package io.parkbridge.notify;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.alert.Alert;
import io.parkbridge.mqtt.RetainedTopics;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps one retained message per active alert, {@code parkbridge/v1/{facility}/alerts/{id}}. It says how the alert stands now, so one
 * sent twice, or steps sent together, do no harm; an empty one takes it away.
 */
@ApplicationScoped
class MqttChannel implements Channel {

    private static final int NOTICES_MAX = 500;
    private static final byte[] NOTHING = {};

    private final MqttAlertsConfig config;
    private final RetainedTopics topics;
    private final ObjectMapper json;

    MqttChannel(MqttAlertsConfig config, RetainedTopics topics, ObjectMapper json) {
        this.config = config;
        this.topics = topics;
        this.json = json;
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public boolean isOpen() {
        return config.enabled();
    }

    @Override
    public boolean wants(Alert alert) {
        return config.passes(alert);
    }

    @Override
    public int noticesMax() {
        return NOTICES_MAX;
    }

    @Override
    public void send(List<Notice> notices) throws JsonProcessingException, ExecutionException, InterruptedException {
        CompletableFuture<?>[] sent = new CompletableFuture<?>[notices.size()];
        for (int i = 0; i < sent.length; i++) {
            Alert alert = notices.get(i).alert();
            sent[i] = topics.publish("parkbridge/v1/" + alert.facilityCode() + "/alerts/" + alert.id(),
                    alert.isActive() ? json.writeValueAsBytes(alert) : NOTHING);
        }
        CompletableFuture.allOf(sent).get();
    }
}
