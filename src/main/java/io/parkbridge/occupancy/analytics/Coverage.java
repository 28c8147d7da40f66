package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.parkbridge.occupancy.analytics.Question.AskedZone;
import jakarta.enterprise.context.ApplicationScoped;

/** How much of the truth the figures rest on. */
@ApplicationScoped
public class Coverage {

    private static final String MISSING = """
            select coalesce(sum(s.missing), 0)
            from bay b join device d on d.bay_id = b.id join device_state s on s.device_id = d.id
            where b.zone_id = any(?) and d.active
            """;

    /**
     * @param unknownBays     bays never heard of: they count as bays, but nothing is known of their cars
     * @param missingReadings readings that the present devices' sequence numbers say were sent and never came, since they were installed
     */
    public record Covered(int bays, int knownBays, int unknownBays, long missingReadings) {
    }

    private final DataSource database;

    Coverage(DataSource database) {
        this.database = database;
    }

    public Covered of(Question question) throws SQLException {
        int known = question.zones().stream().mapToInt(AskedZone::known).sum();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(MISSING)) {
            query.setObject(1, question.zoneIds());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Covered(question.bays(), known, Math.max(question.bays() - known, 0), row.getLong(1));
            }
        }
    }
}
