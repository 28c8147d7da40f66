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

import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the stays on a bay along their key: those that began within a range, and the one that was there when it began. */
@ApplicationScoped
class StayQuery {

    private static final String STAYS = """
            select arrived_at, departed_at, overstay_seconds from stay
            where bay_id = ? and arrived_at < ? and (departed_at > ? or departed_at is null)
              and arrived_at >= coalesce((select max(arrived_at) from stay where bay_id = ? and arrived_at <= ?), '-infinity')
            order by arrived_at desc limit ? offset ?
            """;

    /**
     * A car on a bay.
     *
     * @param departedAt      null while it stands
     * @param overstaySeconds how much longer it stood than it may, null where it did not or still stands
     */
    record StayView(Instant arrivedAt, Instant departedAt, Integer overstaySeconds) {
    }

    private final DataSource database;

    StayQuery(DataSource database) {
        this.database = database;
    }

    /** Null where there is no such bay. */
    List<StayView> on(int bay, Instant from, Instant to, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(STAYS)) {
            if (!exists(connection, bay)) {
                return null;
            }
            query.setInt(1, bay);
            query.setObject(2, to.atOffset(ZoneOffset.UTC));
            query.setObject(3, from.atOffset(ZoneOffset.UTC));
            query.setInt(4, bay);
            query.setObject(5, from.atOffset(ZoneOffset.UTC));
            query.setInt(6, page.limit());
            query.setInt(7, page.offset());
            List<StayView> stays = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    stays.add(new StayView(Micros.read(row, 1), Micros.read(row, 2), row.getObject(3, Integer.class)));
                }
            }
            return stays;
        }
    }

    private static boolean exists(Connection connection, int bay) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select from bay where id = ?")) {
            query.setInt(1, bay);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
