package io.parkbridge.device.account;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Problem;
import io.parkbridge.mqtt.AccountRefused;
import io.parkbridge.mqtt.BrokerAccounts;
import io.parkbridge.mqtt.BrokerRole;
import io.parkbridge.mqtt.MqttConfig;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * A device's credentials: its code and a random password, for the broker and for readings over HTTP. Shown once. The device's row is
 * locked and the broker told first, so what is kept here the broker has had.
 */
@ApplicationScoped
public class DeviceCredentials {

    /** To be handed to the device; the password cannot be shown again. */
    public record Issued(String username, String password) {
    }

    /** What has become of a device's credentials. */
    public enum State {
        /** none, or revoked */
        NONE,
        ISSUED,
        /** the broker has them no more: new ones are needed */
        LOST,
        /** not yet at the broker, which is away and is told as soon as it is back */
        REVOKED
    }

    /** What a device has; nothing of the password. {@code isPossible} says whether any can be issued here. */
    public record Held(State state, String username, Instant issuedAt, String issuedBy, Instant lostSince, boolean isPossible) {
    }

    private record Device(int id, String code, boolean active, int facilityId, boolean hasCredentials) {
    }

    private static final Logger LOG = Logger.getLogger(DeviceCredentials.class);

    private static final String LOCK = """
            select d.id, d.code, d.active, d.facility_id, exists (select from device_credential c where c.device_id = d.id)
            from device d where d.id = ? for no key update of d
            """;

    private static final String WITHOUT = """
            select d.id, d.code, d.active, d.facility_id, c.device_id is not null from device d
            left join device_credential c on c.device_id = d.id
            where d.facility_id = ? and d.active and d.dev_eui is null and (c.device_id is null or c.lost_since is not null)
            order by d.code limit ? for no key update of d
            """;

    private static final String KEEP = """
            insert into device_credential (device_id, salt, hash, issued_by) values (?, ?, ?, ?)
            on conflict (device_id) do update
                set salt = excluded.salt, hash = excluded.hash, issued_at = now(), issued_by = excluded.issued_by, lost_since = null
            """;

    private static final String KNOWN = """
            select c.salt, c.hash from device_credential c join device d on d.id = c.device_id
            where d.code = ? and d.active
            """;

    private static final String REVOKE = "delete from device_credential where device_id = ?";

    private static final String HELD = """
            select d.code, c.device_id is not null, c.issued_at, c.issued_by, c.lost_since,
                   exists (select from account_revocation r where r.name = d.code and r.removed_at is null)
            from device d left join device_credential c on c.device_id = d.id where d.id = ?
            """;

    private final DataSource database;
    private final BrokerAccounts broker;
    private final Revocations revocations;
    private final MqttConfig mqtt;
    private final Audit audit;

    DeviceCredentials(DataSource database, BrokerAccounts broker, Revocations revocations, MqttConfig mqtt, Audit audit) {
        this.database = database;
        this.broker = broker;
        this.revocations = revocations;
        this.mqtt = mqtt;
        this.audit = audit;
    }

    /** New credentials; those before are worth nothing from now on, and a device connected with them is thrown out. */
    public Issued issue(int deviceId, String who) throws SQLException {
        return inTransaction(connection -> {
            Device device = lock(connection, deviceId);
            if (!device.active) {
                throw Problem.conflict("device " + device.code + " is retired");
            }
            return issue(connection, List.of(device), who).getFirst();
        });
    }

    /** As {@link #issue}; null, and a line in the log, where that cannot be now. */
    public Issued issueIfPossible(int deviceId, String who) {
        try {
            return broker.isConfigured() ? issue(deviceId, who) : null;
        } catch (SQLException | Problem e) {
            LOG.warnf("device %d is registered without credentials: %s", deviceId, e.getMessage());
            return null;
        }
    }

