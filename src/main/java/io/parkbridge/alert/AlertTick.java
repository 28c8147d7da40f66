package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Looks, every few seconds, for what no message decides: devices that say nothing, cars that stay. Over all instances one looks at a time;
 * the others pass.
 */
@ApplicationScoped
class AlertTick {

    private static final Logger LOG = Logger.getLogger(AlertTick.class);
    private static final Duration LESS_URGENT_EVERY = Duration.ofMinutes(1);
    private static final String OUR_TURN = """
            select v.version from alert_tick t cross join alert_rule_version v for update of t skip locked
            """;

    private final DataSource database;
    private final Alerts alerts;
    private final AlertQuery query;
    private final RuleBooks books;
    private final List<TickLook> looks;
    private final Clock clock;
    private final Timer duration;
    private Instant lessUrgentAt = Instant.MIN;

    AlertTick(DataSource database, Alerts alerts, AlertQuery query, RuleBooks books, @All List<TickLook> looks, Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.alerts = alerts;
        this.query = query;
        this.books = books;
        this.looks = looks;
        this.clock = clock;
        this.duration = Timer.builder("parkbridge.alerts.tick").description("one look at what has not been said").register(metrics);
    }

    @Scheduled(every = "${parkbridge.alerts.tick:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try {
            boolean all = !clock.instant().isBefore(lessUrgentAt.plus(LESS_URGENT_EVERY));
            duration.recordCallable(() -> look(all));
            lessUrgentAt = all ? clock.instant() : lessUrgentAt;
        } catch (SQLException e) {
            LOG.warnf("alerts by time are not looked for now: %s", e.getMessage());
        } catch (Exception e) {
            LOG.error("alerts by time cannot be looked for", e);
        }
    }

    /** @param all the less urgent looks as well */
    Void look(boolean all) throws SQLException {
        for (TickLook look : looks) {
            if (all || look.isUrgent()) {
                alerts.announce(inOneTransaction(look));
            }
        }
        return null;
    }

    private AlertChanges inOneTransaction(TickLook look) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                AlertChanges changes = AlertChanges.NONE;
                Long version = ourTurn(connection);
                if (version != null) {
                    List<Long> changed = look.look(connection, books.at(version, connection), clock.instant());
                    changes = query.changes(connection, changed, List.of());
                }
                connection.commit();
                return changes;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static Long ourTurn(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(OUR_TURN); ResultSet row = lock.executeQuery()) {
            return row.next() ? row.getLong(1) : null;
        }
    }
}
