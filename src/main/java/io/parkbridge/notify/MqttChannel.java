package io.parkbridge.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.alert.Alert;
import io.parkbridge.alert.AlertQuery;
import io.parkbridge.mqtt.RetainedTopics;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps one retained message per active alert, {@code parkbridge/v1/{facility}/alerts/{id}}. It says how the alert stands now, so one
 * sent twice, or steps sent together, do no harm; an empty one takes it away. Another instance may have told the end of an alert while
 * this one was telling its beginning: what is found to be over after it was sent is taken away again, or it would stay for ever.
 */
@ApplicationScoped
class MqttChannel implements Channel {

    private static final int NOTICES_MAX = 500;
    private static final byte[] NOTHING = {};

    private final MqttAlertsConfig config;
    private final RetainedTopics topics;
    private final ObjectMapper json;
    private final DataSource database;
    private final AlertQuery alerts;

    MqttChannel(MqttAlertsConfig config, RetainedTopics topics, ObjectMapper json, DataSource database, AlertQuery alerts) {
        this.config = config;
        this.topics = topics;
        this.json = json;
        this.database = database;
        this.alerts = alerts;
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
    public void send(List<Notice> notices) throws JsonProcessingException, SQLException, ExecutionException, InterruptedException {
        publish(notices.stream().map(Notice::alert).toList());
        Set<Long> shown = notices.stream().map(Notice::alert).filter(Alert::isActive).map(Alert::id).collect(Collectors.toSet());
        if (!shown.isEmpty()) {
            publish(now(shown).stream().filter(alert -> !alert.isActive()).toList());
        }
    }

    private List<Alert> now(Set<Long> ids) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return alerts.byId(connection, ids);
        }
    }

    private void publish(List<Alert> told) throws JsonProcessingException, ExecutionException, InterruptedException {
        CompletableFuture<?>[] sent = new CompletableFuture<?>[told.size()];
        for (int i = 0; i < sent.length; i++) {
            Alert alert = told.get(i);
            sent[i] = topics.publish("parkbridge/v1/" + alert.facilityCode() + "/alerts/" + alert.id(),
                    alert.isActive() ? json.writeValueAsBytes(alert) : NOTHING);
        }
        CompletableFuture.allOf(sent).get();
    }
}
