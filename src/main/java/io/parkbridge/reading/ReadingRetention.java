package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    /** Changes a policy that is there; adding one that is there changes nothing. */
    private static final String SET_POLICY = """
            select alter_job(job_id, config => config || jsonb_build_object(?::text, make_interval(secs => ?)::text))
            from timescaledb_information.jobs where hypertable_name = ? and proc_name = ?
            """;

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
            for (String table : TABLES) {
                compress(connection, statement, table);
                setPolicy(connection, "drop_after", config.kept(), table, "policy_retention");
                statement.execute("select add_retention_policy('%s', %s, if_not_exists => true)".formatted(table, interval(config.kept())));
            }
        }
    }

    private void compress(Connection connection, Statement statement, String table) throws SQLException {
        if (!isTrue(statement, "select compression_enabled from timescaledb_information.hypertables where hypertable_name = '" + table + "'")) {
            statement.execute("alter table " + table + " set (timescaledb.enable_columnstore, timescaledb.segmentby = 'device_id', "
                    + "timescaledb.orderby = 'time desc, seq desc')");
        }
        setPolicy(connection, "compress_after", config.compressedAfter(), table, "policy_compression");
        statement.execute("call add_columnstore_policy('%s', after => %s, if_not_exists => true)"
                .formatted(table, interval(config.compressedAfter())));
    }

    private static void setPolicy(Connection connection, String name, Duration value, String table, String procedure) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SET_POLICY)) {
            update.setString(1, name);
            update.setDouble(2, value.toSeconds());
            update.setString(3, table);
            update.setString(4, procedure);
            update.execute();
        }
    }

    private static String interval(Duration duration) {
        return "make_interval(secs => " + duration.toSeconds() + ")";
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
                drop(statement, table);
            }
        }
    }

    private void drop(Statement statement, String table) throws SQLException {
        String olderThan = "'%s', older_than => %s".formatted(table, interval(config.kept()));
        try (ResultSet row = statement.executeQuery("""
                with old as materialized (select coalesce(sum(pg_total_relation_size(chunk)), 0) as bytes from show_chunks(%s) chunk)
                select bytes, (select count(*) from drop_chunks(%s)) from old""".formatted(olderThan, olderThan))) {
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

    private static boolean isCommunity(Statement statement) throws SQLException {
        return isTrue(statement, "select current_setting('timescaledb.license') = 'timescale'");
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
