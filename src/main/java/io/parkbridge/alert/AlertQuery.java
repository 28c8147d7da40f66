package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads alerts with the names of their places. */
@ApplicationScoped
public class AlertQuery {

    static final String COLUMNS = """
            select a.id, a.type, a.severity, a.subject, a.facility_id, f.code, a.zone_id, z.name, a.bay_id, b.number, d.code, a.parent_id,
                   a.message, a.facts::text, a.raised_at, a.since, a.last_at, a.occurrences, a.verified, a.escalated_at, a.acknowledged_at,
                   a.acknowledged_by, a.note, a.cleared_at, m.until
            from alert a
            join facility f on f.id = a.facility_id
            left join zone z on z.id = a.zone_id
            left join bay b on b.id = a.bay_id
            left join device d on d.id = a.device_id
            left join lateral (
                select max(until) as until from mute
                where until > now() and (facility_id = a.facility_id or zone_id = a.zone_id or device_id = a.device_id)
            ) m on true
            """;
    private static final String BY_ID = COLUMNS + "where a.id = any(?) order by a.id";
    private static final String ACTIVE = COLUMNS + """
            where a.cleared_at is null and a.parent_id is null and (a.facility_id = ? or ?::int is null)
            order by a.raised_at desc, a.id desc limit ?
            """;

    /** These alerts as they are now, in the order of their ids. */
    public List<Alert> byId(Connection connection, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement query = connection.prepareStatement(BY_ID)) {
            query.setObject(1, ids.stream().mapToLong(Long::longValue).toArray());
            return read(query);
        }
    }

    /** The newest active alerts of a facility (null for all) that no other alert explains. */
    public List<Alert> active(Connection connection, Integer facilityId, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ACTIVE)) {
            query.setObject(1, facilityId, java.sql.Types.INTEGER);
            query.setObject(2, facilityId, java.sql.Types.INTEGER);
            query.setInt(3, most);
            return read(query);
        }
    }

    AlertChanges changes(Connection connection, List<Long> some, List<Long> others) throws SQLException {
        List<Long> ids = Stream.concat(some.stream(), others.stream()).distinct().toList();
        return ids.isEmpty() ? AlertChanges.NONE : new AlertChanges(byId(connection, ids));
    }

    static List<Alert> read(PreparedStatement query) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                alerts.add(new Alert(row.getLong(1), row.getString(2), Severity.valueOf(row.getString(3)), row.getString(4), row.getInt(5),
                        row.getString(6), row.getObject(7, Integer.class), row.getString(8), row.getObject(9, Integer.class),
                        row.getString(10), row.getString(11), row.getObject(12, Long.class), row.getString(13), row.getString(14),
                        Micros.read(row, 15), Micros.read(row, 16), Micros.read(row, 17), row.getInt(18), row.getBoolean(19),
                        Micros.read(row, 20), Micros.read(row, 21), row.getString(22), row.getString(23), Micros.read(row, 24),
                        Micros.read(row, 25)));
            }
        }
        return alerts;
    }
}
