package io.parkbridge.ingest.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds letters to replay, locks them, and writes down what became of them: one statement a batch each. */
@ApplicationScoped
public class ReplayStore {

    private static final String MATCHING = "select l.id from dead_letter l where " + DeadLetterFilter.SQL
            + "and l.id > ? and l.id <= ? order by l.id limit ?";

    /** Their reason no longer holds: the device has been registered, put on a bay, or is at the facility that the topic names. */
    private static final String READABLE = """
            select l.id
            from (select distinct device_code as code from dead_letter_source
                  where reason in ('UNKNOWN_DEVICE', 'WRONG_FACILITY', 'NO_BAY')) heard
            join device d on d.code = heard.code and d.active
            join facility f on f.id = d.facility_id
            join dead_letter l on l.device_code = d.code and l.state = 'DEAD' and l.reason in ('UNKNOWN_DEVICE', 'WRONG_FACILITY', 'NO_BAY')
            where (l.reason = 'UNKNOWN_DEVICE'
                   or l.reason = 'NO_BAY' and d.bay_id is not null
                   or l.reason = 'WRONG_FACILITY' and position('/' || f.code || '/' in l.topic) > 0)
              and l.id > ? order by l.id limit ?
            """;

    /** What another replay holds is passed over, and what is no longer dead has been taken by one. */
    private static final String LOCK = """
            select id, received_at, topic, payload from dead_letter
            where id = any(?) and state = 'DEAD' order by id for update skip locked
            """;

    private static final String SETTLE = """
            update dead_letter l set state = u.state, reason = coalesce(u.reason, l.reason), detail = coalesce(u.detail, l.detail),
                attempts = l.attempts + 1, replayed_at = ?
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) as u (id, state, reason, detail)
            where l.id = u.id
            """;

    private final DataSource database;

    ReplayStore(DataSource database) {
        this.database = database;
    }

    /** The newest letter's id: a replay ends there, however fast new ones come. */
    public long newestId() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select coalesce(max(id), 0) from dead_letter");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The next letters that match, in the order they came. */
    public List<Long> matching(DeadLetterFilter filter, long after, long upTo, int limit) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(MATCHING)) {
            filter.bind(query, 1);
            query.setLong(DeadLetterFilter.PARAMETERS + 1, after);
            query.setLong(DeadLetterFilter.PARAMETERS + 2, upTo);
            query.setInt(DeadLetterFilter.PARAMETERS + 3, limit);
            return ids(query);
        }
    }

    /** The next letters that have become readable since they came, in the order they came. */
    public List<Long> readable(long after, int limit) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(READABLE)) {
            query.setLong(1, after);
            query.setInt(2, limit);
            return ids(query);
        }
    }

    private static List<Long> ids(PreparedStatement query) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** Takes those of them that are dead and that nobody else is replaying. */
    public List<WaitingLetter> lock(Connection connection, List<Long> ids) throws SQLException {
        List<WaitingLetter> letters = new ArrayList<>(ids.size());
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setObject(1, ids.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    letters.add(new WaitingLetter(row.getLong(1), Micros.read(row, 2), row.getString(3), row.getBytes(4)));
                }
            }
        }
        return letters;
    }

    /** Belongs into the transaction of {@link #lock} and of the letters' readings: then a letter is taken with them or not at all. */
    public void settle(Connection connection, List<SettledLetter> letters, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setObject(2, letters.stream().mapToLong(SettledLetter::id).toArray());
            update.setObject(3, letters.stream().map(letter -> letter.state().name()).toArray(String[]::new));
            update.setObject(4, letters.stream().map(letter -> letter.reason() == null ? null : letter.reason().name()).toArray(String[]::new));
            update.setObject(5, letters.stream().map(SettledLetter::detail).toArray(String[]::new));
            update.executeUpdate();
        }
    }
}
