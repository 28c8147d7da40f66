package io.parkbridge;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The database by other roles than the application's own. */
public final class TestDatabase {

    private TestDatabase() {
    }

    /** What the application may not: change tables. */
    public static void executeAsOwner(String sql) throws SQLException {
        try (Connection connection = as("parkbridge_owner", "PARKBRIDGE_DATABASE_OWNER_PASSWORD"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @param password name of the setting that has it */
    public static Connection as(String role, String password) throws SQLException {
        return DriverManager.getConnection(TestSensors.environment("PARKBRIDGE_DATABASE_URL"), role, TestSensors.environment(password));
    }
}
