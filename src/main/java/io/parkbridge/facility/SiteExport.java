package io.parkbridge.facility;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes what is active in the form that {@link SiteImport} reads: importing it again changes nothing. Streamed row by row. */
@ApplicationScoped
class SiteExport {

    static final String SITES = """
            select f.code, f.name, f.address, f.time_zone, z.code, z.name, z.zone_type, z.max_stay_minutes, z.grace_minutes,
                   b.number, b.kind, b.longitude, b.latitude, d.code, d.model, d.dev_eui,
                   d.expected_interval_seconds, b.max_stay_minutes, b.grace_minutes, b.limit_days, to_char(b.limit_from, 'HH24:MI'),
                   to_char(b.limit_until, 'HH24:MI'), z.plan_width, z.plan_height, b.plan_x, b.plan_y, b.plan_angle, b.plan_width, b.plan_length
            from facility f
            left join zone z on z.facility_id = f.id and z.active
            left join bay b on b.zone_id = z.id and b.active
            left join device d on d.bay_id = b.id and d.active
            where f.active and (f.code = ? or ?::text is null)
            union all
            select f.code, f.name, f.address, f.time_zone, null, null, null, null, null, null, null, null, null, d.code, d.model,
                   d.dev_eui, d.expected_interval_seconds, null, null, null, null, null, null, null, null, null, null, null, null
            from facility f join device d on d.facility_id = f.id and d.active and d.bay_id is null
            where f.active and (f.code = ? or ?::text is null)
            order by 1, 5, 10, 14
            """;

    static final String TARGETS = """
            select f.code, z.code, t.day, t.arrivals, t.usage_hours
            from target t join zone z on z.id = t.zone_id and z.active join facility f on f.id = z.facility_id and f.active
            where f.code = ? or ?::text is null
            order by 1, 2, 3
            """;

    private static final int FETCH_SIZE = 2_000;

    private final DataSource database;

    SiteExport(DataSource database) {
        this.database = database;
    }

    /**
     * @param sql      asks for the columns of the form; each of its parameters is the facility
     * @param facility its code, or null for all
     */
    void write(CsvForm form, String sql, String facility, OutputStream out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(form.header().toArray(String[]::new)).get();
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (Connection connection = database.getConnection(); CSVPrinter csv = new CSVPrinter(text, format)) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setFetchSize(FETCH_SIZE);
                for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
                    query.setObject(i, facility, Types.VARCHAR);
                }
                write(query, form.columns().size(), csv);
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the sites cannot be read", e));
        }
    }

    /** The facility's id, null where there is none of this code or none is named. */
    Integer facility(String code) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select id from facility where code = ?")) {
            query.setString(1, code);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    private static void write(PreparedStatement query, int columns, CSVPrinter csv) throws IOException, SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    Object value = row.getObject(column);
                    csv.print(value instanceof Double number ? new BigDecimal(number.toString()).toPlainString() : value);
                }
                csv.println();
            }
        }
    }
}
