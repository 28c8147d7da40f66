package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.alert.Alerts;
import io.parkbridge.ingest.deadletter.DeadLetterFilter;
import io.parkbridge.ingest.deadletter.DeadLetterState;
import io.parkbridge.ingest.deadletter.ReplayStore;
import io.parkbridge.ingest.deadletter.SettledLetter;
import io.parkbridge.ingest.deadletter.WaitingLetter;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.ingest.decode.TopicDecoder;
import io.parkbridge.live.LiveFeed;
import io.parkbridge.live.SignFeed;
import io.parkbridge.scope.Reach;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends dead letters the way of any message, as they once arrived: same decoder, same transaction, original time of receipt. A letter
 * is marked in the transaction that stores its readings, and stays locked until then: it is taken once, whoever else replays and
 * whenever the application dies. Replayed letters are not received again, so the ledger does not know them; they have books of their own.
 */
@ApplicationScoped
class Replay {

    private static final int BATCH_SIZE_MAX = 1_000;

    /** replayed = stored + duplicate + stillDead. */
    record Counts(long replayed, long stored, long duplicate, long stillDead) {

        static final Counts NONE = new Counts(0, 0, 0, 0);

        static Counts of(List<SettledLetter> letters) {
            long[] byState = new long[DeadLetterState.values().length];
            letters.forEach(letter -> byState[letter.state().ordinal()]++);
            return new Counts(letters.size(), byState[DeadLetterState.STORED.ordinal()], byState[DeadLetterState.DUPLICATE.ordinal()],
                    byState[DeadLetterState.DEAD.ordinal()]);
        }

        Counts plus(Counts more) {
            return new Counts(replayed + more.replayed, stored + more.stored, duplicate + more.duplicate, stillDead + more.stillDead);
        }
    }

    private interface NextIds {
        List<Long> after(long id) throws SQLException;
    }

    private final DataSource database;
    private final ReplayStore letters;
    private final TopicDecoder decoder;
    private final BatchTransaction transaction;
    private final WriterTurn turn;
    private final LiveFeed live;
    private final SignFeed signs;
    private final Alerts alerts;
    private final Ledger ledger;
    private final Clock clock;
    private final MeterRegistry metrics;

    Replay(DataSource database, ReplayStore letters, TopicDecoder decoder, BatchTransaction transaction, WriterTurn turn, LiveFeed live,
            SignFeed signs, Alerts alerts, Ledger ledger, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.letters = letters;
        this.decoder = decoder;
        this.transaction = transaction;
        this.turn = turn;
        this.live = live;
        this.signs = signs;
        this.alerts = alerts;
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** All that match and are there now. */
    Counts all(DeadLetterFilter filter) throws SQLException {
        long newest = letters.newestId();
        return inBatches(after -> letters.matching(filter, after, newest, BATCH_SIZE_MAX));
    }

    /**
     * What has become readable, by whatever way its device was registered. Also heals an adoption that was cut short, and takes what
     * was on its way while a device was adopted.
     */
    @Scheduled(identity = "replay-readable", every = "${parkbridge.dead-letters.replay-every:60s}", delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readable() throws SQLException {
        inBatches(after -> letters.readable(after, BATCH_SIZE_MAX));
    }

    private Counts inBatches(NextIds next) throws SQLException {
        Counts counts = Counts.NONE;
        for (List<Long> ids = next.after(0); !ids.isEmpty(); ids = next.after(ids.getLast())) {
            counts = counts.plus(these(ids));
        }
        return counts;
    }

    /**
     * These, without those that are not dead any more or that somebody else is just replaying. A letter that the database refuses is
     * found by halving, as in {@link BatchStore}.
     *
     * @throws SQLException when the database is away; what was committed before stays
     */
    Counts these(List<Long> ids) throws SQLException {
        try {
            return inOneTransaction(ids, letter -> decoder.decode(letter.topic(), letter.payload(), letter.receivedAt()));
        } catch (SQLException | RuntimeException e) {
            if (BatchStore.isPassing(e)) {
                throw e;
            }
            if (ids.size() == 1) {
                return inOneTransaction(ids, letter -> BatchStore.refusal(e, null));
            }
            int half = ids.size() / 2;
            return these(ids.subList(0, half)).plus(these(ids.subList(half, ids.size())));
        }
    }

    private Counts inOneTransaction(List<Long> ids, Function<WaitingLetter, Decoded> decode) throws SQLException {
        turn.lock();
        // whoever asked was shown these letters; what they mean is the application's own work, as with any reading
        try (Connection connection = Reach.ALL.call(database::getConnection)) {
            connection.setAutoCommit(false);
            try {
                List<WaitingLetter> locked = letters.lock(connection, ids);
                Stored stored = transaction.replay(connection, deliveries(locked, decode));
                List<SettledLetter> settled = settled(locked, stored.outcomes());
                letters.settle(connection, settled, clock.instant());
                commit(connection);
                live.publish(stored.occupancy(), ledger.counts());
                signs.publish(stored.occupancy());
                alerts.announce(stored.alerts());
                return counted(Counts.of(settled));
            } catch (SQLException | RuntimeException e) {
                BatchStore.rollBack(connection, e);
                throw e;
            }
        } finally {
            turn.unlock();
        }
    }

    /** A commit that fails may have taken place nevertheless: then browsers have missed its changes. */
    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            live.refresh();
            signs.refresh();
            throw e;
        }
    }

    private static List<Delivery> deliveries(List<WaitingLetter> letters, Function<WaitingLetter, Decoded> decode) {
        return letters.stream().map(letter -> new Delivery(letter.topic(), letter.payload(), letter.receivedAt(), decode.apply(letter),
                outcome -> { })).toList();
    }

    private static List<SettledLetter> settled(List<WaitingLetter> letters, List<Outcome> outcomes) {
        List<SettledLetter> settled = new ArrayList<>(letters.size());
        for (int i = 0; i < letters.size(); i++) {
            long id = letters.get(i).id();
            settled.add(switch (outcomes.get(i)) {
                case Outcome.Stored ignored -> new SettledLetter(id, DeadLetterState.STORED, null, null);
                case Outcome.Duplicate ignored -> new SettledLetter(id, DeadLetterState.DUPLICATE, null, null);
                case Outcome.DeadLettered again -> new SettledLetter(id, DeadLetterState.DEAD, again.reason(), again.detail());
            });
        }
        return settled;
    }

    private Counts counted(Counts counts) {
        metrics.counter("parkbridge.replay.letters", "outcome", "stored").increment(counts.stored);
        metrics.counter("parkbridge.replay.letters", "outcome", "duplicate").increment(counts.duplicate);
        metrics.counter("parkbridge.replay.letters", "outcome", "still_dead").increment(counts.stillDead);
        return counts;
    }
}
