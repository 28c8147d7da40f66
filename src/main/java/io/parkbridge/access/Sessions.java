package io.parkbridge.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.parkbridge.http.Caller;
import io.parkbridge.time.Micros;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import javax.sql.DataSource;

/**
 * Sessions of people, in the database. One that is ended is over at once in this instance, and in the others as soon as they no longer
 * believe what they have read ({@link Believed}).
 */
@ApplicationScoped
class Sessions {

    private static final int PER_USER = 50;
    private static final int ID_LENGTH = 16;

    /** For a person whose password has been changed since it was looked at, there is none. */
    private static final String OPEN = """
            with seen as (update app_user set last_login_at = now() where id = ? and active and password_hash is not distinct from ? returning id),
            beyond as (delete from session where user_id = ? and hash not in
                (select hash from session where user_id = ? order by last_used_at desc limit ?))
            insert into session (hash, user_id, ends_at, address, user_agent) select ?, id, now() + ? * interval '1 second', ?, ? from seen
            """;
    /** Writes once a minute at most: what is asked for much more often is whether it is still open. */
    private static final String FIND = """
            with used as (update session set last_used_at = now() where hash = any(?) and last_used_at between now() - ? * interval '1 second'
                and now() - interval '1 minute')
            select s.hash, u.id, u.name, u.role, u.facilities, u.version from session s join app_user u on u.id = s.user_id
            where s.hash = any(?) and u.active and s.ends_at > now() and s.last_used_at > now() - ? * interval '1 second'
            """;
    private static final String VIEW = "hash, address, user_agent, created_at, last_used_at";
    private static final String LIST = "select " + VIEW + " from session where user_id = ? and ends_at > now() "
            + "and last_used_at > now() - ? * interval '1 second' order by last_used_at desc, hash limit " + PER_USER;
    private static final String END_ALL = "delete from session where user_id = ? and hash is distinct from ? returning " + VIEW;
    /** By the name that it has for its person: the hash's beginning, of which nothing can be made. */
    private static final String END_ONE = "delete from session where user_id = ? and left(hash, " + ID_LENGTH + ") = ? returning " + VIEW;
    private static final String SWEEP = "delete from session where ends_at < now() or last_used_at < now() - ? * interval '1 second'";

    /** A session that is open, and whose it is. */
    record Open(Proof.Session proof, SecurityIdentity identity) {
    }

    /** A session as its person sees it; nothing of it opens anything. */
    record Seen(String id, String address, String userAgent, Instant createdAt, Instant lastUsedAt) {
    }

    /** Sessions are over, in this instance: what they have opened is to be closed. */
    record Ended() {
    }

    private final DataSource database;
    private final AccessConfig config;
    private final Event<Ended> ended;
    private final Believed<Open> believed = new Believed<>();

    Sessions(DataSource database, AccessConfig config, Event<Ended> ended) {
        this.database = database;
        this.config = config;
        this.ended = ended;
    }

    /**
     * @param user   as it was when it proved who it is
     * @param caller from where it is opened
     * @return its secret; null where the person's password or access has been taken meanwhile
     */
    String open(User user, Caller caller) throws SQLException {
        String secret = Secret.fresh();
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(OPEN)) {
            insert.setInt(1, user.id);
            insert.setString(2, user.passwordHash);
            insert.setInt(3, user.id);
            insert.setInt(4, user.id);
            insert.setInt(5, PER_USER - 1);
            insert.setString(6, Secret.hash(secret));
            insert.setLong(7, config.sessionLongest().toSeconds());
            insert.setString(8, caller.address());
            insert.setString(9, caller.userAgent());
            return insert.executeUpdate() == 0 ? null : secret;
        }
    }

    /** Null where the secret opens none. */
    Open find(String secret) throws SQLException {
        return believed.find(Secret.hash(secret), hash -> find(List.of(hash)).stream().findFirst().orElse(null));
    }

    /** Those that are open, their people's role and facilities being what they were. All of them count as used. */
    Set<Proof> good(Collection<Proof.Session> shown) throws SQLException {
        Set<Proof> good = new HashSet<>();
        if (!shown.isEmpty()) {
            find(shown.stream().map(Proof.Session::hash).toList()).forEach(open -> good.add(open.proof()));
        }
        return good;
    }

    private List<Open> find(Collection<String> hashes) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setArray(1, connection.createArrayOf("text", hashes.toArray()));
            query.setLong(2, config.sessionIdle().toSeconds());
            query.setArray(3, connection.createArrayOf("text", hashes.toArray()));
            query.setLong(4, config.sessionIdle().toSeconds());
            List<Open> open = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    open.add(read(row));
                }
            }
            return open;
        }
    }

    private static Open read(ResultSet row) throws SQLException {
        Integer[] facilities = row.getArray(5) == null ? null : (Integer[]) row.getArray(5).getArray();
        Proof.Session proof = new Proof.Session(row.getString(1), row.getInt(2), row.getInt(6));
        return new Open(proof, Identities.of(row.getString(3), Role.of(row.getString(4)), User.facilitySet(facilities), proof));
    }

    /** A person's, the last used first. */
    List<Seen> of(int userId) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(LIST)) {
            query.setInt(1, userId);
            query.setLong(2, config.sessionIdle().toSeconds());
            return seen(query);
        }
    }

    /** As {@link Seen} names a session. */
    static String id(Proof.Session session) {
        return session.hash().substring(0, ID_LENGTH);
    }

    /**
     * Ends one of a person's, in the running transaction where there is one; {@link #changed} then makes it known.
     *
     * @return what it was; none where the person has no such
     */
    List<Seen> end(int userId, String id) throws SQLException {
        return end(END_ONE, userId, id);
    }

    /**
     * Ends all of a person's, in the running transaction where there is one; {@link #changed} then makes it known.
     *
     * @param but its hash; null for none
     * @return what they were
     */
    List<Seen> endAll(int userId, String but) throws SQLException {
        return end(END_ALL, userId, but);
    }

    /** Ends all of a person's at once. */
    void endAllOf(int userId) throws SQLException {
        endAll(userId, null);
        changed(userId);
    }

    private List<Seen> end(String deletion, int userId, String which) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement delete = connection.prepareStatement(deletion)) {
            delete.setInt(1, userId);
            delete.setString(2, which);
            return seen(delete);
        }
    }

    private static List<Seen> seen(PreparedStatement query) throws SQLException {
        List<Seen> seen = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                seen.add(new Seen(row.getString(1).substring(0, ID_LENGTH), row.getString(2), row.getString(3), Micros.read(row, 4), Micros.read(row, 5)));
            }
        }
        return seen;
    }

    /** What was believed of a person is no longer so. */
    void changed(int userId) {
        believed.end(open -> open.proof().userId() == userId);
        ended.fireAsync(new Ended());
    }

    @Scheduled(every = "1h", delayed = "1m")
    void sweep() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement delete = connection.prepareStatement(SWEEP)) {
            delete.setLong(1, config.sessionIdle().toSeconds());
            delete.executeUpdate();
        }
    }
}
