package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Something that a tick looks at, set-based and in a transaction of its own, so that no look waits for rows with another's in hand. */
interface TickLook {

    /**
     * Returns the ids of the alerts it has changed and that stand for themselves.
     *
     * @param book the rules, of the transaction's version
     */
    List<Long> look(Connection connection, RuleBook book, Instant now) throws SQLException;

    /** Whether it looks at every tick, or once a minute. */
    boolean isUrgent();
}
