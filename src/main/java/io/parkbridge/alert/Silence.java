package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.alert.rule.DeviceOfflineRule;
import io.parkbridge.alert.rule.DeviceRule;
import io.parkbridge.alert.rule.Verdict;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds devices that have fallen silent. Where nearly all of a facility's have, that is one alert about the facility (its gateway, line or
 * bridge), and the devices' alerts stand beneath it and are not told. A device whose row a batch holds is just speaking and is passed over.
 */
@ApplicationScoped
class Silence implements TickLook {

    private static final int DEVICES_MAX = 50_000;

    private static final String SILENT = """
            select s.device_id, d.facility_id, b.zone_id, d.expected_interval_seconds, greatest(s.received_at, p.up_since), p.alive_at
            from pipeline p
            cross join device_state s
            join device d on d.id = s.device_id
            left join bay b on b.id = d.bay_id
            where p.alive_at > cast(? as timestamptz) - interval '15 seconds' and d.active
              and greatest(s.received_at, p.up_since) < p.alive_at - make_interval(secs => coalesce(d.expected_interval_seconds * ?, ?))
              and s.received_at is not null
              and not exists (select from alert a where a.cleared_at is null and a.subject = 'DEVICE' and a.type = 'DEVICE_OFFLINE'
                                                    and a.subject_id = s.device_id)
            order by s.device_id limit ?
            for no key update of s skip locked
            """;

    /**
     * A device that has missed a message counts as nearly silent: when the first of a facility is over its time the others are close
     * behind, so an outage is seen as one and not as a first wave of devices.
     */
    private static final String HEARING = """
            select d.facility_id, count(*)::int,
                   (count(*) filter (where greatest(s.received_at, p.up_since)
                        < p.alive_at - 0.6 * make_interval(secs => coalesce(d.expected_interval_seconds * u.factor, u.silence))))::int
            from pipeline p
            cross join unnest(?::int[], ?::float8[], ?::float8[]) as u (facility_id, factor, silence)
            join device d on d.facility_id = u.facility_id and d.active
            join device_state s on s.device_id = d.id and s.received_at is not null
            group by d.facility_id
            """;

    private static final String FACILITY_ALERTS = """
            select subject_id, id from alert where cleared_at is null and subject = 'FACILITY' and type = 'DEVICE_OFFLINE'
            """;

    /** The facility is back; a device that still says nothing stands for itself from now on. */
    private static final String RELEASE = """
            with alone as (
                update alert set parent_id = null where parent_id = any(?) and cleared_at is null returning id
            )
            insert into alert_event (alert_id, at, kind, detail) select id, ?, 'RAISED', 'still silent after its facility is back' from alone
            returning alert_id
            """;

    private record Silent(int deviceId, int facilityId, Integer zoneId, Integer intervalSeconds, Instant since, Instant until) {

        double seconds() {
            return java.time.Duration.between(since, until).toMillis() / 1_000.0;
        }
    }

    private record Hearing(int heardOf, int nearlySilent) {

        double percentSilent() {
            return 100.0 * nearlySilent / heardOf;
        }
    }

    private final AlertStore store;
    private final DeviceOfflineRule rule;

    Silence(AlertStore store, DeviceOfflineRule rule) {
        this.store = store;
        this.rule = rule;
    }

    @Override
    public boolean isUrgent() {
        return true;
    }

    @Override
    public List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException {
        RuleBook.Scoped rules = book.byType().get(DeviceOfflineRule.TYPE);
        if (rules == null || rules.least("silence_seconds") == Double.POSITIVE_INFINITY) {
            return List.of();
        }
        List<Silent> silent = silent(connection, rules, now);
        Map<Integer, Long> gone = facilityAlerts(connection);
        if (silent.isEmpty() && gone.isEmpty()) {
            return List.of();
        }
        Set<Integer> facilities = new HashSet<>(gone.keySet());
        silent.forEach(device -> facilities.add(device.facilityId()));
        Map<Integer, Hearing> hearing = hearing(connection, book, facilities);
        List<Long> changed = new ArrayList<>(endOfOutages(connection, book, gone, hearing, now));
        List<Long> outages = store.raise(connection, outages(book, silent, gone, hearing, now), now);
        changed.addAll(outages);
        changed.addAll(store.raise(connection, devices(book, silent, outages.isEmpty() ? gone : facilityAlerts(connection), now), now));
        return changed;
    }

