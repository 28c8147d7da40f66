package io.parkbridge.bench.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.parkbridge.bench.Ground;

/** What the application asks the database, by the database's own books. */
final class Statements {

    private static final String CALLS = """
            select coalesce(sum(calls), 0) from pg_stat_statements
            where userid = (select oid from pg_roles where rolname = current_user)
              and query not like '%pg_stat_statements%'
            """;
    private static final String WHOLE_CHUNKS = """
            select coalesce(sum(seq_scan), 0) from pg_stat_all_tables
            where schemaname = '_timescaledb_internal' and relname like '\\_hyper\\_%'
            """;

    private static final String TEXTS = """
            select queryid, calls, query from pg_stat_statements
            where userid = (select oid from pg_roles where rolname = current_user)
              and query not like '%pg_stat_statements%' and query ~* '^\\s*(select|with)'
            """;
    private static final Pattern WHOLE = Pattern.compile("Seq Scan on (_hyper_\\S+|occupancy|heartbeat)\\b|^not planned");

    /** The books have {@code interval $1} and {@code extract($1 from} where the statement had a literal, which cannot be parsed again. */
    private static final Pattern LITERAL = Pattern.compile("\\b(interval|timestamptz|timestamp|date)\\s+(\\$\\d+)");
    private static final Pattern FIELD = Pattern.compile("\\bextract\\(\\$\\d+ from ");

    /** One statement in the database's books. */
    private record Entry(long calls, String text) {
    }

    /** The books at one moment, to be compared with a later one. */
    record Books(Map<Long, Entry> entries, long calls) {
    }

    private Statements() {
    }

    static Books books(Connection connection) throws SQLException {
        Map<Long, Entry> entries = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(TEXTS)) {
            while (row.next()) {
                entries.merge(row.getLong(1), new Entry(row.getLong(2), row.getString(3)), (a, b) -> new Entry(a.calls + b.calls, a.text));
            }
        }
        return new Books(entries, number(connection, CALLS));
    }

    /**
     * Plans what has been asked since: whether a chunk of a hypertable would be read from end to end, for parameters of whatever value.
     *
     * @param plain a connection of {@link Ground#plainDatabase}
     * @return "index", or what would be read whole, or that a statement could not be planned
     */
    static String verdict(Connection plain, Books before, Books now) throws SQLException {
        Set<String> faults = new TreeSet<>();
        for (Map.Entry<Long, Entry> entry : now.entries.entrySet()) {
            Entry earlier = before.entries.get(entry.getKey());
            if (earlier == null || earlier.calls < entry.getValue().calls) {
                Matcher whole = WHOLE.matcher(plan(plain, entry.getValue().text));
                while (whole.find()) {
                    faults.add(whole.group(1) == null ? "not planned" : "whole: " + whole.group(1));
                }
            }
        }
        return faults.isEmpty() ? "index" : String.join(", ", faults);
    }

    private static String plan(Connection connection, String text) throws SQLException {
        String readable = FIELD.matcher(LITERAL.matcher(text).replaceAll("$2::$1")).replaceAll("extract(epoch from ");
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("explain (generic_plan) " + readable)) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            Ground.say("not planned: " + e.getMessage() + " in " + text);
            return "not planned";
        }
        return plan.toString();
    }

    /** How often a chunk of a hypertable has been read from end to end. */
    static long wholeChunks(Connection connection) throws SQLException {
        return number(connection, WHOLE_CHUNKS);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
