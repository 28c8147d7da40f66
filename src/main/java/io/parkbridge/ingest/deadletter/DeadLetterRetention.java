package io.parkbridge.ingest.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Deletes dead letters that are too old, and the oldest where all of them take too much space: in chunks, each on its own, passing
 * over what somebody is replaying. Several instances may do it at once, none waits for the other.
 */
@ApplicationScoped
class DeadLetterRetention {

    private static final Logger LOG = Logger.getLogger(DeadLetterRetention.class);
    private static final int CHUNK = 10_000;
    /** Only rubbish with ever new device codes comes to so many; the longest silent are forgotten first. */
    private static final int SENDERS_MAX = 1_000_000;
    /** What a row takes beside its topic and payload, its entries in the indexes included: measured over a million. */
    private static final int ROW_BYTES = 360;

    private static final String DELETE_OLD = """
            delete from dead_letter where id in (
                select id from dead_letter where received_at < ? order by received_at limit ? for update skip locked)
            """;

    private static final String SPACE = "select coalesce(sum(size + " + ROW_BYTES + "), 0) from dead_letter";

    private static final String DELETE_OLDEST = """
            with oldest as (
                select id, received_at, size + ? as bytes from dead_letter order by received_at limit ? for update skip locked
            ), deleted as (
                delete from dead_letter d
                using (select id, sum(bytes) over (order by received_at, id) - bytes as before from oldest) o
                where d.id = o.id and o.before < ?
                returning d.size + ? as bytes
            )
            select count(*), coalesce(sum(bytes), 0) from deleted
            """;

    private static final String FORGET_SENDERS = """
            delete from dead_letter_source where (reason, device_code) in (
                select reason, device_code from dead_letter_source
                where last_at < greatest(?, (select last_at from dead_letter_source order by last_at desc offset ? limit 1))
                order by last_at limit ? for update skip locked)
            """;

    private final DataSource database;
    private final DeadLetterConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    DeadLetterRetention(DataSource database, DeadLetterConfig config, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(identity = "dead-letter-retention", every = "1m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() throws SQLException {
        OffsetDateTime oldest = clock.instant().minus(config.kept()).atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection()) {
            deleteOld(connection, oldest);
            deleteExcess(connection, config.spaceMax().asLongValue());
            forgetSenders(connection, oldest);
        }
    }

    private void deleteOld(Connection connection, OffsetDateTime oldest) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_OLD)) {
            delete.setObject(1, oldest);
            delete.setInt(2, CHUNK);
            for (int deleted = delete.executeUpdate(); deleted > 0; deleted = delete.executeUpdate()) {
                deleted("age", deleted);
            }
        }
    }

    /** The sum is read from an index alone. */
    void deleteExcess(Connection connection, long spaceMax) throws SQLException {
        long excess;
        try (PreparedStatement query = connection.prepareStatement(SPACE); ResultSet row = query.executeQuery()) {
            row.next();
            excess = row.getLong(1) - spaceMax;
        }
        if (excess > 0) {
            LOG.warnf("dead letters take %d MB too much: the oldest are deleted before their time", excess >> 20);
        }
        for (long freed = 1; excess > 0 && freed > 0; excess -= freed) {
            freed = deleteOldest(connection, excess);
        }
    }

    private long deleteOldest(Connection connection, long excess) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_OLDEST)) {
            delete.setInt(1, ROW_BYTES);
            delete.setInt(2, CHUNK);
            delete.setLong(3, excess);
            delete.setInt(4, ROW_BYTES);
            try (ResultSet row = delete.executeQuery()) {
                row.next();
                deleted("space", row.getLong(1));
                return row.getLong(2);
            }
        }
    }

    private void forgetSenders(Connection connection, OffsetDateTime oldest) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_SENDERS)) {
            delete.setObject(1, oldest);
            delete.setInt(2, SENDERS_MAX);
            delete.setInt(3, CHUNK);
            while (delete.executeUpdate() > 0) {
                LOG.debug("forgot senders of dead letters");
            }
        }
    }

    private void deleted(String cause, long letters) {
        metrics.counter("parkbridge.dead.letters.deleted", "cause", cause).increment(letters);
    }
}
