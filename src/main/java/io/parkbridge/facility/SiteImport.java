package io.parkbridge.facility;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.facility.ImportReport.Faults;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Imports facilities, zones, bays and devices, or targets, from CSV: one transaction a file, set-based. Every faulty line is reported,
 * and with one of them nothing is written. What is there already stays, with its history; what the file says otherwise is brought up to
 * date, what it does not mention is left alone.
 */
@ApplicationScoped
class SiteImport {

    private final DataSource database;
    private final Audit audit;

    SiteImport(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Returns the number of lines, 0 where this very content has been imported before. */
    int importSites(Path file) throws IOException, SQLException {
        return importOnce(CsvForm.SITES, file);
    }

    /** Targets by facility, zone and day; the same return. */
    int importTargets(Path file) throws IOException, SQLException {
        return importOnce(CsvForm.TARGETS, file);
    }

    private int importOnce(CsvForm form, Path file) throws IOException, SQLException {
        try (Connection connection = database.getConnection(); InputStream csv = Files.newInputStream(file)) {
            connection.setAutoCommit(false);
            try {
                if (!remember(connection, digest(file), file)) {
                    connection.rollback();
                    return 0;
                }
                ImportReport report = run(connection, form, csv, false);
                if (report.isFaulty()) {
                    throw new FaultyFile(report);
                }
                connection.commit();
                analyze(connection);
                return (int) report.lines();
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Imports, or tells only what an import would do. */
    ImportReport importCsv(CsvForm form, InputStream csv, boolean dryRun) throws IOException, SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ImportReport report = run(connection, form, csv, dryRun);
                if (dryRun || report.isFaulty()) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                return report;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private ImportReport run(Connection connection, CsvForm form, InputStream csv, boolean dryRun) throws IOException, SQLException {
        SiteRevision.begin(connection);
        Faults faults = new Faults();
        try (Statement statement = connection.createStatement()) {
            statement.execute(form.lineTable());
            long lines = new CsvLines(form, faults).copy(connection, csv);
            statement.execute("analyze line");
            for (String check : form.checks()) {
                report(statement, check, faults);
            }
            long written = faults.isEmpty() ? write(connection, statement, form, lines) : 0;
            return faults.report(dryRun, lines, written);
        }
    }

    /** One entry of the audit log for the file, and one for each row that is another now. */
    private long write(Connection connection, Statement statement, CsvForm form, long lines) throws SQLException {
        Audit.keep(statement, form.touched());
        long written = 0;
        for (String step : form.steps()) {
            written += statement.executeUpdate(step);
        }
        if (written > 0) {
            audit.record(connection, Entry.of(Action.IMPORTED, form.subject(), null, null, onlyFacility(statement),
                    Map.of("lines", lines, "written", written)));
            audit.compare(connection, form.touched().keySet());
        }
        return written;
    }

    /** The facility that the file is about, null where it is about several. */
    private static Integer onlyFacility(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select min(f.id) from facility f where f.code in (select facility_code from line) having count(*) = 1""")) {
            return row.next() ? row.getInt(1) : null;
        }
    }

    private static void report(Statement statement, String check, Faults faults) throws SQLException {
        try (ResultSet row = statement.executeQuery(check)) {
            while (row.next()) {
                faults.add(row.getLong(1), row.getString(2), row.getString(3));
            }
        }
    }

    private static void analyze(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select analyze_sites()");
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
