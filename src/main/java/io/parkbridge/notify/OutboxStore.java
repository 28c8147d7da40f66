package io.parkbridge.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.AlertQuery;
import io.parkbridge.alert.AlertStep;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of the outbox: from the steps of alerts to deliveries, from deliveries to what is due. Any number of instances share them. */
@ApplicationScoped
class OutboxStore {

    private static final int STEPS_MAX = 1_000;

    private static final String UNTOLD = """
            select e.id, e.alert_id,
                   not exists (select from delivery d where d.alert_id = e.alert_id),
                   exists (select from alert_event h where h.alert_id = e.alert_id and h.not_before > '-infinity')
            from alert_event e
            where not e.told and e.not_before <= ?
            order by e.id limit ?
            for update of e skip locked
            """;
    private static final String HOLD_BACK = """
            update alert_event e set not_before = timestamptz 'epoch' + u.until_us * interval '1 microsecond'
            from unnest(?::bigint[], ?::bigint[]) as u (id, until_us) where e.id = u.id
            """;
    private static final String TOLD = "update alert_event set told = true where id = any(?)";
    private static final String DELIVER = """
            insert into delivery (channel, event_id, alert_id, due_at, created_at)
            select channel, event_id, alert_id, ?, ? from unnest(?::text[], ?::bigint[], ?::bigint[]) as u (channel, event_id, alert_id)
            on conflict do nothing
            """;

    /** A lease: whoever dies with it in hand leaves it to another after its end. */
    private static final String TAKE = """
            update delivery d set attempts = attempts + 1, due_at = ?
            from alert_event e
            where d.id in (select id from delivery where channel = ? and state = 'PENDING' and due_at <= ?
                           order by due_at, id limit ? for update skip locked)
              and e.id = d.event_id
            returning d.id, d.attempts, d.alert_id, d.event_id, e.kind, e.at, d.created_at
            """;
    private static final String SENT = "update delivery set state = 'SENT', ended_at = ?, last_error = null where id = any(?)";
    private static final String FAILED = """
            update delivery d set due_at = timestamptz 'epoch' + u.due_us * interval '1 microsecond', last_error = u.error,
                state = case when u.given_up then 'GIVEN_UP' else 'PENDING' end, ended_at = case when u.given_up then cast(? as timestamptz) end
            from unnest(?::bigint[], ?::bigint[], ?::text[], ?::boolean[]) as u (id, due_us, error, given_up)
            where d.id = u.id
            """;

    /** What is to be sent, and how often it has been tried, this time included. */
    record Due(long id, int attempts, Instant createdAt, Notice notice) {
    }

    /** What becomes of a delivery that has failed. */
    record Failed(long id, Instant dueAt, String error, boolean givenUp) {
    }

    /**
     * A step that the channels do not have yet.
     *
     * @param unheard  nothing of its alert has gone to a channel
     * @param heldBack a mute has kept a step of its alert
     */
    private record Step(long id, long alertId, boolean unheard, boolean heldBack) {
    }

    private final DataSource database;
    private final AlertQuery alerts;

    OutboxStore(DataSource database, AlertQuery alerts) {
        this.database = database;
        this.alerts = alerts;
    }

