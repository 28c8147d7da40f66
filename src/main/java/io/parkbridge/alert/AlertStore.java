package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.parkbridge.time.Micros;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of alerts and their steps: each method one statement, whatever the number of alerts. */
@ApplicationScoped
class AlertStore {

    /**
     * The version of the rules comes along, so a batch that changes no alert costs one statement. Three lookups in the index of active alerts
     * instead of one condition with "or", which would read all active alerts of all facilities for every batch.
     */
    private static final String OPEN = """
            select v.version, a.id, a.subject, a.subject_id, a.type, a.severity, a.last_at
            from alert_rule_version v
            left join (
                select * from alert where cleared_at is null and subject = 'DEVICE' and subject_id = any(?)
                union all
                select * from alert where cleared_at is null and subject = 'BAY' and subject_id = any(?)
                union all
                select * from alert where cleared_at is null and subject = 'ZONE' and subject_id = any(?)
            ) a on true
            """;

    /** Where the alert is there already, this is another occurrence of it: the database decides, whoever comes first. */
    private static final String RAISE = """
            with input as (
                select u.*, coalesce(d.facility_id, z.facility_id, u.facility) as facility_id, z.id as zone_id, b.id as bay_id,
                       d.id as device_id
                from (
                    select type, severity, subject, subject_id, message, facts, since_us, last_us, occurrences, verified, nullif(parent, 0) as parent,
                           case subject when 'DEVICE' then subject_id end as device,
                           case subject when 'BAY' then subject_id end as bay,
                           case subject when 'ZONE' then subject_id end as zone,
                           case subject when 'FACILITY' then subject_id end as facility
                    from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::boolean[],
                                ?::bigint[])
                         as v (type, severity, subject, subject_id, message, facts, since_us, last_us, occurrences, verified, parent)
                ) u
                left join device d on d.id = u.device or (d.bay_id = u.bay and d.active)
                left join bay b on b.id = coalesce(u.bay, d.bay_id)
                left join zone z on z.id = coalesce(u.zone, b.zone_id)
            ), written as (
                insert into alert as a (type, severity, subject, subject_id, facility_id, zone_id, bay_id, device_id, message, facts, raised_at,
                                        since, last_at, occurrences, verified, parent_id)
                select type, severity, subject, subject_id, facility_id, zone_id, bay_id, device_id, message, facts::jsonb, ?,
                       timestamptz 'epoch' + since_us * interval '1 microsecond', timestamptz 'epoch' + last_us * interval '1 microsecond',
                       occurrences, verified, parent
                from input
                order by subject, subject_id, type
                on conflict (subject, subject_id, type) where cleared_at is null do update set
                    occurrences = a.occurrences + excluded.occurrences,
                    last_at = greatest(a.last_at, excluded.last_at),
                    message = excluded.message,
                    facts = excluded.facts
                returning a.id, a.raised_at, xmax = 0 as fresh, a.parent_id
            ), steps as (
                insert into alert_event (alert_id, at, kind, told)
                select id, raised_at, 'RAISED', parent_id is not null from written where fresh
            )
            select id from written where fresh and parent_id is null
            """;

    private static final String CLEAR = """
            with cleared as (
                update alert set cleared_at = ? where id = any(?) and cleared_at is null returning id, cleared_at, parent_id
            ), steps as (
                insert into alert_event (alert_id, at, kind, told) select id, cleared_at, 'CLEARED', parent_id is not null from cleared
            )
            select id from cleared where parent_id is null
            """;

    /** What has been raised and is over within one transaction: found again by its key. */
    private static final String FIND = """
            select a.id from alert a
            join unnest(?::text[], ?::int[], ?::text[]) as u (subject, subject_id, type) using (subject, subject_id, type)
            where a.cleared_at is null
            """;

    private static final String OVERSTAYS = """
            update stay s set overstay_seconds = u.seconds
            from unnest(?::int[], ?::bigint[], ?::int[]) as u (bay_id, a, seconds)
            where s.bay_id = u.bay_id and s.arrived_at = timestamptz 'epoch' + u.a * interval '1 microsecond'
            """;

