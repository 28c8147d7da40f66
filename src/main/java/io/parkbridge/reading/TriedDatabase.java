package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.parkbridge.facility.SitesReady;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at the start where the database is none that we have been tried with (docs/dependencies.md). Others may do as well. */
@ApplicationScoped
class TriedDatabase {

    private static final Logger LOG = Logger.getLogger(TriedDatabase.class);
    private static final String POSTGRESQL = "17";
    private static final String TIMESCALEDB = "2.19";

    private static final String VERSIONS = """
            select split_part(current_setting('server_version'), ' ', 1), (select extversion from pg_extension where extname = 'timescaledb')
            """;

    private final DataSource database;

    TriedDatabase(DataSource database) {
        this.database = database;
    }

    void start(@Observes SitesReady ready) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSIONS)) {
            row.next();
            String doubt = doubt(row.getString(1), row.getString(2));
            if (doubt != null) {
                LOG.warn(doubt);
            }
        }
    }

    /** Null where there is none. */
    static String doubt(String postgresql, String timescaledb) {
        boolean tried = postgresql.startsWith(POSTGRESQL + ".") && timescaledb.startsWith(TIMESCALEDB + ".");
        return tried ? null : "the database is PostgreSQL %s with TimescaleDB %s; tried are PostgreSQL %s with TimescaleDB %s"
                .formatted(postgresql, timescaledb, POSTGRESQL, TIMESCALEDB);
    }
}
