package io.parkbridge.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Drops deliveries that ended {@value #KEPT_DAYS} days ago; alerts and their steps are kept. Those of an active alert stay: its end is told to whoever was told. */
@ApplicationScoped
class DeliveryRetention {

    static final int KEPT_DAYS = 30;

    private static final Logger LOG = Logger.getLogger(DeliveryRetention.class);
    private static final int AT_ONCE = 10_000;
    private static final String DROP = """
            delete from delivery where id in (
                select d.id from delivery d join alert a on a.id = d.alert_id
                where d.ended_at < ? and a.cleared_at is not null
                order by d.ended_at limit ? for update of d skip locked)
            """;

    private final DataSource database;
    private final Clock clock;

    DeliveryRetention(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void drop() {
        try (Connection connection = database.getConnection(); PreparedStatement drop = connection.prepareStatement(DROP)) {
            drop.setObject(1, clock.instant().minus(Duration.ofDays(KEPT_DAYS)).atOffset(ZoneOffset.UTC));
            drop.setInt(2, AT_ONCE);
            drop.executeUpdate();
        } catch (SQLException e) {
            LOG.debugf("old deliveries are dropped later: %s", e.getMessage());
        }
    }
}
