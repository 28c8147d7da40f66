package io.parkbridge.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.http.Caller;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The log of who did what. An entry is written in the transaction of what it tells: with a connection, in that connection's; without one,
 * in the running transaction, or at once where there is none. Who it was is the caller of the running request, else the application.
 */
@ApplicationScoped
public class Audit {

    /** What one import writes of each kind of row; its counts tell the rest. */
    private static final int ROWS_PER_IMPORT_MAX = 1_000;

    private static final int TEXT_LENGTH_MAX = 300;
    private static final Pattern UNKEEPABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    /** A NUL in a JSON text (after an even number of backslashes), or half a character. */
    private static final Pattern UNKEEPABLE_JSON = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000|\\p{Cs}");

    private static final String INSERT = """
            insert into audit (who_kind, who, action, subject, subject_id, name, facility_id, before, after, address, user_agent, request_id)""";
    private static final String VALUES = INSERT + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)";

    private record Origin(Who who, String address, String userAgent, String requestId) {
    }

    private record Line(Action action, Subject subject, String id, String name, Integer facilityId, String before, String after) {
    }

    private final DataSource database;
    private final Caller caller;
    private final ObjectMapper json;

    Audit(DataSource database, Caller caller, ObjectMapper json) {
        this.database = database;
        this.caller = caller;
        this.json = json;
    }

    /** Records in the running transaction, or at once where there is none. */
    public void record(Entry entry) throws SQLException {
        try (Connection connection = database.getConnection()) {
            record(connection, entry);
        }
    }

    /** Records in the transaction of the connection. */
    public void record(Connection connection, Entry entry) throws SQLException {
        write(connection, origin(null), List.of(line(entry)));
    }

    /** As {@link #record(Entry)}, where it is known better than from the request who it was: for instance who has failed to log in. */
    public void record(Who who, Entry entry) throws SQLException {
        try (Connection connection = database.getConnection()) {
            write(connection, origin(who), List.of(line(entry)));
        }
    }

    /** Many at once. */
    public void record(Connection connection, Collection<Entry> entries) throws SQLException {
        write(connection, origin(null), entries.stream().map(this::line).toList());
    }

    /** Begins a change of the rows that the parameters select; {@link #done} ends it. */
    public Change begin(Connection connection, AuditedRows rows, Object... parameters) throws SQLException {
        return new Change(rows, parameters, read(connection, rows, parameters));
    }

    /** The same in the running transaction. */
    public Change begin(AuditedRows rows, Object... parameters) {
        try (Connection connection = database.getConnection()) {
            return begin(connection, rows, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException("what is to be changed cannot be read", e);
        }
    }

    /** Records what has become of the rows; nothing where nothing has. What an entity manager holds must have been flushed. */
    public void done(Connection connection, Change change) throws SQLException {
        Map<String, Change.Row> after = read(connection, change.rows, change.parameters);
        Set<String> ids = new LinkedHashSet<>(change.before.keySet());
        ids.addAll(after.keySet());
        List<Line> lines = new ArrayList<>();
        for (String id : ids) {
            Change.Row was = change.before.get(id);
            Change.Row is = after.get(id);
            Action action = Change.Row.action(was, is);
            if (action != null) {
                Change.Row named = is == null ? was : is;
                lines.add(new Line(action, change.rows.subject(), id, named.name(), named.facilityId(), was == null ? null : was.state(),
                        is == null ? null : is.state()));
            }
        }
        write(connection, origin(null), lines);
    }

    /** The same in the running transaction. */
    public void done(Change... changes) {
        try (Connection connection = database.getConnection()) {
            for (Change change : changes) {
                done(connection, change);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the change cannot be recorded", e);
        }
    }

    /** Records rows that are new in the running transaction. */
    public void created(AuditedRows rows, Object... parameters) {
        done(new Change(rows, parameters, Map.of()));
    }

    /** Records rows that are new in the transaction of the connection. */
    public void created(Connection connection, AuditedRows rows, Object... parameters) throws SQLException {
        done(connection, new Change(rows, parameters, Map.of()));
    }

    /** Begins a set-based change, for {@link #compare}. */
    public static void keep(Statement statement, Map<AuditedRows, String> touched) throws SQLException {
        for (Map.Entry<AuditedRows, String> rows : touched.entrySet()) {
            statement.execute(rows.getKey().keep(rows.getValue()));
        }
    }

    /** Records the rows that this transaction has created or changed since {@link #keep}, at most {@value #ROWS_PER_IMPORT_MAX} of each kind. */
    public void compare(Connection connection, Collection<AuditedRows> touched) throws SQLException {
        Origin origin = origin(null);
        for (AuditedRows rows : touched) {
            try (PreparedStatement insert = connection.prepareStatement(rows.compare(INSERT, ROWS_PER_IMPORT_MAX))) {
                insert.setString(1, origin.who.kind().name());
                insert.setString(2, origin.who.name());
                insert.setString(3, origin.address);
                insert.setString(4, origin.userAgent);
                insert.setString(5, origin.requestId);
                insert.executeUpdate();
            }
        }
    }

    private static Map<String, Change.Row> read(Connection connection, AuditedRows rows, Object... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(rows.select())) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i] instanceof Collection<?> ids ? array(connection, ids) : parameters[i]);
            }
            Map<String, Change.Row> found = new LinkedHashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1),
                            new Change.Row(row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getString(4)));
                }
            }
            return found;
        }
    }

    private static Array array(Connection connection, Collection<?> ids) throws SQLException {
        return connection.createArrayOf("int8", ids.toArray());
    }

    private void write(Connection connection, Origin origin, List<Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(VALUES)) {
            for (Line line : lines) {
                insert.setString(1, origin.who.kind().name());
                insert.setString(2, text(origin.who.name()));
                insert.setString(3, line.action.name());
                insert.setString(4, line.subject.name());
                insert.setString(5, line.id);
                insert.setString(6, line.name);
                insert.setObject(7, line.facilityId, Types.INTEGER);
                insert.setString(8, line.before);
                insert.setString(9, line.after);
                insert.setString(10, origin.address);
                insert.setString(11, origin.userAgent);
                insert.setString(12, origin.requestId);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Origin origin(Who known) {
        if (!Arc.container().requestContext().isActive() || !caller.isPresent()) {
            return new Origin(known == null ? Who.system("application") : known, null, null, null);
        }
        Who who = known == null ? new Who(caller.kind(), caller.name()) : known;
        return new Origin(who, caller.address(), caller.userAgent(), caller.requestId());
    }

    private Line line(Entry entry) {
        return new Line(entry.action(), entry.subject(), text(entry.id()), text(entry.name()), entry.facilityId(), json(entry.before()),
                json(entry.after()));
    }

    /** What somebody typed into a login form is recorded, too: cut, and without what the database does not keep. */
    private static String text(String text) {
        return text == null ? null : UNKEEPABLE.matcher(text.substring(0, Math.min(text.length(), TEXT_LENGTH_MAX))).replaceAll("?");
    }

    private String json(Object value) {
        try {
            return value == null ? null : UNKEEPABLE_JSON.matcher(json.writeValueAsString(value)).replaceAll("$1?");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is recorded can be written as JSON", e);
        }
    }
}
