package io.parkbridge.report;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** Rows of a table, one at a time and once: a long table is never whole in memory. Values stand in the order of the columns. */
interface Rows extends AutoCloseable {

    /** How many there will be, as far as that is known beforehand. */
    long expected();

    /** The next row, or null behind the last one. */
    Object[] next() throws SQLException;

    @Override
    default void close() throws SQLException {
        // most hold nothing
    }

    static Rows of(List<Object[]> rows) {
        Iterator<Object[]> left = rows.iterator();
        return new Rows() {

            @Override
            public long expected() {
                return rows.size();
            }

            @Override
            public Object[] next() {
                return left.hasNext() ? left.next() : null;
            }
        };
    }
}
