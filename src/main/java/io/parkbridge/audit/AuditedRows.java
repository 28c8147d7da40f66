package io.parkbridge.audit;

/**
 * How the log reads the rows of a table that people change; {@code r} stands for the row. Each table has one, beside what writes it.
 *
 * @param from     the table as {@code r}, and what the name needs beside it
 * @param where    which rows a change is about, with parameters
 * @param id       as the API names the row
 * @param name     what people call it
 * @param facility its facility's id, null where it is about none
 */
public record AuditedRows(Subject subject, String from, String where, String id, String name, String facility) {

    /** What counts up or follows from other rows says nothing of what people did. */
    private static final String STATE = "to_jsonb(r) - '{version,capacity,watched_from,created_at,installed_at,updated_at}'::text[]";

    String select() {
        return "select (%s)::text, %s, (%s)::int, %s from %s where %s".formatted(id, name, facility, STATE, from, where);
    }

    /** Keeps the rows that a set-based change is going to touch. */
    String keep(String touched) {
        return "create temporary table %s on commit drop as select (%s)::text as id, %s as state from %s where %s"
                .formatted(kept(), id, STATE, from, touched);
    }

    /** One entry per row that this transaction has written and that differs from what was kept; parameters as {@link Audit} binds them. */
    String compare(String insert, int entriesMax) {
        return """
                %1$s
                select ?, ?, case when kept.id is null then 'CREATED' else 'CHANGED' end, '%2$s', (%3$s)::text, %4$s, (%5$s)::int, kept.state, %6$s, ?, ?, ?
                from %7$s left join %8$s kept on kept.id = (%3$s)::text
                where r.xmin = pg_current_xact_id()::xid and kept.state is distinct from %6$s
                order by r.id limit %9$d
                """.formatted(insert, subject, id, name, facility, STATE, from, kept(), entriesMax);
    }

    private String kept() {
        return "audited_" + subject.name().toLowerCase(java.util.Locale.ROOT);
    }
}
