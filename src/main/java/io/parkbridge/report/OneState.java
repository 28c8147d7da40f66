package io.parkbridge.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * A transaction that only reads, and sees the database as it was when it began, so that a total and its rows agree. Begun when it is first
 * asked for, by the thread that asks.
 */
final class OneState implements AutoCloseable {

    /** It locks no rows, so it may wait longer for pages than others may for anything. */
    private static final String BEGIN = """
            set transaction isolation level repeatable read, read only;
            set local idle_in_transaction_session_timeout = '2min'
            """;

    private final DataSource database;
    private Connection connection;

    OneState(DataSource database) {
        this.database = database;
    }

    Connection connection() throws SQLException {
        if (connection == null) {
            connection = database.getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(BEGIN);
            }
        }
        return connection;
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            try (Connection open = connection) {
                open.rollback();
            }
        }
    }
}
