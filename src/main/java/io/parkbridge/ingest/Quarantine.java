package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.ingest.decode.Sender;
import io.parkbridge.ingest.decode.SenderTopic;
import io.parkbridge.time.Micros;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Keeps a sender that exceeds its budget away from all others: nothing of it is decoded, stored or kept; its messages are acknowledged and
 * counted. It decides from memory. The rows that show it, carry it to the other instances and let an operator end it are written beside the
 * way in, never on it ({@link QuarantineStore}). Thread-safe.
 */
@ApplicationScoped
class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);
    private static final long MINUTE_MICROS = 60_000_000;
    /** Beyond this many, what is over budget is refused message by message. */
    private static final int SENDERS_MAX = 10_000;
    private static final int NAME_LENGTH_MAX = 200;

    private final DataSource database;
    private final QuarantineStore store;
    private final Clock clock;
    private final Audit audit;
    private final SenderTopic senders;
    /** Null where there is no limit; guarded by itself. */
    private final Budgets budgets;
    private final int messageBytes;
    private final long microsPerMessage;
    private final long calmMicros;
    private final Map<Long, HeldSender> held = new ConcurrentHashMap<>();

    Quarantine(DataSource database, QuarantineStore store, QuarantineConfig config, IngestConfig ingest, Clock clock, Audit audit,
            MeterRegistry metrics) {
        this.database = database;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        int rate = config.messagesPerMinute();
        senders = new SenderTopic(ingest.topicRoot());
        budgets = rate == 0 ? null : new Budgets(rate, (long) rate * config.burstMinutes());
        microsPerMessage = rate == 0 ? 0 : MINUTE_MICROS / rate;
        messageBytes = config.messageBytes();
        calmMicros = config.calm().toNanos() / 1_000;
        Gauge.builder("parkbridge.quarantine.senders", held, Map::size).description("of which nothing is taken at present").register(metrics);
    }

    /** Whether a message may come in. For every message of the broker: makes no object unless its sender has just gone too far. */
    boolean admits(String topic, int bytes, Instant receivedAt) {
        long key = budgets == null ? SenderTopic.NOBODY : senders.key(topic);
        if (key == SenderTopic.NOBODY) {
            return true;
        }
        long now = Micros.of(receivedAt);
        int messages = 1 + bytes / messageBytes;
        if (isHeld(key, messages, now)) {
            return false;
        }
        return isWithinBudget(key, messages, now) || refuse(key, senders.sender(topic), messages, now);
    }

    /** Whether a device that has logged in may send so many messages. */
    boolean admitsDevice(String code, int messages, Instant receivedAt) {
        Sender sender = new Sender("", code);
        long key = senders.keyOf(sender);
        long now = Micros.of(receivedAt);
        return budgets == null || !isHeld(key, messages, now) && (isWithinBudget(key, messages, now) || refuse(key, sender, messages, now));
    }

    private boolean isHeld(long key, int messages, long now) {
        if (held.isEmpty()) {
            return false;
        }
        HeldSender sender = held.get(key);
        return sender != null && sender.refuses(messages, now);
    }

    private boolean isWithinBudget(long key, int messages, long now) {
        synchronized (budgets) {
            return budgets.take(key, messages, now);
        }
    }

    private boolean refuse(long key, Sender who, int messages, long now) {
        if (held.size() < SENDERS_MAX && isKeepable(who.via()) && isKeepable(who.name())) {
            LOG.warnf("%s (%s) sends more than its budget; nothing of it is taken for now", who.name(), who.via());
            hold(key, who, now, now + calmMicros).refuses(messages, now);
        }
        return false;
    }

    private static boolean isKeepable(String text) {
        return text.length() <= NAME_LENGTH_MAX && text.indexOf(0) < 0;
    }

    /** Where one whose time is over is still in the map, the new time takes its place. */
    private HeldSender hold(long key, Sender who, long since, long until) {
        HeldSender sender = new HeldSender(who, since, until, microsPerMessage, calmMicros);
        HeldSender before = held.put(key, sender);
        if (before != null) {
            sender.heard(until);
        }
        return sender;
    }

    /** Writes what is new, ends what is over, and learns what the other instances and the operators say. */
    @Scheduled(every = "${parkbridge.quarantine.tick:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            exchange(connection, Micros.of(clock.instant()));
        } catch (SQLException e) {
            LOG.debugf("quarantine goes on, but is not written now: %s", e.getMessage());
        }
    }

    private void exchange(Connection connection, long now) throws SQLException {
        for (HeldSender sender : List.copyOf(held.values())) {
            write(connection, sender);
        }
        List<QuarantineStore.Held> over = store.removeOver(connection, now);
        senders.know(store.facilities(connection));
        audit.record(connection, over.stream().map(sender -> entry(Action.RELEASED, sender)).toList());
        connection.commit();
        Map<Sender, QuarantineStore.Row> rows = store.all(connection, SENDERS_MAX);
        held.forEach((key, sender) -> {
            QuarantineStore.Row row = rows.remove(sender.who);
            if (row != null) {
                sender.heard(row.until());
            } else if (sender.isWritten()) {
                letGo(key, sender, now);
            }
        });
        rows.values().forEach(row -> hold(senders.keyOf(row.sender()), row.sender(), row.since(), row.until()).heard(row.until()));
    }

    /** In a transaction of its own: instances write in different orders. */
    private void write(Connection connection, HeldSender sender) throws SQLException {
        HeldSender.News news = sender.news();
        if (news.isNew()) {
            QuarantineStore.Held entered = store.enter(connection, news);
            if (entered != null) {
                audit.record(connection, entry(Action.QUARANTINED, entered));
            }
        } else if (news.messages() > 0) {
            store.goOn(connection, news);
        } else {
            return;
        }
        connection.commit();
        sender.written(news);
    }

    private record Refused(long messages) {
    }

    private static Entry entry(Action action, QuarantineStore.Held sender) {
        return Entry.of(action, Subject.DEVICE, sender.deviceId(), sender.name(), sender.facilityId(), new Refused(sender.messages()));
    }

    private void letGo(long key, HeldSender sender, long now) {
        boolean byOperator = !sender.isOver(now);
        held.remove(key, sender);
        if (byOperator) {
            synchronized (budgets) {
                budgets.forget(key);
            }
        }
        LOG.infof("%s (%s) is taken again", sender.who.name(), sender.who.via());
    }
}
