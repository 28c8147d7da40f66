package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.parkbridge.mqtt.MqttConfig;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Who takes the broker's messages: one instance alone, or the instances of one share group. A second that would take them all as well, or
 * another group, waits until the first has not been there for 15 seconds: a message that carries no time of its own would be stored by each.
 * By the database's clock, which is the same for all.
 */
@ApplicationScoped
class Taker {

    private static final String TAKE = """
            update pipeline set taker = ?, taker_alive_at = now()
            where taker is null or taker = ? or taker_alive_at < now() - interval '15 seconds'
            """;
    private static final String LEAVE = "update pipeline set taker = null where taker = ?";
    private static final String WHO = "select coalesce(taker, '') from pipeline";

    private final DataSource database;
    private final String ours;
    private final boolean isAlone;

    Taker(DataSource database, MqttConfig mqtt) {
        this.database = database;
        this.isAlone = mqtt.shareGroup().isEmpty();
        this.ours = mqtt.shareGroup().map(group -> "group:" + group).orElseGet(() -> "client:" + mqtt.clientId());
    }

    /** Whether it is our turn, which has to be said every few seconds. */
    boolean takes() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, ours);
            take.setString(2, ours);
            return take.executeUpdate() == 1;
        }
    }

    /** Who does, in words for the log. */
    String who() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(WHO);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1).replaceFirst(":", " ");
        }
    }

    /** At the end of an instance that was alone; of a group, others may be there. */
    void leave() throws SQLException {
        if (isAlone) {
            try (Connection connection = database.getConnection(); PreparedStatement leave = connection.prepareStatement(LEAVE)) {
                leave.setString(1, ours);
                leave.executeUpdate();
            }
        }
    }
}
