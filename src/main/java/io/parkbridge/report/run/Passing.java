package io.parkbridge.report.run;

import java.sql.SQLException;
import java.util.Set;

/** Faults of the database that are over sooner or later, so that what has failed by one is worth another attempt. */
final class Passing {

    /** SQLSTATE: connection lost, transaction to be repeated, resources short, stopped by an operator, trouble of the system. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private Passing() {
    }

    static boolean is(SQLException fault) {
        String state = fault.getSQLState();
        return state == null || CLASSES.contains(state.substring(0, 2));
    }
}
