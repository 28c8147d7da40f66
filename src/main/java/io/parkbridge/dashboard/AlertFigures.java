package io.parkbridge.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import io.parkbridge.dashboard.DashboardResource.Alerts;
import io.parkbridge.time.CalendarDay;
import jakarta.enterprise.context.ApplicationScoped;

/** The summary's alerts: what nobody has acknowledged yet, along the index of just those, and what the day has raised. */
@ApplicationScoped
class AlertFigures {

    private static final String ALERTS = """
            select count(*), count(*) filter (where severity = 'CRITICAL'), count(*) filter (where severity = 'WARNING'),
                   count(*) filter (where severity = 'INFO'),
                   (select count(*)
                    from unnest(?::text[], ?::bigint[], ?::bigint[]) as day (time_zone, a, b)
                    join alert r on r.raised_at >= timestamptz 'epoch' + day.a * interval '1 microsecond'
                                and r.raised_at < timestamptz 'epoch' + day.b * interval '1 microsecond'
                    join facility f on f.id = r.facility_id and f.time_zone = day.time_zone
                    where r.facility_id = ? or ?::int is null)
            from alert
            where acknowledged_at is null and (facility_id = ? or ?::int is null)
            """;

    /** @param facilityId null for all */
    Alerts read(Connection connection, CalendarDay day, Integer facilityId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ALERTS)) {
            int parameter = day.bind(query, 1);
            for (int i = 0; i < 4; i++) {
                query.setObject(parameter + i, facilityId, Types.INTEGER);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Alerts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5));
            }
        }
    }
}
