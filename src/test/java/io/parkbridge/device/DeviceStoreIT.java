package io.parkbridge.device;

import static io.parkbridge.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Devices locked by a batch while they are being changed. */
@QuarkusTest
class DeviceStoreIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    DeviceStore devices;

    @Test
    void whoHasWaitedForTheLockSeesTheDeviceAsItIsNow() throws SQLException {
        Site site = sites.create(2);
        int id = number("select id from device where code = ?", site.device(1));
        try (Connection administrator = database.getConnection(); Connection writer = database.getConnection()) {
            administrator.setAutoCommit(false);
            writer.setAutoCommit(false);
            try (PreparedStatement retire = administrator.prepareStatement("update device set active = false where id = ?")) {
                retire.setInt(1, id);
                retire.executeUpdate();
            }
            int waiting = backend(writer);
            CompletableFuture<Map<Integer, RegisteredDevice>> locked = CompletableFuture.supplyAsync(() -> lock(writer, id));
            await().until(() -> number("select count(*)::int from pg_locks where not granted and pid = ?", waiting) > 0);
            assertThat(locked).isNotDone();

            administrator.commit();

            assertThat(locked.join().get(id).active()).isFalse();
            writer.rollback();
        }
    }

    @Test
    void whatWasEditedAndRolledBackIsForgotten() throws SQLException {
        Site site = sites.create(2);
        int id = number("select id from device where code = ?", site.device(1));
        try (Connection administrator = database.getConnection(); Connection writer = database.getConnection()) {
            administrator.setAutoCommit(false);
            edit(administrator, "update device set model = 'never-was' where id = ?", id);
            assertThat(lock(administrator, id).get(id).model()).isEqualTo("never-was");
            administrator.rollback();
            edit(administrator, "update device set active = false where id = ?", id);
            administrator.commit();

            RegisteredDevice device = lock(writer, id).get(id);

            assertThat(device.active()).isFalse();
            assertThat(device.model()).isNotEqualTo("never-was");
        }
    }

    private static void edit(Connection connection, String sql, int id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, id);
            update.executeUpdate();
        }
    }

    private Map<Integer, RegisteredDevice> lock(Connection connection, int id) {
        try {
            return devices.lock(connection, List.of(id));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_backend_pid()"); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private int number(String sql, Object parameter) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
