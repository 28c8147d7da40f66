package io.parkbridge.facility;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts the changes to sites. Changes happen one after the other, on whatever instance, because each begins by counting. */
@ApplicationScoped
public class SiteRevision {

    private static final String COUNT = "update site_revision set revision = revision + 1";
    private static final String PRESENT = "select revision from site_revision";

    private final DataSource database;

    SiteRevision(DataSource database) {
        this.database = database;
    }

    /** Begins a change within the running transaction; waits for the one before to end. */
    public void begin() {
        try (Connection connection = database.getConnection()) {
            begin(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the change cannot begin", e);
        }
    }

    static void begin(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.executeUpdate();
        }
    }

    /** The number of changes so far. */
    public static long present(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PRESENT); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
