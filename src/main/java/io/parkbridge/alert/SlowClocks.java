package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.parkbridge.alert.rule.ClockSkewRule;
import io.parkbridge.alert.rule.Verdict;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds clocks that run behind, by the newest readings of those devices alone whose last one came late, and sees that a sensor that sends
 * no heartbeats loses its alert once its clock is right. Where most devices of a facility come late it is their line that is slow, or the
 * clock of what stamps their messages, and no device is accused.
 */
@ApplicationScoped
class SlowClocks implements TickLook {

    private static final String SUSPECTS = """
            with suspect as materialized (
                select s.device_id, d.facility_id, b.zone_id, 0::bigint as alert_id, null::timestamptz as last_at
                from device_state s join device d on d.id = s.device_id and d.active left join bay b on b.id = d.bay_id
                where s.clock_skew_ms > ? and s.received_at > cast(? as timestamptz) - interval '1 hour'
                  and not exists (select from alert a where a.cleared_at is null and a.subject = 'DEVICE' and a.type = 'CLOCK_SKEW'
                                                        and a.subject_id = s.device_id)
                order by s.device_id limit 10000
            ), open as materialized (
                select a.subject_id, a.facility_id, a.zone_id, a.id, greatest(a.last_at, a.raised_at)
                from alert a where a.cleared_at is null and a.subject = 'DEVICE' and a.type = 'CLOCK_SKEW' order by a.id limit 10000
            ), slow_line as materialized (
                select d.facility_id
                from device d join device_state s on s.device_id = d.id
                where d.active and d.facility_id in (select facility_id from suspect) and s.received_at > cast(? as timestamptz) - interval '1 hour'
                group by d.facility_id
                having count(*) >= 3 and 2 * count(*) filter (where s.clock_skew_ms > ?) > count(*)
            )
            select u.device_id, u.zone_id, u.facility_id, u.alert_id, r.readings, r.smallest, r.largest, r.span, r.newest, r.newest_at > u.last_at
            from (select * from suspect where facility_id not in (select facility_id from slow_line) union all select * from open) u
            cross join lateral (
                select count(*)::int as readings, min(lag) as smallest, max(lag) as largest,
                       extract(epoch from max(received_at) - min(received_at)) as span, max(received_at) as newest_at,
                       (array_agg(lag order by received_at desc, time desc))[1] as newest
                from (
                    select time, received_at, extract(epoch from received_at - time) as lag from (
                        (select time, received_at from heartbeat
                         where device_id = u.device_id and time > cast(? as timestamptz) - interval '1 day' order by time desc limit ?)
                        union all
                        (select time, received_at from occupancy
                         where device_id = u.device_id and time > cast(? as timestamptz) - interval '1 day' order by time desc limit ?)
                    ) both_kinds order by time desc limit ?
                ) newest
            ) r
            where r.readings > 0
            """;
    /** Who is just speaking is passed over. */
    private static final String LOCK = """
            select device_id from device_state where device_id = any(?) order by device_id for no key update skip locked
            """;

    private record Seen(int deviceId, Integer zoneId, int facilityId, long alertId, ClockSkewRule.Recent recent, double newestLag,
            boolean newer) {
    }

    private record Judged(Seen seen, Rule rule, Verdict verdict) {
    }

    private final AlertStore store;
    private final ClockSkewRule rule;

    SlowClocks(AlertStore store, ClockSkewRule rule) {
        this.store = store;
        this.rule = rule;
    }

    @Override
    public boolean isUrgent() {
        return false;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        RuleBook.Scoped rules = book.byType().get(rule.type());
        if (rules == null || rules.least("behind_seconds") == Double.POSITIVE_INFINITY) {
            return List.of();
        }
        List<Judged> judged = seen(connection, rules.least("behind_seconds"), now).stream().map(seen -> judge(seen, rules, now))
                .filter(one -> one.verdict() != Verdict.NOTHING).toList();
        Set<Integer> locked = lock(connection, judged);
        List<Decision> raised = new ArrayList<>();
        List<Long> over = new ArrayList<>();
        for (Judged one : judged) {
            if (!locked.contains(one.seen().deviceId())) {
                continue;
            }
            if (one.verdict() == Verdict.CLEAR) {
                over.add(one.seen().alertId());
            } else {
                Decision decision = new Decision(Subject.device(one.seen().deviceId()), rule.type(), one.rule().severity());
                decision.take(one.verdict(), now);
                raised.add(decision);
            }
        }
        List<Long> changed = new ArrayList<>(store.raise(connection, raised, now));
        changed.addAll(store.clear(connection, over, now));
        return changed;
    }

    private Judged judge(Seen seen, RuleBook.Scoped rules, Instant now) {
        Rule applying = rules.applying(seen.deviceId(), seen.zoneId(), seen.facilityId(), now);
        if (applying == null) {
            return new Judged(seen, null, Verdict.NOTHING);
        }
        if (seen.alertId() == 0) {
            return new Judged(seen, applying, rule.judge(seen.recent(), applying.limits()));
        }
        return new Judged(seen, applying, seen.newer() && rule.isRight(seen.newestLag(), applying.limits()) ? Verdict.CLEAR : Verdict.NOTHING);
    }

    private static Set<Integer> lock(Connection connection, List<Judged> judged) throws SQLException {
        Set<Integer> locked = new HashSet<>();
        if (!judged.isEmpty()) {
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.setObject(1, judged.stream().mapToInt(one -> one.seen().deviceId()).toArray());
                try (ResultSet row = lock.executeQuery()) {
                    while (row.next()) {
                        locked.add(row.getInt(1));
                    }
                }
            }
        }
        return locked;
    }

    private static List<Seen> seen(Connection connection, double behindSeconds, Instant now) throws SQLException {
        long behindMillis = (long) (behindSeconds * 1_000);
        List<Seen> seen = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SUSPECTS)) {
            query.setLong(1, behindMillis);
            query.setObject(2, now.atOffset(ZoneOffset.UTC));
            query.setObject(3, now.atOffset(ZoneOffset.UTC));
            query.setLong(4, behindMillis);
            query.setObject(5, now.atOffset(ZoneOffset.UTC));
            query.setInt(6, ClockSkewRule.READINGS);
            query.setObject(7, now.atOffset(ZoneOffset.UTC));
            query.setInt(8, ClockSkewRule.READINGS);
            query.setInt(9, ClockSkewRule.READINGS);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    seen.add(new Seen(row.getInt(1), row.getObject(2, Integer.class), row.getInt(3), row.getLong(4),
                            new ClockSkewRule.Recent(row.getInt(5), row.getDouble(6), row.getDouble(7), row.getDouble(8)), row.getDouble(9),
                            row.getBoolean(10)));
                }
            }
        }
        return seen;
    }
}