    private List<Decision> devices(RuleBook book, List<Silent> silent, Map<Integer, Long> gone, Instant now) {
        List<Decision> decisions = new ArrayList<>(silent.size());
        for (Silent device : silent) {
            Rule applying = book.applying(rule.type(), device.deviceId(), device.zoneId(), device.facilityId(), now);
            if (applying == null) {
                continue;
            }
            Verdict verdict = rule.judge(DeviceRule.Known.silent(device.seconds(), device.intervalSeconds()), applying.limits());
            if (verdict instanceof Verdict.Raise) {
                Decision decision = new Decision(Subject.device(device.deviceId()), rule.type(), applying.severity());
                decision.take(verdict, device.since());
                decision.parentId = gone.get(device.facilityId());
                decisions.add(decision);
            }
        }
        return decisions;
    }

    private List<Decision> outages(RuleBook book, List<Silent> silent, Map<Integer, Long> gone, Map<Integer, Hearing> hearing, Instant now) {
        Map<Integer, Decision> outages = new HashMap<>();
        for (Silent device : silent) {
            int facility = device.facilityId();
            Rule applying = book.applying(rule.type(), null, null, facility, now);
            Hearing heard = hearing.get(facility);
            if (applying == null || gone.containsKey(facility) || outages.containsKey(facility)
                    || heard.heardOf() < applying.limits().get("facility_devices")
                    || heard.percentSilent() < applying.limits().get("facility_percent")) {
                continue;
            }
            Decision outage = new Decision(Subject.facility(facility), rule.type(), applying.severity());
            outage.take(new Verdict.Raise("%d of %d devices say nothing: look at the gateway, its line or the broker's bridge"
                    .formatted(heard.nearlySilent(), heard.heardOf()), Map.of("silent_devices", heard.nearlySilent(), "devices", heard.heardOf())),
                    device.since());
            outages.put(facility, outage);
        }
        return List.copyOf(outages.values());
    }

    /** Over when half of what made it an outage speaks again. */
    private List<Long> endOfOutages(Connection connection, RuleBook book, Map<Integer, Long> gone, Map<Integer, Hearing> hearing,
            Instant now) throws SQLException {
        List<Long> over = new ArrayList<>();
        for (Integer facility : List.copyOf(gone.keySet())) {
            Rule applying = book.applying(rule.type(), null, null, facility, now);
            Hearing heard = hearing.get(facility);
            if (applying == null || heard == null || heard.percentSilent() < applying.limits().get("facility_percent") / 2) {
                over.add(gone.remove(facility));
            }
        }
        if (over.isEmpty()) {
            return List.of();
        }
        List<Long> changed = new ArrayList<>(store.clear(connection, over, now));
        try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setObject(1, over.stream().mapToLong(Long::longValue).toArray());
            release.setObject(2, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = release.executeQuery()) {
                while (row.next()) {
                    changed.add(row.getLong(1));
                }
            }
        }
        return changed;
    }

    private static List<Silent> silent(Connection connection, RuleBook.Scoped rules, Instant now) throws SQLException {
        List<Silent> silent = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SILENT)) {
            query.setObject(1, now.atOffset(ZoneOffset.UTC));
            query.setDouble(2, rules.least("interval_factor"));
            query.setDouble(3, rules.least("silence_seconds"));
            query.setInt(4, DEVICES_MAX);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    silent.add(new Silent(row.getInt(1), row.getInt(2), row.getObject(3, Integer.class), row.getObject(4, Integer.class),
                            Micros.read(row, 5), Micros.read(row, 6)));
                }
            }
        }
        return silent;
    }

    private Map<Integer, Hearing> hearing(Connection connection, RuleBook book, Set<Integer> facilities) throws SQLException {
        int[] ids = facilities.stream().mapToInt(Integer::intValue).toArray();
        double[] factors = new double[ids.length];
        double[] silences = new double[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Rule set = book.any(rule.type(), null, null, ids[i]);
            factors[i] = set.limits().get("interval_factor");
            silences[i] = set.limits().get("silence_seconds");
        }
        Map<Integer, Hearing> hearing = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(HEARING)) {
            query.setObject(1, ids);
            query.setObject(2, factors);
            query.setObject(3, silences);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    hearing.put(row.getInt(1), new Hearing(row.getInt(2), row.getInt(3)));
                }
            }
        }
        return hearing;
    }

    private static Map<Integer, Long> facilityAlerts(Connection connection) throws SQLException {
        Map<Integer, Long> alerts = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(FACILITY_ALERTS); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                alerts.put(row.getInt(1), row.getLong(2));
            }
        }
        return alerts;
    }
}
