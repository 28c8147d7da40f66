package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

/** What was expected of zones and days. */
@ApplicationScoped
class Targets {

    private static final String TARGETS = "select zone_id, day, arrivals, usage_hours from target where zone_id = any(?) and day between ? and ?";

    record ZoneDay(int zoneId, LocalDate day) {
    }

    /** @param usageHours null where only arrivals are expected */
    record Target(int arrivals, Integer usageHours) {

        static final Target NONE = new Target(0, null);
    }

    private final DataSource database;

    Targets(DataSource database) {
        this.database = database;
    }

    Map<ZoneDay, Target> read(Question question) throws SQLException {
        Map<ZoneDay, Target> targets = new HashMap<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(TARGETS)) {
            query.setObject(1, question.zoneIds());
            query.setObject(2, question.from(), Types.DATE);
            query.setObject(3, question.to(), Types.DATE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    targets.put(new ZoneDay(row.getInt(1), row.getObject(2, LocalDate.class)),
                            new Target(row.getInt(3), row.getObject(4, Integer.class)));
                }
            }
        }
        return targets;
    }
}
