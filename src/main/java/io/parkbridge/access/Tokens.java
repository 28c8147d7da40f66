package io.parkbridge.access;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.parkbridge.access.TokenResource.TokenView;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import javax.sql.DataSource;

/** What machines show. As with sessions, what the database says of one is believed for a few seconds. */
@ApplicationScoped
class Tokens {

    /** By it a token that has got into a file or a chat is recognised. */
    static final String PREFIX = "pbt_";

    /** Notes the use once a minute at most. */
    private static final String FIND = """
            with used as (update api_token set last_used_at = now() where hash = ? and revoked_at is null and expires_at > now()
                and (last_used_at is null or last_used_at < now() - interval '1 minute'))
            select id, name, role, facilities from api_token where hash = ? and revoked_at is null and expires_at > now()
            """;
    private static final String GOOD = "select id from api_token where id = any(?) and revoked_at is null and expires_at > now()";
    private static final String VIEW = "id, name, role, facilities, created_by, created_at, expires_at, last_used_at, revoked_at";
    private static final String LIST = "select " + VIEW + " from api_token order by id desc limit ? offset ?";
    private static final String CREATE = """
            insert into api_token (hash, name, role, facilities, created_by, expires_at) values (?, ?, ?, ?, ?, now() + ? * interval '1 day')
            returning""" + " " + VIEW;
    private static final String REVOKE = """
            update api_token set revoked_at = now() where id = ? and revoked_at is null and expires_at > now() returning""" + " " + VIEW;

    private final DataSource database;
    private final Event<Sessions.Ended> ended;
    private final Audit audit;
    private final Believed<SecurityIdentity> believed = new Believed<>();

    Tokens(DataSource database, Event<Sessions.Ended> ended, Audit audit) {
        this.database = database;
        this.ended = ended;
        this.audit = audit;
    }

    /** Null where it is none, or no longer. */
    SecurityIdentity find(String token) throws SQLException {
        if (!token.startsWith(PREFIX) || !Secret.isPossible(token.substring(PREFIX.length()))) {
            return null;
        }
        return believed.find(Secret.hash(token), this::look);
    }

    private SecurityIdentity look(String hash) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, hash);
            query.setString(2, hash);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                return Identities.of("token:" + row.getString(2), Role.of(row.getString(3)), User.facilitySet(ids(row.getArray(4))),
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

    List<TokenView> list(Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(LIST)) {
            query.setInt(1, page.limit());
            query.setInt(2, page.offset());
            return views(query);
        }
    }

    /** In the running transaction. */
    TokenView create(String token, String name, String role, Integer[] facilities, int days, String createdBy) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, Secret.hash(token));
            insert.setString(2, name);
            insert.setString(3, role);
            insert.setArray(4, facilities == null ? null : connection.createArrayOf("int", facilities));
            insert.setString(5, createdBy);
            insert.setInt(6, days);
            TokenView made = views(insert).getFirst();
            audit.record(connection, new Entry(Action.ISSUED, Subject.TOKEN, Integer.toString(made.id()), name, null, null, made));
            return made;
        }
    }

    /** In the running transaction; false where there is none that was good. */
    boolean revoke(int id) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(REVOKE)) {
            update.setInt(1, id);
            List<TokenView> revoked = views(update);
            for (TokenView token : revoked) {
                audit.record(connection, new Entry(Action.REVOKED, Subject.TOKEN, Integer.toString(id), token.name(), null, token, null));
            }
            return !revoked.isEmpty();
        }
    }

    /** What was believed of a token is no longer so. */
    void changed(int id) {
        believed.end(identity -> new Proof.Token(id).equals(identity.getAttribute(Identities.PROOF)));
        ended.fireAsync(new Sessions.Ended());
    }

    private static List<TokenView> views(PreparedStatement query) throws SQLException {
        List<TokenView> views = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                views.add(new TokenView(row.getInt(1), row.getString(2), row.getString(3), ids(row.getArray(4)), row.getString(5),
                        Micros.read(row, 6), Micros.read(row, 7), Micros.read(row, 8), Micros.read(row, 9)));
            }
        }
        return views;
    }

    private static Integer[] ids(Array facilities) throws SQLException {
        return facilities == null ? null : (Integer[]) facilities.getArray();
    }
}
