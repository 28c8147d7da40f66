package io.parkbridge.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

import io.parkbridge.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do in the database, and that no table is forgotten. */
@QuarkusTest
class DatabaseRolesIT {

    private static final String NOT_PERMITTED = "42501";
    private static final Reach NOWHERE = new Reach(Set.of());

    /** Tables that belong to no facility, and are out of reach for whoever may see named ones only. */
    private static final List<String> OUT_OF_REACH = List.of("flyway_schema_history", "pipeline", "alert_tick", "site_import", "occupancy", "heartbeat",
            "app_user", "session", "api_token");

    /** Counters, which say nothing of what is counted. */
    private static final List<String> SHARED = List.of("site_revision", "alert_rule_version");

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"create table mine (a int)", "create schema mine", "alter table bay add mine int", "drop table bay", "truncate bay",
        "create index on bay (kind)", "create trigger mine before insert on bay for each row execute function count_version()",
        "alter table bay disable row level security", "drop policy seen on bay", "create role mine",
        "alter role parkbridge_reader superuser", "set role parkbridge_owner", "delete from flyway_schema_history", "set log_statement = 'none'",
        "select drop_chunks('heartbeat', interval '1 day')", "copy bay to program 'true'", "select pg_read_file('postgresql.conf')"})
    void theApplicationChangesRowsAndNoTables(String sql) {
        assertThatThrownBy(() -> as("parkbridge_app", "PARKBRIDGE_DATABASE_PASSWORD", sql)).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).isEqualTo(NOT_PERMITTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into holiday values (1, current_date)", "update bay set kind = kind", "delete from heartbeat", "create table mine (a int)",
        "create temporary table mine (a int)", "select drop_readings('heartbeat', interval '1 day')", "set role parkbridge_scoped",
        "select nextval('occupancy_id')"})
    void reportsOnlyRead(String sql) {
        assertThatThrownBy(() -> as("parkbridge_reader", "PARKBRIDGE_DATABASE_READER_PASSWORD", sql)).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(e.getSQLState()).isEqualTo(NOT_PERMITTED));
    }

    @Test
    void reportsReadWhatBelongsToFacilities() {
        assertThatCode(() -> as("parkbridge_reader", "PARKBRIDGE_DATABASE_READER_PASSWORD",
                "select count(*) from stay, bay where false; select * from heartbeat limit 1; select target_of(1, current_date)")).doesNotThrowAnyException();
    }

    private static void as(String role, String password, String sql) throws SQLException {
        try (Connection connection = TestDatabase.as(role, password)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } finally {
                connection.rollback();
            }
        }
    }

    /** A new table has a policy, as in R__facilities_apart.sql, or stands here. */
    @Test
    void everyTableIsLimitedOrKnownToBelongToNoFacility() throws SQLException {
        List<String> reached = new ArrayList<>(strings("""
                select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
                  and has_table_privilege('parkbridge_scoped', oid, 'select, insert, update, delete')"""));
        assertThat(reached).containsExactlyInAnyOrderElementsOf(SHARED);
        List<String> unlimited = new ArrayList<>(strings(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity"));
        unlimited.removeAll(SHARED);
        assertThat(unlimited).containsExactlyInAnyOrderElementsOf(OUT_OF_REACH);
    }

    @Test
    void whoReachesNowhereSeesNothing() throws SQLException {
        try (Connection connection = NOWHERE.call(database::getConnection); Statement statement = connection.createStatement()) {
            for (String table : strings("select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity")) {
                String general = table.equals("alert_rule") ? " where num_nonnulls(facility_id, zone_id, device_id) > 0" : "";
                try (ResultSet row = statement.executeQuery("select count(*) from " + table + general)) {
                    row.next();
                    assertThat(row.getLong(1)).as(table).isZero();
                }
            }
        }
    }

    /** The pool gives the same connections to everybody. */
    @Test
    void whatALimitedConnectionWasItIsNotToTheNext() throws SQLException {
        for (int i = 0; i < 40; i++) {
            try (Connection limited = NOWHERE.call(database::getConnection); Connection all = database.getConnection()) {
                assertThat(string(limited, "select current_user || current_setting('parkbridge.facilities')")).isEqualTo("parkbridge_scoped{}");
                assertThat(string(all, "select current_user || coalesce(current_setting('parkbridge.facilities', true), '')")).isEqualTo("parkbridge_app");
                assertThat(string(all, "show search_path")).doesNotContain("scoped");
                if (i % 2 == 0) {
                    limited.setAutoCommit(false);
                    string(limited, "select 1");
                }
            }
        }
    }

    /** A session says what it is once; it does not become somebody else by what it asks for. */
    @Test
    void aRollbackDoesNotWidenTheReach() throws SQLException {
        try (Connection limited = NOWHERE.call(database::getConnection)) {
            limited.setAutoCommit(false);
            string(limited, "select 1");
            limited.rollback();
            assertThat(string(limited, "select current_user")).isEqualTo("parkbridge_scoped");
        }
    }

    private static String string(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private List<String> strings(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = TestDatabase.as("parkbridge_owner", "PARKBRIDGE_DATABASE_OWNER_PASSWORD");
                Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
