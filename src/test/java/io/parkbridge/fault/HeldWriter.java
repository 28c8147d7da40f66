package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import io.parkbridge.TestSensors;

/**
 * Keeps the application's writer waiting inside a transaction, so that a test can say what waits behind it: a device of the site
 * {@code load} is locked, and a heartbeat of it sent.
 */
final class HeldWriter implements AutoCloseable {

    /** Apart from those that tests send for. */
    private static final int DEVICE = 500;

    private final Connection holding;

    /** Returns when it waits. */
    HeldWriter(Installation site) throws Exception {
        holding = site.connect();
        holding.setAutoCommit(false);
        lock(holding, DEVICE);
        try (TestSensors sensors = site.testSensors()) {
            sensors.publish("parking/v1/load/LOAD-%07d/heartbeat".formatted(DEVICE), "{\"time\":\"%s\",\"battery\":80}".formatted(Instant.now()));
        }
        site.add(0, 1);
        awaitThat(() -> isWaiting(site));
    }

    static boolean isWaiting(Installation site) {
        return site.number("select count(*) from pg_locks where not granted") > 0;
    }

    /** Locks a device of the site {@code load} until the transaction ends. */
    static void lock(Connection connection, int device) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("select from device_state s join device d on d.id = s.device_id where d.code = 'LOAD-%07d' for update of s"
                    .formatted(device));
        }
    }

    /** Lets it go on. */
    @Override
    public void close() throws SQLException {
        holding.close();
    }
}
