package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.occupancy.StaysEnded;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

/**
 * Raises and clears what messages decide, inside their batch's transaction: the devices and bays are locked, so no other instance decides
 * about them meanwhile. A batch that changes nothing costs one statement.
 */
@ApplicationScoped
public class Alerts {

    private final AlertStore store;
    private final AlertQuery query;
    private final RuleBooks books;
    private final AlertConfig config;
    private final List<AlertRule> rules;
    private final Clock clock;
    private final Event<AlertChanges> changed;

    Alerts(AlertStore store, AlertQuery query, RuleBooks books, AlertConfig config, @All List<AlertRule> rules, Clock clock,
            Event<AlertChanges> changed) {
        this.store = store;
        this.query = query;
        this.books = books;
        this.config = config;
        this.rules = rules;
        this.clock = clock;
        this.changed = changed;
    }

    /** To be called after device states, bays and zones are written, in the same transaction. */
    public BatchAlerts evaluate(Connection connection, BatchNews news) throws SQLException {
        if (news.devices().isEmpty()) {
            return BatchAlerts.NONE;
        }
        Instant now = clock.instant();
        AlertStore.Open open = store.open(connection, ints(news.devices().stream().mapToInt(Integer::intValue).sorted()),
                ints(news.occupancy().bays().stream().mapToInt(bay -> bay.bayId())),
                ints(news.occupancy().zones().stream().mapToInt(zone -> zone.zoneId())));
        RuleBook book = books.at(open.version(), connection);
        BatchEvaluation batch = new BatchEvaluation(book, open.alerts(), now, config.lateAfter());
        for (AlertRule rule : rules) {
            batch.apply(rule, news);
        }
        batch.endSilence(news.spoke());
        batch.followBays(news.occupancy().bays());
        store.writeOverstays(connection, BatchEvaluation.overstays(book, news.occupancy().departures()));
        return new BatchAlerts(write(connection, batch, now), batch.triggered());
    }

    /** A stay that ends with the watch of its bay may have been too long like any other. */
    void onStaysEnded(@Observes StaysEnded ended) {
        try {
            int[] none = {};
            RuleBook book = books.at(store.open(ended.connection(), none, none, none).version(), ended.connection());
            store.writeOverstays(ended.connection(), BatchEvaluation.overstays(book, ended.departures()));
        } catch (SQLException e) {
            throw new IllegalStateException("overstays cannot be written", e);
        }
    }

    private AlertChanges write(Connection connection, BatchEvaluation batch, Instant now) throws SQLException {
        List<Long> raised = store.raise(connection, batch.raised(), now);
        List<Long> over = batch.over();
        over.addAll(store.find(connection, batch.raisedAndOver()));
        List<Long> cleared = store.clear(connection, over, now);
        return query.changes(connection, raised, cleared);
    }

    /** Tells whoever listens (browsers, notifications) what a transaction has changed, once it has committed. */
    public void announce(AlertChanges changes) {
        if (!changes.isEmpty()) {
            changed.fire(changes);
        }
    }

    private static int[] ints(java.util.stream.IntStream ids) {
        return ids.toArray();
    }
}
