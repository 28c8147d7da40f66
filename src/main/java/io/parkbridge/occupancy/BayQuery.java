package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.http.Page;
import io.parkbridge.occupancy.BayResource.BayView;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads bays with their state and the device that watches them. */
@ApplicationScoped
class BayQuery {

    private static final String BAYS = """
            select b.id, b.zone_id, b.number, b.kind, b.longitude, b.latitude, b.active, b.created_at, b.version, s.occupied, s.since, d.code,
                   b.max_stay_minutes, b.grace_minutes, b.limit_days, b.limit_from, b.limit_until
            from bay b join zone z on z.id = b.zone_id join bay_state s on s.bay_id = b.id
            left join device d on d.bay_id = b.id and d.active
            where (b.id = ? or ?::int is null) and (b.zone_id = ? or ?::int is null) and (z.facility_id = ? or ?::int is null)
              and (b.active = ? or ?::boolean is null)
            order by b.zone_id, length(b.number), b.number limit ? offset ?
            """;

    private final DataSource database;

    BayQuery(DataSource database) {
        this.database = database;
    }

    BayView one(int id) throws SQLException {
        return list(id, null, null, null, new Page(1, 1)).getFirst();
    }

    /** Null stands for "any". */
    List<BayView> list(Integer id, Integer zoneId, Integer facilityId, Boolean active, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(BAYS)) {
            int parameter = 0;
            for (Integer wanted : new Integer[] {id, zoneId, facilityId}) {
                query.setObject(++parameter, wanted, Types.INTEGER);
                query.setObject(++parameter, wanted, Types.INTEGER);
            }
            query.setObject(++parameter, active, Types.BOOLEAN);
            query.setObject(++parameter, active, Types.BOOLEAN);
            query.setInt(++parameter, page.limit());
            query.setInt(++parameter, page.offset());
            List<BayView> bays = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    bays.add(new BayView(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4), row.getObject(5, Double.class),
                            row.getObject(6, Double.class), row.getBoolean(7), Micros.read(row, 8), row.getInt(9),
                            row.getObject(10, Boolean.class), Micros.read(row, 11), row.getString(12),
                            row.getObject(13, Integer.class), row.getObject(14, Integer.class), row.getString(15),
                            row.getObject(16, LocalTime.class), row.getObject(17, LocalTime.class)));
                }
            }
            return bays;
        }
    }
}
