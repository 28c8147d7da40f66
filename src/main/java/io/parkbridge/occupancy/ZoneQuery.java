package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.occupancy.ZoneResource.ZoneView;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads zones with their occupancy. */
@ApplicationScoped
class ZoneQuery {

    private static final String ZONES = """
            select z.id, z.name, f.name, z.zone_type, z.capacity, %s, z.active, z.created_at, z.code, z.facility_id,
                   greatest(z.capacity - s.known, 0)
            from zone z join facility f on f.id = z.facility_id join zone_state s on s.zone_id = z.id %s
            where z.facility_id = ? or ?::int is null
            order by f.name, z.name
            """;

    /**
     * The present count, less what has happened since the instant. Whole hours come from hourly usage, the hour cut in two from the
     * stays, so the cost depends on how long ago the instant is in hours, not on how many cars have come and gone. An hour is followed by all
     * that begin later, if only half an hour later where the clock jumps by that.
     */
    private static final String SINCE_THEN = """
            cross join lateral (select cast(? as timestamptz) as instant) asked
            cross join lateral (
                select date_trunc('hour', asked.instant, f.time_zone) as hour
            ) cut
            cross join lateral (
                select coalesce(sum(arrivals - departures), 0) as net from hourly_usage u where u.zone_id = z.id and u.hour > cut.hour
            ) hours
            cross join lateral (
                select count(*) as arrived from stay
                where zone_id = z.id and arrived_at > asked.instant and arrived_at < cut.hour + interval '1 hour'
            ) coming
            cross join lateral (
                select count(*) as departed from stay
                where zone_id = z.id and departed_at > asked.instant and departed_at < cut.hour + interval '1 hour'
            ) going
            """;

    private final DataSource database;

    ZoneQuery(DataSource database) {
        this.database = database;
    }

    /**
     * @param facilityId null for all
     * @param at         null for now
     */
    List<ZoneView> list(Integer facilityId, Instant at) throws SQLException {
        String sql = at == null ? ZONES.formatted("s.occupied", "")
                : ZONES.formatted("(s.occupied - hours.net - coming.arrived + going.departed)::int", SINCE_THEN);
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            int parameter = 0;
            if (at != null) {
                query.setObject(++parameter, at.atOffset(ZoneOffset.UTC));
            }
            query.setObject(++parameter, facilityId, java.sql.Types.INTEGER);
            query.setObject(++parameter, facilityId, java.sql.Types.INTEGER);
            List<ZoneView> zones = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    zones.add(new ZoneView(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5),
                            row.getInt(6), row.getBoolean(7), Micros.read(row, 8), row.getString(9), row.getInt(10), row.getInt(11)));
                }
            }
            return zones;
        }
    }
}
