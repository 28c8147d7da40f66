package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import io.parkbridge.alert.rule.OverstayRule;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.scope.Reach;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stays beyond limit and grace, by the calendar of restrictions that held when the car left; of one that has not left, those that the
 * alert is about.
 */
@ApplicationScoped
public class Overstays {

    private static final int FETCH_SIZE = 1_000;
    private static final double SECONDS_A_MINUTE = 60;

    private static final String STAYS = """
            select s.zone_id, s.bay_id, z.name, b.number, s.arrived_at, s.departed_at,
                   coalesce(b.max_stay_minutes, z.max_stay_minutes) + coalesce(b.grace_minutes, z.grace_minutes), s.overstay_seconds
            from stay s join zone z on z.id = s.zone_id join bay b on b.id = s.bay_id
            where s.zone_id = any(?) and s.arrived_at >= ? and s.arrived_at < ?
              and (s.overstay_seconds is not null
                   or s.departed_at is null and exists (select from alert a where a.cleared_at is null and a.subject = 'BAY'
                                                                            and a.subject_id = s.bay_id and a.type = 'OVERSTAY'))
            order by s.arrived_at, s.bay_id
            """;
    private static final String VERSION = "select version from alert_rule_version";

    /** The stays that began in these zones from {@code from} until before {@code until}; what is not over is counted up to {@code now}. */
    public record Asked(int[] zoneIds, Instant from, Instant until, Instant now) {
    }

    /**
     * Minutes with one decimal.
     *
     * @param departedAt   null while it stands there
     * @param limitMinutes of the bay as it is now, with grace; null where it has none any more
     * @param excessMinutes beyond limit and grace, within the hours of the limit
     */
    public record Overstay(int zoneId, String zone, String bay, Instant arrivedAt, Instant departedAt, double stayMinutes, Integer limitMinutes,
            double excessMinutes) {
    }

    /** By arrival, from the database as it is read. */
    public final class Cursor implements AutoCloseable {

        private final PreparedStatement query;
        private final ResultSet row;
        private final RuleBook book;
        private final Instant now;

        private Cursor(PreparedStatement query, RuleBook book, Instant now) throws SQLException {
            this.query = query;
            this.row = query.executeQuery();
            this.book = book;
            this.now = now;
        }

        /** Null behind the last one. */
        public Overstay next() throws SQLException {
            if (!row.next()) {
                return null;
            }
            Instant arrivedAt = Micros.read(row, 5);
            Instant departedAt = Micros.read(row, 6);
            Instant until = departedAt == null ? now : departedAt;
            Integer limit = row.getObject(7, Integer.class);
            double excess = departedAt == null ? excessOfStanding(arrivedAt) : row.getInt(8);
            return new Overstay(row.getInt(1), row.getString(3), row.getString(4), arrivedAt, departedAt,
                    minutes(Duration.between(arrivedAt, until).toSeconds()), limit, minutes(excess));
        }

        private double excessOfStanding(Instant arrivedAt) throws SQLException {
            RuleBook.Limited limited = book.limited(row.getInt(2), null, row.getInt(1));
            return limited == null ? 0 : OverstayRule.beyond(limited.standing(arrivedAt, now)).toSeconds();
        }

        private static double minutes(double seconds) {
            return Rounded.oneDecimal(seconds / SECONDS_A_MINUTE);
        }

        @Override
        public void close() throws SQLException {
            query.close();
        }
    }

    private final DataSource database;
    private final RuleBooks books;

    Overstays(DataSource database, RuleBooks books) {
        this.database = database;
        this.books = books;
    }

    /** @param connection not in auto-commit mode, or all rows would be fetched at once */
    public Cursor read(Connection connection, Asked asked) throws SQLException {
        RuleBook book = book();
        PreparedStatement query = connection.prepareStatement(STAYS);
        try {
            query.setFetchSize(FETCH_SIZE);
            query.setObject(1, asked.zoneIds);
            query.setObject(2, asked.from.atOffset(ZoneOffset.UTC));
            query.setObject(3, asked.until.atOffset(ZoneOffset.UTC));
            return new Cursor(query, book, asked.now);
        } catch (SQLException e) {
            query.close();
            throw e;
        }
    }

    /** Of all facilities, whoever asks: the rules are kept for everybody, and what a limited connection sees of them would be all there is. */
    private RuleBook book() throws SQLException {
        return Reach.ALL.call(() -> {
            try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(VERSION);
                    ResultSet row = query.executeQuery()) {
                row.next();
                return books.at(row.getLong(1), connection);
            }
        });
    }
}
