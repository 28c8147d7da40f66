package io.parkbridge.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw readings end with their age; readings of devices that do not exist serve here, since only their time matters. */
@QuarkusTest
class ReadingRetentionIT {

    private static final int NOBODY = -20261124;

    @Inject
    ReadingRetention retention;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void oldAndYoungReadings() throws SQLException {
        assumeThat(number("select count(*) where current_setting('timescaledb.license') = 'apache'")).as("no policy does it").isEqualTo(1);
        execute("""
                insert into occupancy (time, received_at, device_id, bay_id, zone_id, occupied)
                select now() - make_interval(days => age), now(), %1$d, %1$d, %1$d, true from unnest(array[500, 420, 390, 1]) age
                """.formatted(NOBODY));
        execute("""
                insert into heartbeat (time, received_at, device_id)
                select now() - make_interval(days => age), now(), %d from unnest(array[500, 420, 390, 1]) age""".formatted(NOBODY));
    }

    @Test
    void readingsEndWithTheirAgeAndAreCounted() throws SQLException {
        double chunks = dropped("chunks");
        double bytes = dropped("bytes");

        retention.run();

        assertThat(count("occupancy")).isEqualTo(2);
        assertThat(count("heartbeat")).isEqualTo(2);
        assertThat(dropped("chunks") - chunks).isEqualTo(4);
        assertThat(dropped("bytes")).isGreaterThan(bytes);
    }

    @Test
    void onlyOneInstanceDoesIt() throws SQLException {
        try (Connection other = database.getConnection(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('parkbridge reading retention'))");
            retention.run();
            other.rollback();
        }
        assertThat(count("occupancy")).isEqualTo(4);
        retention.run();
        assertThat(count("occupancy")).isEqualTo(2);
    }

    private double dropped(String what) {
        return metrics.find("parkbridge.readings.dropped." + what).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    @AfterEach
    void removeThem() throws SQLException {
        execute("delete from occupancy where device_id = " + NOBODY);
        execute("delete from heartbeat where device_id = " + NOBODY);
    }

    private int count(String table) throws SQLException {
        return number("select count(*) from " + table + " where device_id = " + NOBODY);
    }

    private int number(String query) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
