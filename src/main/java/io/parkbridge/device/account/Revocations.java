package io.parkbridge.device.account;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.mqtt.BrokerAccounts;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Accounts that must not be at the broker. They are noted in the transaction of their revocation, so that the broker can be told whenever it
 * is there, and stay noted after, because an old file of the broker's accounts would bring them back.
 */
@ApplicationScoped
class Revocations {

    private static final int TOGETHER = 100;

    private static final String NOTE = "insert into account_revocation (name, facility_id) values (?, ?)";

    private static final String UNDO = "delete from account_revocation where name = any(?)";

    private static final String NOTE_RETIRED = """
            with gone as (
                delete from device_credential c using device d where d.id = c.device_id and not d.active returning d.code, d.facility_id
            )
            insert into account_revocation (name, facility_id) select code, facility_id from gone
            """;

    /** Issued anew by somebody who could not see that it had been revoked. */
    private static final String UNDO_ISSUED = """
            delete from account_revocation r
            where exists (select from device_credential c join device d on d.id = c.device_id where d.code = r.name)
               or exists (select from broker_account a where a.name = r.name)
            """;

    private static final String COME_BACK = """
            update account_revocation set removed_at = null where removed_at is not null and name = any(?)
            """;

    /** Locked, so that none of them is issued anew meanwhile. */
    private static final String PENDING = """
            select name from account_revocation where removed_at is null order by id limit %d for update skip locked
            """.formatted(TOGETHER);

    private static final String IS_PENDING = "select 1 from account_revocation where name = ? and removed_at is null limit 1";

    /** It cannot be issued anew until the end of the transaction. */
    private static final String LOCK = "select from account_revocation where removed_at is null and name = ? for update";

    private static final String IS_ISSUED = """
            select from device_credential c join device d on d.id = c.device_id where d.code = ? union all select from broker_account where name = ?
            """;

    private static final String REMOVED = "update account_revocation set removed_at = now() where removed_at is null and name = any(?)";

    private final DataSource database;
    private final BrokerAccounts broker;

    Revocations(DataSource database, BrokerAccounts broker) {
        this.database = database;
        this.broker = broker;
    }

    /** In the transaction of the connection. */
    void note(Connection connection, String name, Integer facilityId) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setString(1, name);
            note.setObject(2, facilityId, Types.INTEGER);
            note.executeUpdate();
        }
    }

    /** Whether the broker has yet to be told. */
    boolean isPending(String name) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(IS_PENDING)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** In the transaction that issues them anew. */
    void undo(Connection connection, Collection<String> names) throws SQLException {
        execute(connection, UNDO, names);
    }

    /** Takes one that is noted away from the broker; what somebody has issued anew since stays. */
    void tell(String name) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (isStillRevoked(connection, name)) {
                broker.remove(List.of(name));
                execute(connection, REMOVED, List.of(name));
            }
            connection.commit();
        }
    }

    private static boolean isStillRevoked(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK); PreparedStatement issued = connection.prepareStatement(IS_ISSUED)) {
            lock.setString(1, name);
            lock.execute();
            issued.setString(1, name);
            issued.setString(2, name);
            try (ResultSet row = issued.executeQuery()) {
                return !row.next();
            }
        }
    }

    /** Takes all that are noted away from the broker, those of retired devices among them. */
    void tellAll() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            execute(connection, NOTE_RETIRED);
            connection.setAutoCommit(false);
            List<String> pending;
            do {
                execute(connection, UNDO_ISSUED);
                pending = pending(connection);
                broker.remove(pending);
                execute(connection, REMOVED, pending);
                connection.commit();
            } while (pending.size() == TOGETHER);
        }
    }

    /** Notes again what the broker has and should not; how many that are. */
    int noteAgain(Connection connection, Collection<String> atBroker) throws SQLException {
        execute(connection, UNDO_ISSUED);
        return execute(connection, COME_BACK, atBroker);
    }

    private static List<String> pending(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(PENDING); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private static int execute(Connection connection, String sql, Collection<String> names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, names.toArray(String[]::new));
            return statement.executeUpdate();
        }
    }
}
