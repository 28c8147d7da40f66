package io.parkbridge.facility;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

import io.parkbridge.facility.ImportReport.Faults;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Reads a file line by line into the table {@code line}; what is faulty is told and left out. Memory does not grow with the file. */
final class CsvLines {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CsvForm form;
    private final Faults faults;
    private final StringBuilder row = new StringBuilder();

    CsvLines(CsvForm form, Faults faults) {
        this.form = form;
        this.faults = faults;
    }

    /** Returns how many lines there were. */
    long copy(Connection connection, InputStream csv) throws IOException, SQLException {
        CopyIn rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy line from stdin with (format csv)");
        try (CSVParser parser = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(text(csv))) {
            return copy(parser, rows);
        } finally {
            if (rows.isActive()) {
                rows.endCopy();
            }
        }
    }

    private long copy(CSVParser parser, CopyIn rows) throws IOException, SQLException {
        long lines = 0;
        long nr = 1;
        try {
            Iterator<CSVRecord> records = parser.iterator();
            List<String> names = records.hasNext() ? records.next().toList().stream().map(String::strip).toList() : List.of();
            if (!form.accepts(names, faults)) {
                return 0;
            }
            for (nr = parser.getCurrentLineNumber() + 1; records.hasNext(); nr = parser.getCurrentLineNumber() + 1) {
                List<String> cells = form.read(nr, names, records.next().toList(), faults);
                lines++;
                if (cells != null) {
                    write(nr, cells, rows);
                }
            }
        } catch (UncheckedIOException e) {
            faults.add(nr, null, "is not CSV in UTF-8 from here on");
        }
        return lines;
    }

    private void write(long nr, List<String> cells, CopyIn rows) throws IOException, SQLException {
        row.setLength(0);
        row.append(nr);
        for (String cell : cells) {
            row.append(',');
            if (cell != null) {
                row.append('"').append(cell.replace("\"", "\"\"")).append('"');
            }
        }
        byte[] line = row.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        rows.writeToCopy(line, 0, line.length);
    }

    /** Spreadsheets put a byte order mark in front. */
    private static Reader text(InputStream csv) throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(csv, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }
}
