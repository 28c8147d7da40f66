package io.parkbridge.notify;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.alert.AlertChanges;
import io.parkbridge.facility.SitesReady;
import io.parkbridge.notify.OutboxStore.Due;
import io.parkbridge.notify.OutboxStore.Failed;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Tells the channels what happens to alerts, at least once: the steps of alerts are rows of the transaction that made them, and a delivery
 * is ended only after its channel has taken it. A crash between the two sends it again, under the same key. One thread dispatches and one
 * sends per channel, so a channel that hangs holds up neither the others nor the way in.
 */
@ApplicationScoped
class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    /** Without being woken, so that what another instance left behind goes out as well. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int ERROR_LENGTH_MAX = 500;

    private final OutboxStore store;
    private final List<Channel> channels;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Semaphore news = new Semaphore(0);
    private final List<Semaphore> due;
    private volatile boolean running = true;

    Outbox(OutboxStore store, @All List<Channel> channels, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.channels = channels.stream().filter(Channel::isOpen).flatMap(channel -> channel.receivers().stream()).toList();
        this.clock = clock;
        this.metrics = metrics;
        this.due = this.channels.stream().map(channel -> new Semaphore(0)).toList();
    }

    void start(@Observes SitesReady ready) {
        Thread.ofVirtual().name("outbox").start(() -> repeat(news, this::dispatch));
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            Thread.ofVirtual().name("outbox-" + channel.name()).start(() -> repeat(due.get(channels.indexOf(channel)), () -> send(channel)));
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        running = false;
        news.release();
        due.forEach(Semaphore::release);
    }

    void onChanges(@Observes AlertChanges changes) {
        news.release();
    }

    private interface Work {
        /** Whether there may be more to do at once. */
        boolean run() throws SQLException;
    }

    private void repeat(Semaphore wake, Work work) {
        while (running) {
            try {
                wake.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                wake.drainPermits();
                while (running && work.run()) {
                    // until nothing is left
                }
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                LOG.debugf("notifications wait for the database: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("notifications could not be sent this time", e);
            }
        }
    }

    private boolean dispatch() throws SQLException {
        boolean some = store.dispatch(channels, clock.instant()) > 0;
        if (some) {
            due.forEach(Semaphore::release);
        }
        return some;
    }

    private boolean send(Channel channel) throws SQLException {
        List<Due> taken = store.take(channel, clock.instant(), LEASE);
        if (taken.isEmpty()) {
            return false;
        }
        try {
            channel.send(taken.stream().map(Due::notice).toList());
            store.sent(taken, clock.instant());
            metrics.counter("parkbridge.notify.sent", "channel", kind(channel)).increment(taken.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            failed(channel, taken, e);
        }
        return true;
    }

    private static String kind(Channel channel) {
        return channel.name().split(":", 2)[0];
    }

    private void failed(Channel channel, List<Due> taken, Exception failure) throws SQLException {
        Instant now = clock.instant();
        String error = String.valueOf(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        String cut = error.length() > ERROR_LENGTH_MAX ? error.substring(0, ERROR_LENGTH_MAX) : error;
        // one jitter for all, so that what failed together stays together: a digest does not fall apart into single mails
        double jitter = ThreadLocalRandom.current().nextDouble();
        List<Failed> failures = taken.stream().map(one -> {
            Instant again = now.plus(Backoff.after(one.attempts(), jitter));
            return new Failed(one.id(), again, cut, again.isAfter(one.createdAt().plus(Backoff.GIVEN_UP_AFTER)));
        }).toList();
        store.failed(failures, now);
        metrics.counter("parkbridge.notify.failed", "channel", kind(channel)).increment(taken.size());
        metrics.counter("parkbridge.notify.given.up", "channel", kind(channel)).increment(failures.stream().filter(Failed::givenUp).count());
        LOG.debugf("channel %s: %s; tried again later", channel.name(), cut);
    }
}
