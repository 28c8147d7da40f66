package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Whose days a figure is about: the time zones of the facilities asked for. */
@ApplicationScoped
public class TimeZones {

    private static final String OF_FACILITY = """
            select time_zone from facility where active and (id = ? or ?::int is null)
            group by time_zone order by min(name)
            """;
    private static final String OF_ZONE = """
            select f.time_zone from facility f join zone z on z.facility_id = f.id
            where f.active and z.active and (z.id = ? or ?::int is null)
            group by f.time_zone order by min(f.name)
            """;
    private static final List<String> NO_FACILITY = List.of("UTC");

    /** IANA names, that of the first facility by name first; never empty. Null stands for all. */
    public List<String> ofFacility(Connection connection, Integer facilityId) throws SQLException {
        return read(connection, OF_FACILITY, facilityId);
    }

    public List<String> ofZone(Connection connection, Integer zoneId) throws SQLException {
        return read(connection, OF_ZONE, zoneId);
    }

    private static List<String> read(Connection connection, String sql, Integer id) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, id, Types.INTEGER);
            query.setObject(2, id, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names.isEmpty() ? NO_FACILITY : names;
    }
}
