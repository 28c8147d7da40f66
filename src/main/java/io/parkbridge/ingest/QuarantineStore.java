package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
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
            """;

    /** Whom an operator has let go has no row any more, and gets none by this. */
    private static final String GO_ON = """
            update device_quarantine
            set until = greatest(until, timestamptz 'epoch' + ? * interval '1 microsecond'), messages = messages + ?
            where sender = ?
            """;

    private static final String REMOVE_OVER = "delete from device_quarantine where until < timestamptz 'epoch' + ? * interval '1 microsecond'";

    private static final String ALL = """
            select sender, (extract(epoch from since) * 1000000)::bigint, (extract(epoch from until) * 1000000)::bigint
            from device_quarantine order by since limit ?
            """;

    /** Times in microseconds. */
    record Row(String sender, long since, long until) {
    }

    void write(Connection connection, HeldSender.News news) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(news.isNew() ? ENTER : GO_ON)) {
            if (news.isNew()) {
                write.setString(1, news.name());
                write.setLong(2, news.since());
                write.setLong(3, news.until());
                write.setLong(4, news.messages());
            } else {
                write.setLong(1, news.until());
                write.setLong(2, news.messages());
                write.setString(3, news.name());
            }
            write.executeUpdate();
        }
    }

    void removeOver(Connection connection, long nowMicros) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OVER)) {
            delete.setLong(1, nowMicros);
            delete.executeUpdate();
        }
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