    /**
     * Turns steps of alerts into deliveries, once each. What is muted is held back until the mute ends, and by then only told if it
     * still lasts: an alert that began and ended within a mute is never told. Returns how many steps were looked at.
     */
    int dispatch(List<Channel> channels, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Step> steps = untold(connection, now);
                if (!steps.isEmpty()) {
                    Map<Long, Alert> known = byId(connection, steps.stream().map(Step::alertId).toList());
                    holdBack(connection, steps.stream().filter(step -> isMuted(step, known)).toList(), known);
                    List<Step> free = steps.stream().filter(step -> !isMuted(step, known)).toList();
                    deliver(connection, free.stream().filter(step -> !isOverUnheard(step, known)).toList(), known, channels, now);
                    told(connection, free);
                }
                connection.commit();
                return steps.size();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean isMuted(Step step, Map<Long, Alert> known) {
        Alert alert = known.get(step.alertId());
        return alert.mutedUntil() != null && alert.isActive();
    }

    private static boolean isOverUnheard(Step step, Map<Long, Alert> known) {
        Alert alert = known.get(step.alertId());
        return !alert.isActive() && step.unheard() && (step.heldBack() || alert.mutedUntil() != null);
    }

    private Map<Long, Alert> byId(Connection connection, List<Long> ids) throws SQLException {
        return alerts.byId(connection, Set.copyOf(ids)).stream().collect(Collectors.toMap(Alert::id, Function.identity()));
    }

    private static List<Step> untold(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UNTOLD)) {
            query.setObject(1, now.atOffset(ZoneOffset.UTC));
            query.setInt(2, STEPS_MAX);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(row.getLong(1), row.getLong(2), row.getBoolean(3), row.getBoolean(4)));
                }
            }
            return steps;
        }
    }

    private static void holdBack(Connection connection, List<Step> muted, Map<Long, Alert> known) throws SQLException {
        if (muted.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(HOLD_BACK)) {
            update.setObject(1, muted.stream().mapToLong(Step::id).toArray());
            update.setObject(2, muted.stream().mapToLong(step -> Micros.of(known.get(step.alertId()).mutedUntil())).toArray());
            update.executeUpdate();
        }
    }

    private static void deliver(Connection connection, List<Step> steps, Map<Long, Alert> known, List<Channel> channels, Instant now)
            throws SQLException {
        List<String> names = new ArrayList<>();
        List<Step> wanted = new ArrayList<>();
        for (Step step : steps) {
            for (Channel channel : channels) {
                if (channel.wants(known.get(step.alertId()))) {
                    names.add(channel.name());
                    wanted.add(step);
                }
            }
        }
        if (!wanted.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(DELIVER)) {
                insert.setObject(1, now.atOffset(ZoneOffset.UTC));
                insert.setObject(2, now.atOffset(ZoneOffset.UTC));
                insert.setObject(3, names.toArray(String[]::new));
                insert.setObject(4, wanted.stream().mapToLong(Step::id).toArray());
                insert.setObject(5, wanted.stream().mapToLong(Step::alertId).toArray());
                insert.executeUpdate();
            }
        }
    }

    private static void told(Connection connection, List<Step> steps) throws SQLException {
        try (PreparedStatement told = connection.prepareStatement(TOLD)) {
            told.setObject(1, steps.stream().mapToLong(Step::id).toArray());
            told.executeUpdate();
        }
    }

    /** Takes what is due on a channel, in order, for as long as the lease lasts. */
    List<Due> take(Channel channel, Instant now, Duration lease) throws SQLException {
        record Taken(long id, int attempts, long alertId, long eventId, AlertStep kind, Instant at, Instant createdAt) {
        }
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setObject(1, now.plus(lease).atOffset(ZoneOffset.UTC));
            update.setString(2, channel.name());
            update.setObject(3, now.atOffset(ZoneOffset.UTC));
            update.setInt(4, channel.noticesMax());
            List<Taken> taken = new ArrayList<>();
            Set<Long> ids = new LinkedHashSet<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    taken.add(new Taken(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4), AlertStep.valueOf(row.getString(5)),
                            Micros.read(row, 6), Micros.read(row, 7)));
                    ids.add(row.getLong(3));
                }
            }
            Map<Long, Alert> known = byId(connection, List.copyOf(ids));
            return taken.stream().sorted(java.util.Comparator.comparingLong(Taken::eventId))
                    .map(one -> new Due(one.id(), one.attempts(), one.createdAt(),
                            new Notice(channel.name() + "-" + one.eventId(), one.kind(), one.at(), known.get(one.alertId())))).toList();
        }
    }

    void sent(List<Due> due, Instant now) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(SENT)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, due.stream().mapToLong(Due::id).toArray());
            update.executeUpdate();
        }
    }

    void failed(List<Failed> failures, Instant now) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(FAILED)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, failures.stream().mapToLong(Failed::id).toArray());
            update.setObject(3, failures.stream().mapToLong(failure -> Micros.of(failure.dueAt())).toArray());
            update.setObject(4, failures.stream().map(Failed::error).toArray(String[]::new));
            boolean[] givenUp = new boolean[failures.size()];
            for (int i = 0; i < givenUp.length; i++) {
                givenUp[i] = failures.get(i).givenUp();
            }
            update.setObject(5, givenUp);
            update.executeUpdate();
        }
    }
}
