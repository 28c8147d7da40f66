package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.Decoded;
import io.smallrye.faulttolerance.api.TypedGuard;
import org.jboss.logging.Logger;

/**
 * Stores a batch, come what may. Two kinds of failure, two paths: a message that cannot be stored is found by halving its batch and
 * becomes a dead letter; a database that is away is waited for, with the batch in hand and nothing acknowledged.
 */
@ApplicationScoped
class BatchStore {

    private static final Logger LOG = Logger.getLogger(BatchStore.class);
    private static final long RETRY_FIRST_MILLIS = 100;
    private static final long RETRY_LONGEST_MILLIS = 5_000;

    /**
     * Classes of SQLSTATE that speak of the row, which would fail again: cardinality, data, integrity, check option, limits of a row, a
     * trigger's own refusal. All others speak of the database, also an unknown table or a missing grant: no reading is given up for
     * what an operator mends.
     */
    private static final Set<String> REFUSALS = Set.of("21", "22", "23", "44", "54", "P0");
    private static final String CONNECTION_BROKEN = "08";

    private final AgroalDataSource database;
    private final BatchTransaction transaction;
    private final TypedGuard<Stored> untilStored;
    private final Counter retries;
    private final Timer commits;
    private volatile boolean waiting;
    private boolean outcomeUnknown;
    private Stored committed;

    BatchStore(AgroalDataSource database, BatchTransaction transaction, MeterRegistry metrics) {
        this.database = database;
        this.transaction = transaction;
        this.retries = Counter.builder("parkbridge.ingest.retries").description("batches tried again").register(metrics);
        this.commits = Timer.builder("parkbridge.ingest.batch").description("from begin to commit").register(metrics);
        this.untilStored = TypedGuard.create(Stored.class)
                .withRetry().maxRetries(-1).maxDuration(0, ChronoUnit.MILLIS)
                .delay(RETRY_FIRST_MILLIS, ChronoUnit.MILLIS).jitter(RETRY_FIRST_MILLIS / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff().maxDelay(RETRY_LONGEST_MILLIS, ChronoUnit.MILLIS).done()
                .whenException(BatchStore::isPassing)
                .beforeRetry(this::retrying).done()
                .build();
    }

    /**
     * Returns only after the commit, however long the database is away.
     *
     * @throws InterruptedException when the application stops meanwhile; what is not acknowledged comes again
     */
    Stored store(List<Delivery> batch) throws InterruptedException {
        committed = null;
        try {
            Stored stored = untilStored.call(() -> inOneTransaction(batch));
            if (waiting) {
                waiting = false;
                LOG.info("the database takes readings again");
            }
            return outcomeUnknown ? stored.incomplete() : stored;
        } catch (InterruptedException e) {
            if (committed == null) {
                throw e;
            }
            // asked to end in the midst of a batch that is stored by now: it is acknowledged before the end
            Thread.currentThread().interrupt();
            return committed;
        } catch (Exception e) {
            return halved(batch, e);
        } finally {
            outcomeUnknown = false;
        }
    }

    /** Whether a batch has failed and is being tried again. */
    boolean isWaiting() {
        return waiting;
    }

    /** Each half is stored on its own; a message that stands alone is the one that cannot be stored. */
    private Stored halved(List<Delivery> batch, Exception failure) throws InterruptedException {
        if (batch.size() == 1) {
            if (batch.getFirst().decoded() instanceof Decoded.Refused) {
                throw new IllegalStateException("a dead letter of topic " + batch.getFirst().topic() + " cannot be stored", failure);
            }
            // what the database refuses is explained by its words; a failure of our own by where it happened
            LOG.warnf(failure instanceof SQLException ? null : failure, "a message of topic %s cannot be stored: %s",
                    batch.getFirst().topic(), failure.getMessage());
            return store(List.of(refused(batch.getFirst(), failure)));
        }
        int half = batch.size() / 2;
        Stored first = store(batch.subList(0, half));
        return first.plus(store(batch.subList(half, batch.size())));
    }

    private void retrying(Throwable failure) {
        waiting = true;
        retries.increment();
        LOG.warnf("the database does not take readings (%s); trying again, nothing is lost", failure.getMessage());
        if (failure instanceof SQLException e && CONNECTION_BROKEN.equals(stateClass(e))) {
            // the others go the same way, and behind a network that hangs each would take its own time to show it
            database.flush(FlushMode.IDLE);
        }
    }

    private Stored inOneTransaction(List<Delivery> batch) throws SQLException {
        Timer.Sample sample = Timer.start();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Stored stored = transaction.run(connection, batch);
                commit(connection);
                committed = stored;
                return stored;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } finally {
            sample.stop(commits);
        }
    }

    /** A commit that fails may have taken place nevertheless: then the same batch comes to nothing new the next time. */
    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            outcomeUnknown = true;
            throw e;
        }
    }

    static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e); // the connection is gone, and with it the transaction
        }
    }

    static boolean isPassing(Throwable failure) {
        return failure instanceof SQLException e && !REFUSALS.contains(stateClass(e));
    }

    private static String stateClass(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState().substring(0, 2);
    }

    private static Delivery refused(Delivery delivery, Exception e) {
        String device = switch (delivery.decoded()) {
            case Decoded.Taken taken -> taken.device();
            case Decoded.Uplink uplink -> uplink.address().name();
            case Decoded.Refused known -> known.device();
        };
        return new Delivery(delivery.topic(), delivery.payload(), delivery.receivedAt(), refusal(e, device), delivery.acknowledge());
    }

    /** The dead letter's reason for a message that stands alone and cannot be stored. */
    static Decoded.Refused refusal(Exception e, String device) {
        return e instanceof SQLException failure
                ? new Decoded.Refused(DeadLetterReason.REFUSED_BY_DATABASE, "SQLSTATE " + failure.getSQLState(), device)
                : new Decoded.Refused(DeadLetterReason.PROCESSING_FAILED, e.getClass().getSimpleName(), device);
    }
}