    /** What is open for these subjects, and the version of the rules. */
    record Open(long version, List<OpenAlert> alerts) {
    }

    /** How long a stay that has ended went beyond what is allowed. */
    record Overstay(int bayId, Instant arrivedAt, int seconds) {
    }

    Open open(Connection connection, int[] devices, int[] bays, int[] zones) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OPEN)) {
            query.setObject(1, devices);
            query.setObject(2, bays);
            query.setObject(3, zones);
            List<OpenAlert> alerts = new ArrayList<>();
            long version = 0;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    version = row.getLong(1);
                    if (row.getLong(2) != 0) {
                        Subject subject = new Subject(Subject.Kind.valueOf(row.getString(3)), row.getInt(4));
                        alerts.add(new OpenAlert(row.getLong(2), subject, row.getString(5), Severity.valueOf(row.getString(6)),
                                Micros.read(row, 7)));
                    }
                }
            }
            return new Open(version, alerts);
        }
    }

    /** Raises or counts up; returns the ids of those that are new and stand for themselves. */
    List<Long> raise(Connection connection, Collection<Decision> decisions, Instant now) throws SQLException {
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<Decision> raised = decisions.stream().sorted(Comparator.comparingInt(d -> d.subject.id())).toList();
        try (PreparedStatement insert = connection.prepareStatement(RAISE)) {
            insert.setObject(1, raised.stream().map(d -> d.type).toArray(String[]::new));
            insert.setObject(2, raised.stream().map(d -> d.severity.name()).toArray(String[]::new));
            insert.setObject(3, raised.stream().map(d -> d.subject.kind().name()).toArray(String[]::new));
            insert.setObject(4, raised.stream().mapToInt(d -> d.subject.id()).toArray());
            insert.setObject(5, raised.stream().map(d -> d.message).toArray(String[]::new));
            insert.setObject(6, raised.stream().map(d -> new JsonObject(d.facts).encode()).toArray(String[]::new));
            insert.setObject(7, raised.stream().mapToLong(d -> Micros.of(d.since)).toArray());
            insert.setObject(8, raised.stream().mapToLong(d -> Micros.of(d.lastAt)).toArray());
            insert.setObject(9, raised.stream().mapToInt(d -> d.raises).toArray());
            boolean[] verified = new boolean[raised.size()];
            for (int i = 0; i < verified.length; i++) {
                verified[i] = raised.get(i).verified;
            }
            insert.setObject(10, verified);
            insert.setObject(11, raised.stream().mapToLong(d -> d.parentId == null ? 0 : d.parentId).toArray());
            insert.setObject(12, now.atOffset(java.time.ZoneOffset.UTC));
            return ids(insert);
        }
    }

    /** Clears those still active; returns the ids of those that stand for themselves. */
    List<Long> clear(Connection connection, Collection<Long> ids, Instant now) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement update = connection.prepareStatement(CLEAR)) {
            update.setObject(1, now.atOffset(java.time.ZoneOffset.UTC));
            update.setObject(2, ids.stream().mapToLong(Long::longValue).sorted().toArray());
            return ids(update);
        }
    }

    /** The active alerts of these subjects and types. */
    List<Long> find(Connection connection, Collection<Decision> decisions) throws SQLException {
        if (decisions.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setObject(1, decisions.stream().map(d -> d.subject.kind().name()).toArray(String[]::new));
            query.setObject(2, decisions.stream().mapToInt(d -> d.subject.id()).toArray());
            query.setObject(3, decisions.stream().map(d -> d.type).toArray(String[]::new));
            return ids(query);
        }
    }

    void writeOverstays(Connection connection, List<Overstay> overstays) throws SQLException {
        if (overstays.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(OVERSTAYS)) {
            update.setObject(1, overstays.stream().mapToInt(Overstay::bayId).toArray());
            update.setObject(2, overstays.stream().mapToLong(overstay -> Micros.of(overstay.arrivedAt())).toArray());
            update.setObject(3, overstays.stream().mapToInt(Overstay::seconds).toArray());
            update.executeUpdate();
        }
    }

    private static List<Long> ids(PreparedStatement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }
}
