package io.parkbridge.facility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import org.postgresql.PGConnection;

/**
 * Imports facilities, zones, bays and devices, or targets, from CSV: one transaction a file, set-based, parsed by the database itself.
 * What is there already stays, with its history; names and limits are brought up to date.
 */
@ApplicationScoped
class SiteImport {

    private static final String SITE_LINES = """
            create temporary table line (
                facility_code text not null, facility_name text, facility_address text,
                time_zone text constraint time_zone_is_utc_or_a_region_like_europe_london check (time_zone = 'UTC' or time_zone like '_%/_%'),
                zone_code text, zone_name text, zone_type text, max_stay_minutes int, grace_minutes int,
                bay_number text, bay_kind text, longitude double precision, latitude double precision,
                device_code text not null, device_model text, dev_eui text, expected_interval_seconds int
            ) on commit drop
            """;

    private static final List<String> SITE_STEPS = List.of(
            """
            insert into facility (code, name, address, time_zone)
            select distinct on (facility_code) facility_code, coalesce(facility_name, facility_code), coalesce(facility_address, ''),
                   coalesce(time_zone, 'UTC')
            from line
            on conflict (code) do update set name = excluded.name, address = excluded.address, time_zone = excluded.time_zone
            """,
            """
            insert into zone (facility_id, code, name, zone_type, max_stay_minutes, grace_minutes)
            select distinct on (f.id, zone_code) f.id, zone_code, coalesce(zone_name, zone_code), coalesce(zone_type, 'OUTDOOR'),
                   max_stay_minutes, coalesce(grace_minutes, 5)
            from line join facility f on f.code = facility_code
            where zone_code is not null
            on conflict (facility_id, code) do update set name = excluded.name, zone_type = excluded.zone_type,
                max_stay_minutes = excluded.max_stay_minutes, grace_minutes = excluded.grace_minutes
            """,
            """
            insert into bay (zone_id, number, kind, longitude, latitude)
            select z.id, bay_number, coalesce(bay_kind, 'STANDARD'), line.longitude, line.latitude
            from line join facility f on f.code = facility_code join zone z on z.facility_id = f.id and z.code = zone_code
            where bay_number is not null
            on conflict (zone_id, number) do nothing
            """,
            """
            insert into device as d (facility_id, bay_id, code, model, dev_eui, expected_interval_seconds)
            select f.id, b.id, device_code, coalesce(device_model, 'generic'), lower(dev_eui), expected_interval_seconds
            from line join facility f on f.code = facility_code
            left join zone z on z.facility_id = f.id and z.code = zone_code
            left join bay b on b.zone_id = z.id and b.number = bay_number
            on conflict (code) do update set dev_eui = coalesce(excluded.dev_eui, d.dev_eui),
                expected_interval_seconds = coalesce(excluded.expected_interval_seconds, d.expected_interval_seconds)
                where (excluded.dev_eui, excluded.expected_interval_seconds) is distinct from (d.dev_eui, d.expected_interval_seconds)
            """,
            """
            update zone z set capacity = counted.bays
            from (select zone_id, count(*) as bays from bay where active group by zone_id) counted
            where counted.zone_id = z.id and z.capacity <> counted.bays
            """);

    private static final String TARGET_LINES = """
            create temporary table line (facility_code text not null, zone_code text not null, day date not null, arrivals int not null)
            on commit drop
            """;

    private static final List<String> TARGET_STEPS = List.of("""
            insert into target (zone_id, day, arrivals)
            select z.id, day, arrivals
            from line join facility f on f.code = facility_code join zone z on z.facility_id = f.id and z.code = zone_code
            on conflict (zone_id, day) do update set arrivals = excluded.arrivals
            """);

    private final DataSource database;

    SiteImport(DataSource database) {
        this.database = database;
    }

    /** Returns the number of lines, 0 where this very content has been imported before. */
    int importSites(Path file) throws IOException, SQLException {
        return run(file, SITE_LINES, SITE_STEPS);
    }

    /** Targets by facility, zone and day; the same return. */
    int importTargets(Path file) throws IOException, SQLException {
        return run(file, TARGET_LINES, TARGET_STEPS);
    }

    private int run(Path file, String lineTable, List<String> steps) throws IOException, SQLException {
        String digest = digest(file);
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                if (!remember(connection, digest, file)) {
                    connection.rollback();
                    return 0;
                }
                int lines = (int) copy(connection, statement, lineTable, file);
                for (String step : steps) {
                    statement.executeUpdate(step);
                }
                connection.commit();
                connection.setAutoCommit(true);
                statement.execute("analyze facility, zone, bay, device, device_state, bay_state, zone_state");
                return lines;
            } catch (SQLException | IOException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** A file brings the columns that its header names, in its order; the database says which name it does not know. */
    private static long copy(Connection connection, Statement statement, String lineTable, Path file) throws IOException, SQLException {
        statement.execute(lineTable);
        String copy = "copy line (" + columns(file) + ") from stdin with (format csv, header match)";
        try (InputStream csv = Files.newInputStream(file)) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, csv);
        }
    }

    /** The columns the header names, so that a file may leave out what it does not need; one that the table lacks is refused by its name. */
    private static String columns(Path file) throws IOException {
        try (BufferedReader csv = Files.newBufferedReader(file)) {
            String header = Objects.requireNonNullElse(csv.readLine(), "");
            return Stream.of(header.split(",")).map(name -> '"' + name.replace("\"", "") + '"').collect(Collectors.joining(", "));
        }
    }

    private static boolean remember(Connection connection, String digest, Path file) throws SQLException {
        String insert = "insert into site_import (digest, file) values (?, ?) on conflict do nothing";
        try (PreparedStatement remember = connection.prepareStatement(insert)) {
            remember.setString(1, digest);
            remember.setString(2, file.getFileName().toString());
            return remember.executeUpdate() == 1;
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
