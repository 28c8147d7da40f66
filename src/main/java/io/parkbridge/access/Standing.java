package io.parkbridge.access;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.parkbridge.http.Caller;
import io.parkbridge.scope.Reach;
import jakarta.enterprise.context.ApplicationScoped;

/** What somebody may by now whose work goes on without them: who has a report sent every week, say, and has since left. */
@ApplicationScoped
public class Standing {

    private static final String PERSON = "select role, facilities from app_user where name = ? and active";
    /** Names of tokens are not unique: the one that was made last counts. */
    private static final String TOKEN = """
            select role, facilities from api_token where 'token:' || name = ? and revoked_at is null and expires_at > now() order by id desc limit 1
            """;

    private final AccessConfig config;

    Standing(AccessConfig config) {
        this.config = config;
    }

    /** How far they reach who still have that role; empty where they have it no more. The connection's work must reach everything. */
    public Optional<Reach> of(Connection connection, Caller.Kind kind, String name, String role) throws SQLException {
        return switch (kind) {
            case USER -> ask(connection, PERSON, name, role);
            case TOKEN -> ask(connection, TOKEN, name, role);
            case ANONYMOUS -> may(config.anonymousRole(), role) ? Optional.of(Reach.ALL) : Optional.empty();
            case DEVICE, SYSTEM -> Optional.empty();
        };
    }

    private static Optional<Reach> ask(Connection connection, String sql, String name, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && may(row.getString(1), role) ? Optional.of(reach(row.getArray(2))) : Optional.empty();
            }
        }
    }

    private static boolean may(String has, String role) {
        Role known = Role.of(has);
        return known != null && known.names.contains(role);
    }

    private static Reach reach(Array facilities) throws SQLException {
        return facilities == null ? Reach.ALL : new Reach(User.facilitySet((Integer[]) facilities.getArray()));
    }
}
