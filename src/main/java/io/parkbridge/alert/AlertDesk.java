package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What operators do with alerts: look through them, acknowledge, note. */
@ApplicationScoped
class AlertDesk {

    private static final String LIST = AlertQuery.COLUMNS + """
            cross join (select ?::text[] as patterns, ?::text[] as kinds, ?::text[] as says) sought
            where (a.severity = ? or ?::text is null)
              and (a.type = ? or ?::text is null)
              and ((a.acknowledged_at is not null) = ? or ?::boolean is null)
              and ((a.cleared_at is null) = ? or ?::boolean is null)
              and (a.facility_id = ? or ?::int is null)
              and (a.zone_id = ? or ?::int is null)
              and (d.code = ? or ?::text is null)
              and (a.parent_id = ? or ?::bigint is null)
              and ((a.parent_id is not null) = ? or ?::boolean is null)
              and (sought.patterns is null or lower(concat_ws(' ', a.message, z.name, b.number, d.code, (
                  select string_agg(says, ' ') from unnest(sought.kinds, sought.says) as told (kind, says)
                  where kind = a.type or kind in (select a.type || '.' || fact from jsonb_object_keys(a.facts) as fact)
              ))) like all (sought.patterns))
              and (a.raised_at >= ? or ?::timestamptz is null)
              and (a.raised_at < ? or ?::timestamptz is null)
            order by a.raised_at desc, a.id desc limit ? offset ?
            """;

    private static final String ACKNOWLEDGE = """
            with acknowledged as (
                update alert set acknowledged_at = ?, acknowledged_by = ?, note = coalesce(?, note)
                where id in (select id from alert where id = any(?) and acknowledged_at is null order by id for update)
                returning id, acknowledged_at
            )
            insert into alert_event (alert_id, at, kind, who, detail) select id, acknowledged_at, 'ACKNOWLEDGED', ?, ? from acknowledged
            returning alert_id
            """;

    private static final String NOTE = """
            with noted as (update alert set note = ? where id = ? returning id)
            insert into alert_event (alert_id, at, kind, who, detail, told) select id, ?, 'NOTED', ?, ?, true from noted returning alert_id
            """;

    private static final String TIMELINE = "select at, kind, who, detail from alert_event where alert_id = ? order by id limit 1000";

    /** A step of an alert's life. */
    record Step(Instant at, AlertStep kind, String who, String detail) {
    }

    private final DataSource database;
    private final AlertQuery query;
    private final Alerts alerts;
    private final Clock clock;
    private final Audit audit;

    AlertDesk(DataSource database, AlertQuery query, Alerts alerts, Clock clock, Audit audit) {
        this.database = database;
        this.query = query;
        this.alerts = alerts;
        this.clock = clock;
        this.audit = audit;
    }

    List<Alert> list(AlertFilter filter, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(LIST)) {
            Object[] values = {filter.severity() == null ? null : filter.severity().name(), filter.type(), filter.acknowledged(), filter.active(),
                filter.facilityId(), filter.zoneId(), filter.device(), filter.parentId(), filter.linked(), utc(filter.from()), utc(filter.to())};
            int[] types = {Types.VARCHAR, Types.VARCHAR, Types.BOOLEAN, Types.BOOLEAN, Types.INTEGER, Types.INTEGER, Types.VARCHAR,
                Types.BIGINT, Types.BOOLEAN, Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP_WITH_TIMEZONE};
            int parameter = 0;
            for (String[] sought : Arrays.asList(filter.search().patterns(), filter.search().kinds(), filter.search().says())) {
                select.setObject(++parameter, sought, Types.ARRAY);
            }
            for (int i = 0; i < values.length; i++) {
                select.setObject(++parameter, values[i], types[i]);
                select.setObject(++parameter, values[i], types[i]);
            }
            select.setInt(++parameter, page.limit());
            select.setInt(++parameter, page.offset());
            return AlertQuery.read(select);
        }
    }

    private static Object utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Null where there is none. */
    Alert find(long id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<Alert> found = query.byId(connection, List.of(id));
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    /** Acknowledges those not yet acknowledged; returns their ids. */
    List<Long> acknowledge(Collection<Long> ids, String who, String note) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Long> done = acknowledge(connection, ids, who, note, now);
                AlertChanges changes = query.changes(connection, done, List.of());
                audit.record(connection, changes.alerts().stream().map(alert -> entry(Action.ACKNOWLEDGED, alert, note)).toList());
                connection.commit();
                alerts.announce(changes);
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static List<Long> acknowledge(Connection connection, Collection<Long> ids, String who, String note, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ACKNOWLEDGE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, who);
            update.setString(3, note);
            update.setObject(4, ids.stream().mapToLong(Long::longValue).toArray());
            update.setString(5, who);
            update.setString(6, note);
            List<Long> done = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    done.add(row.getLong(1));
                }
            }
            return done;
        }
    }

    private static Entry entry(Action action, Alert alert, String note) {
        String place = Stream.of(alert.facilityCode(), alert.zoneName(), alert.bayNumber(), alert.deviceCode()).filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Entry.of(action, Subject.ALERT, Long.toString(alert.id()), alert.alertType() + " " + place, alert.facilityId(),
                note == null ? null : Map.of("note", note));
    }

    /** Notes something on an alert. */
    @Transactional(rollbackOn = SQLException.class)
    void note(Alert alert, String who, String note) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(NOTE)) {
            update.setString(1, note);
            update.setLong(2, alert.id());
            update.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            update.setString(4, who);
            update.setString(5, note);
            update.execute();
            audit.record(connection, entry(Action.NOTED, alert, note));
        }
    }

    List<Step> timeline(long id) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(TIMELINE)) {
            select.setLong(1, id);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(Micros.read(row, 1), AlertStep.valueOf(row.getString(2)), row.getString(3), row.getString(4)));
                }
            }
            return steps;
        }
    }
}
