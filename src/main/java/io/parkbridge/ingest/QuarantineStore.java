package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

/** The rows of senders in quarantine. */
@Singleton
class QuarantineStore {

    private static final String ENTER = """
            insert into device_quarantine as q (sender, device_id, since, until, messages)
            select u.sender, (select d.id from device d where d.code = u.sender or d.dev_eui = lower(u.sender)
                              order by d.code = u.sender desc limit 1),
                   timestamptz 'epoch' + u.since_us * interval '1 microsecond', timestamptz 'epoch' + u.until_us * interval '1 microsecond',
                   u.messages
            from (select ?::text as sender, ?::bigint as since_us, ?::bigint as until_us, ?::bigint as messages) u
            on conflict (sender) do update set until = greatest(q.until, excluded.until), messages = q.messages + excluded.messages
            returning sender, device_id, (select d.facility_id from device d where d.id = device_id), messages, xmax = 0
            """;

    /** Whom an operator has let go has no row any more, and gets none by this. */
    private static final String GO_ON = """
            update device_quarantine
            set until = greatest(until, timestamptz 'epoch' + ? * interval '1 microsecond'), messages = messages + ?
            where sender = ?
            """;

    private static final String REMOVE_OVER = """
            delete from device_quarantine where until < timestamptz 'epoch' + ? * interval '1 microsecond'
            returning sender, device_id, (select d.facility_id from device d where d.id = device_id), messages
            """;

    private static final String ALL = """
            select sender, (extract(epoch from since) * 1000000)::bigint, (extract(epoch from until) * 1000000)::bigint
            from device_quarantine order by since limit ?
            """;

    /** A sender in quarantine; its device's id and facility are null where no such device is registered. */
    record Held(String sender, String deviceId, Integer facilityId, long messages) {
    }

    /** Times in microseconds. */
    record Row(String sender, long since, long until) {
    }

    /** Null where another instance has been here before. */
    Held enter(Connection connection, HeldSender.News news) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            enter.setString(1, news.name());
            enter.setLong(2, news.since());
            enter.setLong(3, news.until());
            enter.setLong(4, news.messages());
            try (ResultSet row = enter.executeQuery()) {
                row.next();
                return row.getBoolean(5) ? held(row) : null;
            }
        }
    }

    void goOn(Connection connection, HeldSender.News news) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GO_ON)) {
            update.setLong(1, news.until());
            update.setLong(2, news.messages());
            update.setString(3, news.name());
            update.executeUpdate();
        }
    }

    /** Each is told to one instance alone. */
    List<Held> removeOver(Connection connection, long nowMicros) throws SQLException {
        List<Held> over = new ArrayList<>();
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OVER)) {
            delete.setLong(1, nowMicros);
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    over.add(held(row));
                }
            }
        }
        return over;
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getLong(4));
    }

    Map<String, Row> all(Connection connection, int max) throws SQLException {
        Map<String, Row> rows = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(ALL)) {
            query.setInt(1, max);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString(1), new Row(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
        return rows;
    }
}
