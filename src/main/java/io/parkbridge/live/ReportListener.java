package io.parkbridge.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.facility.SitesReady;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears from the database which reports have changed, on whatever instance, and hands it to the live feed. It keeps one connection of the pool. What
 * is told while that is broken is lost, so after each beginning everybody looks for themselves.
 */
@ApplicationScoped
class ReportListener {

    private static final Logger LOG = Logger.getLogger(ReportListener.class);
    private static final String LISTEN = "listen parkbridge_report";
    private static final String UNLISTEN = "unlisten parkbridge_report";
    /** After so much silence it is asked whether the connection still stands. */
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Says nothing but that it is worth looking up: an instance that stops. */
    private static final String WAKE = "notify parkbridge_report";
    private static final Duration END_MAX = Duration.ofSeconds(2);

    /** Ends with the connection's time here: the next who gets it from the pool does not want to hear. */
    private interface Listening extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private final DataSource database;
    private final LiveFeed feed;
    private final ObjectMapper json;
    private volatile Thread thread;
    private volatile boolean isOpen = true;
    private volatile boolean isListening;

    ReportListener(DataSource database, LiveFeed feed, ObjectMapper json) {
        this.database = database;
        this.feed = feed;
        this.json = json;
    }

    void start(@Observes SitesReady ready) {
        thread = Thread.ofVirtual().name("live-reports").start(this::listenAlways);
    }

    /** Interrupted while it listens, it would break its connection, and the pool would complain. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        isOpen = false;
        if (thread == null) {
            return;
        }
        if (isListening) {
            wake();
            thread.join(END_MAX);
        }
        thread.interrupt();
    }

    private void wake() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(WAKE);
        } catch (SQLException e) {
            LOG.debugf("the database is gone before the one that listens to it: %s", e.getMessage());
        }
    }

    private void listenAlways() {
        while (isOpen) {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                LOG.debugf("changes of reports are not heard of now: %s", e.getMessage());
                pause();
            }
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                Listening listening = () -> statement.execute(UNLISTEN)) {
            PGConnection messages = connection.unwrap(PGConnection.class);
            statement.execute(LISTEN);
            isListening = true;
            feed.missedReports();
            while (isOpen) {
                PGNotification[] heard = messages.getNotifications((int) SILENCE.toMillis());
                for (PGNotification one : heard) {
                    hand(one.getParameter());
                }
                if (heard.length == 0) {
                    statement.execute(LISTEN);
                }
            }
        } finally {
            isListening = false;
        }
    }

    private void hand(String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            feed.publish(ReportChange.of(json.readTree(text)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("the database told of a report what is not understood here: %s", e.getMessage());
            feed.missedReports();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
