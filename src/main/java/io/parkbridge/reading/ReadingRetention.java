package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.facility.SitesReady;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/**
 * Ends the life of raw readings, chunk by chunk: the one place that knows TimescaleDB's editions apart. The Community edition compresses
 * and drops by policies of its own, which are set here at start; for the Apache edition the scheduler drops. An advisory lock lets
 * only one of several instances do it.
 */
@ApplicationScoped
class ReadingRetention {

    private static final Logger LOG = Logger.getLogger(ReadingRetention.class);
    private static final List<String> TABLES = List.of("occupancy", "heartbeat");
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('parkbridge reading retention'))";

    /** Both run with the rights of the tables' owner, whom the application need not be. */
    private static final String KEEP = "select keep_readings(?, make_interval(secs => ?), make_interval(secs => ?))";
    private static final String DROP = "select bytes, chunks from drop_readings(?, make_interval(secs => ?))";

    private final DataSource database;
    private final ReadingConfig config;
    private final MeterRegistry metrics;

    ReadingRetention(DataSource database, ReadingConfig config, MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        this.metrics = metrics;
    }

    /** Sets the Community edition's policies; a changed setting takes effect here. */
    @Transactional(rollbackOn = SQLException.class)
    void start(@Observes SitesReady ready) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            if (!isCommunity(statement) || !isTrue(statement, LOCK)) {
                return;
            }
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                for (String table : TABLES) {
                    keep.setString(1, table);
                    keep.setDouble(2, config.kept().toSeconds());
                    keep.setDouble(3, config.compressedAfter().toSeconds());
                    keep.execute();
                }
            }
        }
    }

    /** Drops what is too old where no policy does. */
    @Scheduled(identity = "reading-retention", every = "${parkbridge.readings.drop-every:1h}", delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional(rollbackOn = SQLException.class)
    void run() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            if (isCommunity(statement) || !isTrue(statement, LOCK)) {
                return;
            }
            // who reads an old chunk is not to hold up, through us, all who come after
            statement.execute("set local lock_timeout = '5s'");
            for (String table : TABLES) {
                drop(connection, table);
            }
        }
    }

    private void drop(Connection connection, String table) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement(DROP)) {
            drop.setString(1, table);
            drop.setDouble(2, config.kept().toSeconds());
            try (ResultSet row = drop.executeQuery()) {
                row.next();
                long bytes = row.getLong(1);
                long chunks = row.getLong(2);
                metrics.counter("parkbridge.readings.dropped.bytes", "table", table).increment(bytes);
                metrics.counter("parkbridge.readings.dropped.chunks", "table", table).increment(chunks);
                if (chunks > 0) {
                    LOG.infof("dropped %d chunks of %s, older than %d days: %d MB", chunks, table, config.kept().toDays(), bytes >> 20);
                }
            }
        }
    }

    private static boolean isCommunity(Statement statement) throws SQLException {
        return isTrue(statement, "select current_setting('timescaledb.license') = 'timescale'");
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
