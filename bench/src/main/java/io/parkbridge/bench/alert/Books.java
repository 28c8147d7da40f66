package io.parkbridge.bench.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the database has written down of the application's statements ({@code pg_stat_statements}) between two looks. */
record Books(Map<String, Books.Line> lines) {

    /** Begin and commit are no questions; the pulse of the way in and the question whether sites have changed go on beside everything. */
    private static final String LINES = """
            select query, sum(calls)::bigint, sum(total_exec_time), sum(shared_blks_hit + shared_blks_read)::bigint
            from pg_stat_statements
            where userid = (select oid from pg_roles where rolname = current_user)
              and query !~* '^(begin|commit|rollback|set|lock|reset)' and query not like '%pg_stat_statements%'
              and query not like 'update pipeline set%' and query not like '%site_revision%' and query not like '%bench%'
            group by query
            """;

    record Line(long calls, double millis, long pages) {

        Line less(Line before) {
            return before == null ? this : new Line(calls - before.calls, millis - before.millis, pages - before.pages);
        }
    }

    static Books read(Connection connection) throws SQLException {
        Map<String, Line> lines = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LINES); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                lines.put(row.getString(1), new Line(row.getLong(2), row.getDouble(3), row.getLong(4)));
            }
        }
        return new Books(lines);
    }

    /** What has been asked since. */
    Books since(Books before) {
        Map<String, Line> asked = new HashMap<>();
        lines.forEach((query, line) -> {
            Line more = line.less(before.lines.get(query));
            if (more.calls > 0) {
                asked.put(query, more);
            }
        });
        return new Books(asked);
    }

    long calls() {
        return lines.values().stream().mapToLong(Line::calls).sum();
    }

    /** The statement that a batch asks for its open alerts. */
    Line openAlerts() {
        return lines.entrySet().stream().filter(line -> line.getKey().contains("from alert_rule_version v") && line.getKey().contains("union all"))
                .map(Map.Entry::getValue).findFirst().orElseThrow(() -> new IllegalStateException("no batch has asked for open alerts"));
    }
}
