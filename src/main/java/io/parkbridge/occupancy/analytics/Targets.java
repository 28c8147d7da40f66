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

    private static final String TARGETS = """
            select z.id, d.day, target_of(z.id, d.day), t.usage_hours
            from unnest(?::int[]) as z (id)
            cross join lateral (select day::date as day from generate_series(?::date::timestamp, ?::date::timestamp, interval '1 day') day) d
            left join target t on t.zone_id = z.id and t.day = d.day
            where target_of(z.id, d.day) is not null
            """;

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
