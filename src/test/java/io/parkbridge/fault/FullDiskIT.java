package io.parkbridge.fault;

import static io.parkbridge.fault.Installation.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;

import io.parkbridge.fault.Application.Books;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room for the next row (SQLSTATE 53100), for the data: the log of changes has another one. */
@Tag("processes")
class FullDiskIT {

    private static final long BYTES = 96L * 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void fullDiskIsWaitedForUntilThereIsRoom() throws Exception {
        try (Installation site = new Installation("disk", directory, "--small-disk", Long.toString(BYTES))) {
            site.inventory("load", "--devices", "500");
            // before the application makes its tables
            site.executeAsSuperuser("create tablespace small location '/tmp/small'");
            site.executeAsSuperuser("grant create on tablespace small to parkbridge_owner");
            site.executeAsSuperuser("alter database parkbridge set default_tablespace = 'small'");
            Application application = site.application();
            site.execute("create table ballast (filling text); alter table ballast alter filling set storage plain");
            assertThatThrownBy(() -> fill(site)).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("53100"));

            Sensors sensors = site.sensors("load", "--devices", "500", "--rate", "2000", "--duration", "PT10S");
            awaitThat(() -> !application.isReady());
            long retries = application.metric("parkbridge_ingest_retries_total");
            awaitThat(() -> application.metric("parkbridge_ingest_retries_total") > retries + 3);
            assertThat(application.isReady()).isFalse();
            Books full = application.books();
            site.execute("drop table ballast");

            site.finished(sensors);
            site.verifyEachReadingOnce();
            awaitThat(() -> application.isReady() && application.books().inFlight() == 0);
            System.out.println("full: " + full + ", with room again: " + application.books());
            assertThat(application.books()).matches(Books::balances).returns(0L, Books::deadLettered);
        }
    }

    private static void fill(Installation site) throws SQLException {
        for (int rows : new int[] {1_000, 100, 10, 1}) {
            try {
                while (true) {
                    site.execute("insert into ballast select repeat('x', 7000) from generate_series(1, " + rows + ")");
                }
            } catch (SQLException e) {
                if (rows == 1) {
                    throw e;
                }
            }
        }
    }
}
