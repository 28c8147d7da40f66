package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes note, for all instances together, that the way in works: connected, its backlog drained. A gap in the pulse starts the time anew
 * by which the silence of devices is measured, so what we did not hear is never held against them.
 */
@ApplicationScoped
public class PipelinePulse {

    private static final String BEAT = """
            update pipeline set
                up_since = case when alive_at < cast(? as timestamptz) - interval '20 seconds' then cast(? as timestamptz) else up_since end,
                alive_at = greatest(alive_at, ?)
            """;

    private final DataSource database;
    private final Clock clock;

    PipelinePulse(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** To be called every few seconds as long as what devices say is heard at once. */
    public void beat() throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(BEAT)) {
            update.setObject(1, now);
            update.setObject(2, now);
            update.setObject(3, now);
            update.executeUpdate();
        }
    }
}
