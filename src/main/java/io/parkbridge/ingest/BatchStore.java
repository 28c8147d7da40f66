package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

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

    private final DataSource database;
    private final BatchTransaction transaction;
    private final TypedGuard<Stored> untilStored;
    private final Counter retries;
    private final Timer commits;

    BatchStore(DataSource database, BatchTransaction transaction, MeterRegistry metrics) {
        this.database = database;
        this.transaction = transaction;
        this.retries = Counter.builder("parkbridge.ingest.retries").description("batches tried again").register(metrics);
        this.commits = Timer.builder("parkbridge.ingest.batch").description("from begin to commit").register(metrics);
        this.untilStored = TypedGuard.create(Stored.class)
                .withRetry().maxRetries(-1).maxDuration(0, ChronoUnit.MILLIS)
                .delay(RETRY_FIRST_MILLIS, ChronoUnit.MILLIS).jitter(RETRY_FIRST_MILLIS / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff().maxDelay(RETRY_LONGEST_MILLIS, ChronoUnit.MILLIS).done()
                .retryOn(SQLException.class)
                .beforeRetry(this::retrying).done()
                .build();
    }

    /**
     * Returns only after the commit, however long the database is away.
     *
     * @throws InterruptedException when the application stops meanwhile; what is not acknowledged comes again
     */
    Stored store(List<Delivery> batch) throws InterruptedException {
        try {
            return untilStored.call(() -> storeOrHalve(batch));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a batch was given up, which must never happen", e);
        }
    }

    private void retrying(Throwable failure) {
        retries.increment();
        LOG.warnf("the database does not take readings (%s); trying again, nothing is lost", failure.getMessage());
    }

    private Stored storeOrHalve(List<Delivery> batch) throws SQLException {
        try {
            return inOneTransaction(batch);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException failure && !isRefusal(failure)) {
                throw e;
            }
            if (batch.size() == 1) {
                LOG.warnf(e, "a message of topic %s cannot be stored", batch.getFirst().topic());
                return inOneTransaction(List.of(refused(batch.getFirst(), e)));
            }
            int half = batch.size() / 2;
            Stored first = storeOrHalve(batch.subList(0, half));
            return first.plus(storeOrHalve(batch.subList(half, batch.size())));
        }
    }

    private Stored inOneTransaction(List<Delivery> batch) throws SQLException {
        Timer.Sample sample = Timer.start();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Stored stored = transaction.run(connection, batch);
                connection.commit();
                return stored;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } finally {
            sample.stop(commits);
        }
    }

    /** Class 22 is a data exception, 23 an integrity violation: the same row would fail again. */
    private static boolean isRefusal(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static Delivery refused(Delivery delivery, Exception e) {
        String device = delivery.decoded() instanceof Decoded.Taken taken ? taken.device() : null;
        Decoded refusal = e instanceof SQLException failure
                ? new Decoded.Refused(DeadLetterReason.REFUSED_BY_DATABASE, "SQLSTATE " + failure.getSQLState(), device)
                : new Decoded.Refused(DeadLetterReason.PROCESSING_FAILED, e.getClass().getSimpleName(), device);
        return new Delivery(delivery.topic(), delivery.payload(), delivery.receivedAt(), refusal, delivery.acknowledge());
    }
}
