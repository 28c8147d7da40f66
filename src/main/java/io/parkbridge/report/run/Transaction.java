package io.parkbridge.report.run;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** Work of several statements, all of which count or none. */
interface Transaction<T> {

    T work(Connection connection) throws SQLException;

    static <T> T of(DataSource database, Transaction<T> transaction) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = transaction.work(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e); // the connection is gone, and with it the transaction
        }
    }
}