    /** Credentials for the devices of a facility that have none and speak for themselves: not those of a network server. */
    List<Issued> issueMissing(int facilityId, int max, String who) throws SQLException {
        return inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(WITHOUT)) {
                query.setInt(1, facilityId);
                query.setInt(2, max);
                return issue(connection, devices(query), who);
            }
        });
    }

    private List<Issued> issue(Connection connection, List<Device> devices, String who) throws SQLException {
        List<Issued> issued = new ArrayList<>(devices.size());
        List<BrokerAccounts.Account> accounts = new ArrayList<>(devices.size());
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            for (Device device : devices) {
                requireOrdinary(device);
                Secret secret = Secret.create();
                issued.add(new Issued(device.code, secret.password()));
                accounts.add(new BrokerAccounts.Account(device.code, secret.password(), BrokerRole.OF_DEVICE));
                keep.setInt(1, device.id);
                keep.setBytes(2, secret.salt());
                keep.setBytes(3, secret.hash());
                keep.setString(4, who);
                keep.addBatch();
            }
            keep.executeBatch();
        }
        revocations.undo(connection, devices.stream().map(Device::code).toList());
        audit.record(connection, devices.stream().map(device -> entry(device.hasCredentials ? Action.ROTATED : Action.ISSUED, device)).toList());
        try {
            broker.put(accounts);
        } catch (AccountRefused e) {
            throw Problem.conflict(e.getMessage());
        } catch (IOException e) {
            LOG.warnf("no credentials are issued: %s", e.getMessage());
            throw Problem.unavailable("the broker cannot be told, so no credentials are issued; try again");
        }
        return issued;
    }

    private static Entry entry(Action action, Device device) {
        return Entry.of(action, Subject.CREDENTIALS, Integer.toString(device.id), device.code, device.facilityId, null);
    }

    /** An account's name is its client id, and a device must not take over our own session. */
    private void requireOrdinary(Device device) {
        if (device.code.equals(mqtt.clientId())) {
            throw Problem.conflict("a device of the application's own name cannot have credentials");
        }
    }

    /** Over HTTP at once; at the broker before this returns, where a connected device is thrown out. */
    void revoke(int deviceId) throws SQLException {
        Device device = inTransaction(connection -> {
            Device locked = lock(connection, deviceId);
            if (execute(connection, REVOKE, deviceId) > 0) {
                revocations.note(connection, locked.code, locked.facilityId);
                audit.record(connection, entry(Action.REVOKED, locked));
            }
            return locked;
        });
        try {
            revocations.tell(device.code);
        } catch (AccountRefused e) {
            throw Problem.conflict(e.getMessage());
        } catch (IOException e) {
            LOG.warnf("the credentials of %s are revoked, but the broker has yet to be told: %s", device.code, e.getMessage());
            throw Problem.unavailable("revoked for HTTP; the broker cannot be told now and will be as soon as it can");
        }
    }

    Held held(int deviceId) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(HELD)) {
            query.setInt(1, deviceId);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("there is no such device");
                }
                State kept = row.getObject(5) == null ? State.ISSUED : State.LOST;
                State state = row.getBoolean(2) ? kept : row.getBoolean(6) ? State.REVOKED : State.NONE;
                return new Held(state, row.getString(1), Micros.read(row, 3), row.getString(4), Micros.read(row, 5), broker.isConfigured());
            }
        }
    }

    /** Whether this is what was issued last; false for retired devices and after revocation. */
    boolean match(String code, String password) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setString(1, code);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && Secret.matches(row.getBytes(1), row.getBytes(2), password);
            }
        }
    }

    private static Device lock(Connection connection, int deviceId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setInt(1, deviceId);
            return devices(query).stream().findFirst().orElseThrow(() -> Problem.notFound("there is no such device"));
        }
    }

    private static List<Device> devices(PreparedStatement query) throws SQLException {
        List<Device> devices = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                devices.add(new Device(row.getInt(1), row.getString(2), row.getBoolean(3), row.getInt(4), row.getBoolean(5)));
            }
        }
        return devices;
    }

    private static int execute(Connection connection, String statement, int deviceId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            update.setInt(1, deviceId);
            return update.executeUpdate();
        }
    }

    private interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
