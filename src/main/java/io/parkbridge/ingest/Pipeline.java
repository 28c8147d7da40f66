package io.parkbridge.ingest;

import java.util.List;

import org.jboss.logging.Logger;

import io.parkbridge.alert.Alerts;
import io.parkbridge.live.LiveFeed;
import io.parkbridge.live.SignFeed;

/**
 * The way of a reading, on one thread: <pre>broker -> decode -> batch -> store -> ack -> publish</pre> Messages are decoded where they
 * arrive ({@link MqttIntake}, {@link HttpIntake}); here they are batched, stored in one transaction, acknowledged, published. There is no
 * timer: a batch is what waits, up to a limit, so a message alone travels at once and batches grow by themselves under load.
 */
final class Pipeline implements Runnable {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);

    private final Inbox inbox;
    private final int batchSizeMax;
    private final WriterTurn turn;
    private final BatchStore store;
    private final Ledger ledger;
    private final LiveFeed live;
    private final SignFeed signs;
    private final Alerts alerts;

    Pipeline(Inbox inbox, int batchSizeMax, WriterTurn turn, BatchStore store, Ledger ledger, LiveFeed live, SignFeed signs,
            Alerts alerts) {
        this.inbox = inbox;
        this.batchSizeMax = batchSizeMax;
        this.turn = turn;
        this.store = store;
        this.ledger = ledger;
        this.live = live;
        this.signs = signs;
        this.alerts = alerts;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Delivery> batch = inbox.take(batchSizeMax);
                turn.lockInterruptibly();
                try {
                    Stored stored = store.store(batch);
                    acknowledge(batch, stored.outcomes());
                    ledger.committed(stored.outcomes());
                    live.publish(stored.occupancy(), ledger.counts());
                    signs.publish(stored.occupancy());
                    alerts.announce(stored.alerts());
                    if (!stored.complete()) {
                        live.refresh();
                        signs.refresh();
                    }
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the way in is closed; what is not acknowledged stays with the broker");
        }
    }

    private static void acknowledge(List<Delivery> batch, List<Outcome> outcomes) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).acknowledge().accept(outcomes.get(i));
        }
    }
}
