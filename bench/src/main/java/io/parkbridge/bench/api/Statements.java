package io.parkbridge.bench.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the application asks the database, by the database's own books. */
final class Statements {

    private static final String CALLS = """
            select coalesce(sum(calls), 0) from pg_stat_statements
            where userid = (select oid from pg_roles where rolname = current_user)
              and query not like '%pg_stat_statements%'
            """;
    private static final String WHOLE_CHUNKS = """
            select coalesce(sum(seq_scan), 0) from pg_stat_all_tables
            where schemaname = '_timescaledb_internal' and relname like '\\_hyper\\_%'
            """;

    private Statements() {
    }

    /** How many statements have been executed so far. */
    static long calls(Connection connection) throws SQLException {
        return number(connection, CALLS);
    }

    /** How often a chunk of a hypertable has been read from end to end. */
    static long wholeChunks(Connection connection) throws SQLException {
        return number(connection, WHOLE_CHUNKS);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
