package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.parkbridge.http.SpreadsheetCell;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * One table as RFC 4180: a header of machine names, numbers with a point, days and times as ISO 8601, the latter with the offset of the
 * facility's clock. Text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
@ApplicationScoped
class CsvRenderer implements Renderer {

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public void write(Document document, OutputStream out, Progress progress) throws IOException, SQLException {
        ReportRequest request = document.request();
        String name = request.table() == null ? request.report().tables().getFirst().name() : request.table();
        Block.Filled filled = document.blocks(Block.Filled.class).filter(block -> block.table().name().equals(name)).findFirst().orElseThrow();
        List<Column> columns = filled.table().columns();
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader(columns.stream().map(Column::name).toArray(String[]::new)).get();
        CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format);
        RowCount count = new RowCount(List.of(filled), progress, 1);
        for (Object[] row = filled.rows().next(); row != null; row = filled.rows().next()) {
            for (int i = 0; i < row.length; i++) {
                csv.print(cell(columns.get(i).kind(), row[i], document.timeZone()));
            }
            csv.println();
            count.row();
        }
        csv.flush();
    }

    static Object cell(Column.Kind kind, Object value, ZoneId timeZone) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case TEXT -> SpreadsheetCell.harmless(value instanceof Named named ? named.name() : value.toString());
            case TIME, CLOCK -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(((Instant) value).truncatedTo(ChronoUnit.SECONDS).atZone(timeZone));
            case HEAT -> ((Heat) value).percent();
            case DECIMAL, PERCENT, MINUTES -> new BigDecimal(value.toString()).toPlainString();
            case COUNT, DAY -> value;
        };
    }
}
