package io.parkbridge.ingest.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps dead letters: one statement for a whole batch. */
@ApplicationScoped
public class DeadLetterStore {

    private static final String INSERT = """
            insert into dead_letter (received_at, topic, payload, reason, detail, device_code)
            select timestamptz 'epoch' + t * interval '1 microsecond', topic, payload, reason, detail, device_code
            from unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[])
                 as u (t, topic, payload, reason, detail, device_code)
            """;

    public void insert(Connection connection, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, letters.stream().mapToLong(letter -> Micros.of(letter.receivedAt())).toArray());
            insert.setObject(2, letters.stream().map(DeadLetter::topic).toArray(String[]::new));
            insert.setObject(3, letters.stream().map(DeadLetter::payload).toArray(byte[][]::new));
            insert.setObject(4, letters.stream().map(letter -> letter.reason().name()).toArray(String[]::new));
            insert.setObject(5, letters.stream().map(DeadLetter::detail).toArray(String[]::new));
            insert.setObject(6, letters.stream().map(DeadLetter::deviceCode).toArray(String[]::new));
            insert.executeUpdate();
        }
    }
}
