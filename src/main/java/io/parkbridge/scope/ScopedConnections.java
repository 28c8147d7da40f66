package io.parkbridge.scope;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.postgresql.core.BaseConnection;

/**
 * Tells the database whose work a connection is about to do. Where that is limited to some facilities, the connection becomes a role whose
 * rows the database limits ({@code R__facilities_apart.sql}), and on its return the application again; for all other work nothing is
 * said, so it costs nothing. A connection that cannot be told is closed: nobody gets one that reaches too far.
 */
@ApplicationScoped
class ScopedConnections implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(ScopedConnections.class);

    /** The search path puts the views of what cannot have row security before the tables of the same names. */
    private static final String LIMIT = """
            select set_config('role', 'parkbridge_scoped', false), set_config('search_path', 'scoped, public', false),
                   set_config('parkbridge.facilities', ?, false)
            """;
    private static final String RELEASE = "reset role; reset search_path; reset parkbridge.facilities";

    private final Set<BaseConnection> limited = ConcurrentHashMap.newKeySet();

    @Override
    public void onConnectionAcquire(Connection connection) {
        Reach reach = Reach.current();
        if (reach.isLimited()) {
            limit(connection, reach);
        }
    }

    private void limit(Connection connection, Reach reach) {
        BaseConnection raw = raw(connection);
        limited.add(raw);
        try (PreparedStatement limit = connection.prepareStatement(LIMIT)) {
            limit.setString(1, reach.facilities().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
            limit.execute();
        } catch (SQLException e) {
            close(raw, e);
            throw new IllegalStateException("the connection cannot be limited to the facilities of the caller", e);
        }
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        if (limited.isEmpty()) {
            return;
        }
        BaseConnection raw = raw(connection);
        if (limited.remove(raw)) {
            try (Statement release = raw.createStatement()) {
                release.execute(RELEASE);
            } catch (SQLException e) {
                close(raw, e);
            }
        }
    }

    @Override
    public void onConnectionDestroy(Connection connection) {
        limited.remove(raw(connection));
    }

    private static BaseConnection raw(Connection connection) {
        try {
            return connection.unwrap(BaseConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("the pool has connections of the PostgreSQL driver alone", e);
        }
    }

    private static void close(BaseConnection connection, SQLException cause) {
        LOG.warnf("a connection is given up: %s", cause.getMessage());
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
