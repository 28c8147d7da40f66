package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.ingest.decode.Sender;
import jakarta.inject.Singleton;

/** The rows of senders in quarantine. */
@Singleton
class QuarantineStore {

    private static final String ENTER = """
            insert into device_quarantine as q (sender, via, device_id, since, until, messages)
            select u.sender, u.via, (select d.id from device d join facility f on f.id = d.facility_id
                                     where case when u.via = '' or u.via like '%/%' then d.code = u.sender or d.dev_eui = lower(u.sender)
                                                else d.code = u.sender and f.code = u.via end
                                     order by d.code = u.sender desc limit 1),
                   timestamptz 'epoch' + u.since_us * interval '1 microsecond', timestamptz 'epoch' + u.until_us * interval '1 microsecond',
                   u.messages
            from (select ?::text as sender, ?::text as via, ?::bigint as since_us, ?::bigint as until_us, ?::bigint as messages) u
            on conflict (sender, via) do update set until = greatest(q.until, excluded.until), messages = q.messages + excluded.messages
            returning sender, device_id, (select d.facility_id from device d where d.id = device_id), messages, xmax = 0
            """;

    /** Whom an operator has let go has no row any more, and gets none by this. */
    private static final String GO_ON = """
            update device_quarantine
            set until = greatest(until, timestamptz 'epoch' + ? * interval '1 microsecond'), messages = messages + ?
            where sender = ? and via = ?
            """;

    private static final String REMOVE_OVER = """
            delete from device_quarantine where until < timestamptz 'epoch' + ? * interval '1 microsecond'
            returning sender, device_id, (select d.facility_id from device d where d.id = device_id), messages
            """;

    private static final String ALL = """
            select sender, via, (extract(epoch from since) * 1000000)::bigint, (extract(epoch from until) * 1000000)::bigint
            from device_quarantine order by since limit ?
            """;

    /** A sender in quarantine; its device's id and facility are null where no such device is registered. */
    record Held(String name, String deviceId, Integer facilityId, long messages) {
    }

    /** Times in microseconds. */
    record Row(Sender sender, long since, long until) {
    }

    /** Null where another instance has been here before. */
    Held enter(Connection connection, HeldSender.News news) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            enter.setString(1, news.who().name());
            enter.setString(2, news.who().via());
            enter.setLong(3, news.since());
            enter.setLong(4, news.until());
            enter.setLong(5, news.messages());
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
            update.setString(3, news.who().name());
            update.setString(4, news.who().via());
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

    List<String> facilities(Connection connection) throws SQLException {
        List<String> codes = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("select code from facility"); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                codes.add(row.getString(1));
            }
        }
        return codes;
    }

    Map<Sender, Row> all(Connection connection, int max) throws SQLException {
        Map<Sender, Row> rows = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(ALL)) {
            query.setInt(1, max);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Sender sender = new Sender(row.getString(2), row.getString(1));
                    rows.put(sender, new Row(sender, row.getLong(3), row.getLong(4)));
                }
            }
        }
        return rows;
    }
}
