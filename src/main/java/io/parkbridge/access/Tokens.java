package io.parkbridge.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import javax.sql.DataSource;

/** What machines show. As with sessions, what the database says of one is believed for a few seconds. */
@ApplicationScoped
class Tokens {

    /** By it a token that has got into a file or a chat is recognised. */
    static final String PREFIX = "pbt_";
    private static final int CACHED = 20_000;

    /** Notes the use once a minute at most. */
    private static final String FIND = """
            with used as (update api_token set last_used_at = now() where hash = ? and revoked_at is null and expires_at > now()
                and (last_used_at is null or last_used_at < now() - interval '1 minute'))
            select id, name, role, facilities from api_token where hash = ? and revoked_at is null and expires_at > now()
            """;
    private static final String GOOD = "select id from api_token where id = any(?) and revoked_at is null and expires_at > now()";
    private static final String REVOKE = "update api_token set revoked_at = now() where id = ? and revoked_at is null";

    private final DataSource database;
    private final Event<Sessions.Ended> ended;
    private final Cache<String, SecurityIdentity> believed = Caffeine.newBuilder().maximumSize(CACHED)
            .expireAfterWrite(Duration.ofSeconds(Sessions.BELIEVED_SECONDS)).build();

    Tokens(DataSource database, Event<Sessions.Ended> ended) {
        this.database = database;
        this.ended = ended;
    }

    /** Null where it is none, or no longer. */
    SecurityIdentity find(String token) throws SQLException {
        if (!token.startsWith(PREFIX) || !Secret.isPossible(token.substring(PREFIX.length()))) {
            return null;
        }
        String hash = Secret.hash(token);
        SecurityIdentity known = believed.getIfPresent(hash);
        if (known == null) {
            known = look(hash);
            if (known != null) {
                believed.put(hash, known);
            }
        }
        return known;
    }

    private SecurityIdentity look(String hash) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, hash);
            query.setString(2, hash);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Integer[] facilities = row.getArray(4) == null ? null : (Integer[]) row.getArray(4).getArray();
                return Identities.of("token:" + row.getString(2), Role.of(row.getString(3)), User.facilitySet(facilities),
                        new Proof.Token(row.getInt(1)));
            }
        }
    }

    /** Those that are still good. */
    Set<Proof> good(Collection<Proof.Token> shown) throws SQLException {
        Set<Proof> good = new HashSet<>();
        if (shown.isEmpty()) {
            return good;
        }
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(GOOD)) {
            query.setArray(1, connection.createArrayOf("int", shown.stream().map(Proof.Token::id).toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    good.add(new Proof.Token(row.getInt(1)));
                }
            }
        }
        return good;
    }

    /** False where there is none that was good. */
    boolean revoke(int id) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(REVOKE)) {
            update.setInt(1, id);
            boolean revoked = update.executeUpdate() > 0;
            believed.asMap().values().removeIf(identity -> new Proof.Token(id).equals(identity.getAttribute(Identities.PROOF)));
            ended.fireAsync(new Sessions.Ended());
            return revoked;
        }
    }
}
