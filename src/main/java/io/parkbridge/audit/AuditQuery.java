package io.parkbridge.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parkbridge.http.Page;
import io.parkbridge.http.SpreadsheetCell;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Reads the log, the newest first. */
@ApplicationScoped
class AuditQuery {

    private static final String COLUMNS = """
            select id, at, who_kind, who, action, subject, subject_id, name, facility_id, before::text, after::text, address, user_agent,
                   request_id
            from audit where""" + " ";
    private static final String PAGE = COLUMNS + AuditFilter.SQL + "order by id desc limit ? offset ?";
    private static final String ALL = COLUMNS + AuditFilter.SQL + "order by id desc";
    private static final String[] HEADER = {"id", "at", "who_kind", "who", "action", "subject", "subject_id", "name", "facility_id", "before",
        "after", "address", "user_agent", "request_id"};
    private static final int FETCH_SIZE = 2_000;

    /** As the API shows it. */
    record AuditEntry(long id, Instant at, String whoKind, String who, String action, String subject, String subjectId, String name,
            Integer facilityId, @JsonRawValue String before, @JsonRawValue String after, String address, String userAgent, String requestId) {
    }

    private final DataSource database;

    AuditQuery(DataSource database) {
        this.database = database;
    }

    List<AuditEntry> list(AuditFilter filter, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(PAGE)) {
            int parameter = filter.bind(query);
            query.setInt(parameter, page.limit());
            query.setInt(parameter + 1, page.offset());
            List<AuditEntry> entries = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entries.add(new AuditEntry(row.getLong(1), Micros.read(row, 2), row.getString(3), row.getString(4), row.getString(5),
                            row.getString(6), row.getString(7), row.getString(8), row.getObject(9, Integer.class), row.getString(10),
                            row.getString(11), row.getString(12), row.getString(13), row.getString(14)));
                }
            }
            return entries;
        }
    }

    /** Writes all that match as CSV, row by row. */
    void export(AuditFilter filter, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
        try (Connection connection = database.getConnection(); CSVPrinter csv = new CSVPrinter(text, format)) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(ALL)) {
                query.setFetchSize(FETCH_SIZE);
                filter.bind(query);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        print(row, csv);
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the audit log cannot be read", e));
        }
    }

    private static void print(ResultSet row, CSVPrinter csv) throws IOException, SQLException {
        for (int column = 1; column <= HEADER.length; column++) {
            csv.print(column == 2 ? Micros.read(row, 2) : SpreadsheetCell.harmless(row.getString(column)));
        }
        csv.println();
    }
}
