package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook: what the report is about and its figures on the first sheet, then a sheet a table, with real numbers, percentages, lengths
 * and times, the head frozen and filtered. Written row by row.
 */
@ApplicationScoped
class ExcelRenderer implements Renderer {

    private static final String FONT = "Calibri";
    /** With its opacity before it, as the format wants colours. */
    private static final String ACCENT = "FF1F5A92";
    private static final String WHITE = "FFFFFFFF";
    private static final int NAME_LENGTH_MAX = 31;
    private static final int COLUMNS_UPRIGHT_MAX = 8;
    /** Text that is a number is written as one, or the program warns at each of them. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final int ROWS_A_FLUSH = 500;
    /** The head and a row that is left free. */
    private static final int ROWS_MAX = 1_048_576 - 2;
    private static final double MINUTES_A_DAY = 1_440;
    private static final double WIDTH_OF_POINT = 0.24;

    @Override
    public Format format() {
        return Format.XLSX;
    }

    @Override
    public void write(Document document, OutputStream out, Progress progress) throws IOException, SQLException {
        List<Block.Filled> tables = document.blocks(Block.Filled.class).toList();
        RowCount count = new RowCount(tables, progress, 1);
        Workbook workbook = new Workbook(new Unclosed(out), "Parkbridge", "1.0");
        workbook.setGlobalDefaultFont(FONT, 10);
        workbook.properties().setTitle(document.title() + ", " + document.place());
        String summary = document.written().text("excel.summary");
        summary(document, workbook.newWorksheet(summary));
        Set<String> taken = new HashSet<>(Set.of(summary.toLowerCase(Locale.ROOT)));
        for (Block.Filled table : tables) {
            Object[] row = table.rows().next();
            for (int part = 1; part == 1 || row != null; part++) {
                row = sheet(workbook, name(table, part, taken), table, row, document, count);
            }
        }
        workbook.finish();
    }

    /** A name that a sheet may have, and that no other has. */
    private static String name(Block.Filled table, int part, Set<String> taken) {
        String title = table.table().title().replaceAll("[\\[\\]:*?/\\\\]", " ");
        for (int number = part;; number++) {
            String suffix = number == 1 ? "" : " " + number;
            String name = title.substring(0, Math.min(title.length(), NAME_LENGTH_MAX - suffix.length())) + suffix;
            if (taken.add(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
    }

    private static void summary(Document document, Worksheet sheet) throws IOException {
        Written written = document.written();
        sheet.width(0, 28);
        sheet.width(1, 34);
        sheet.width(2, 40);
        sheet.value(0, 0, document.title());
        sheet.style(0, 0).bold().fontSize(16).fontColor(ACCENT).set();
        List<Object[]> lines = new ArrayList<>();
        lines.add(new Object[] {written.text("excel.facility"), document.place()});
        lines.add(new Object[] {written.text("excel.from"), document.from()});
        lines.add(new Object[] {written.text("excel.to"), document.to()});
        lines.add(new Object[] {written.text("excel.time-zone"), written.clock(document.madeAt())});
        lines.add(new Object[] {written.text("excel.made"), document.madeAt()});
        int row = 2;
        for (Object[] line : lines) {
            sheet.value(row, 0, line[0].toString());
            cell(sheet, row, 1, kind(line[1]), line[1], document);
            sheet.style(row, 1).horizontalAlignment("left").set();
            row++;
        }
        row++;
        for (Block.Figures figures : document.blocks(Block.Figures.class).toList()) {
            for (Block.Figure figure : figures.figures()) {
                sheet.value(row, 0, figure.label());
                cell(sheet, row, 1, figure.kind(), figure.value(), document);
                sheet.style(row, 1).horizontalAlignment("left").bold().set();
                sheet.value(row, 2, figure.note());
                row++;
            }
        }
        for (Block block : document.blocks()) {
            if (block instanceof Block.Notice notice) {
                row = sentence(sheet, row + 1, notice.text());
            } else if (block instanceof Block.Findings findings) {
                row++;
                for (String text : findings.sentences()) {
                    row = sentence(sheet, row, text);
                }
            }
        }
        printed(sheet, document, false);
        sheet.finish();
    }

    /** On the paper that was asked for, as wide as a page. */
    private static void printed(Worksheet sheet, Document document, boolean isLying) {
        sheet.paperSize(document.request().paper() == Paper.A4 ? PaperSize.A4_PAPER : PaperSize.LETTER_PAPER);
        sheet.pageOrientation(isLying ? "landscape" : "portrait");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    private static int sentence(Worksheet sheet, int row, String text) {
        sheet.value(row, 0, text);
        return row + 1;
    }

    private static Column.Kind kind(Object value) {
        return switch (value) {
            case LocalDate day -> Column.Kind.DAY;
            case Instant time -> Column.Kind.TIME;
            default -> Column.Kind.TEXT;
        };
    }

    /** Returns the first row that had no room any more, or null. */
    private static Object[] sheet(Workbook workbook, String name, Block.Filled table, Object[] first, Document document, RowCount count)
            throws IOException, SQLException {
        Worksheet sheet = workbook.newWorksheet(name);
        List<Column> columns = table.table().columns();
        head(sheet, columns);
        printed(sheet, document, columns.size() > COLUMNS_UPRIGHT_MAX);
        int at = 1;
        Object[] row = first;
        while (row != null && at <= ROWS_MAX) {
            row(sheet, at++, columns, row, document);
            if (at % ROWS_A_FLUSH == 0) {
                sheet.flush();
            }
            count.row();
            row = table.rows().next();
        }
        sheet.setAutoFilter(0, 0, Math.max(at - 1, 1), columns.size() - 1);
        if (row == null && table.total() != null) {
            row(sheet, at + 1, columns, table.total(), document);
            sheet.range(at + 1, 0, at + 1, columns.size() - 1).style().bold().set();
        }
        sheet.finish();
        return row;
    }

    private static void head(Worksheet sheet, List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            text(sheet, 0, i, column.label());
            sheet.width(i, Math.max(width(column), column.label().length() + 3));
            sheet.style(0, i).bold().fontColor(WHITE).fillColor(ACCENT).verticalAlignment("center")
                    .horizontalAlignment(column.kind().isText() ? "left" : "right").set();
        }
        sheet.rowHeight(0, 20);
        sheet.freezePane(0, 1);
        sheet.repeatRows(0, 0);
    }

    /** In characters; what has a form of its own must fit, or a spreadsheet shows hashes. */
    private static double width(Column column) {
        return switch (column.kind()) {
            case TIME, CLOCK -> 17;
            case DAY -> 12;
            default -> column.width() * WIDTH_OF_POINT;
        };
    }

    private static void row(Worksheet sheet, int at, List<Column> columns, Object[] row, Document document) {
        for (int i = 0; i < row.length; i++) {
            cell(sheet, at, i, columns.get(i).kind(), row[i], document);
        }
    }

    private static void cell(Worksheet sheet, int row, int column, Column.Kind kind, Object value, Document document) {
        if (value == null) {
            return;
        }
        switch (kind) {
            case TEXT -> text(sheet, row, column, value.toString());
            case COUNT -> number(sheet, row, column, (Number) value, "#,##0");
            case DECIMAL -> number(sheet, row, column, (Number) value, "#,##0.0");
            case PERCENT -> number(sheet, row, column, ((Number) value).doubleValue() / 100, "0.0%");
            case HEAT -> {
                Heat heat = (Heat) value;
                number(sheet, row, column, heat.percent() / 100, "0%");
                sheet.style(row, column).fillColor(opaque(heat.background())).fontColor(opaque(heat.foreground()))
                        .horizontalAlignment("center").set();
            }
            case MINUTES -> number(sheet, row, column, ((Number) value).doubleValue() / MINUTES_A_DAY, "[h]:mm");
            case DAY -> {
                sheet.value(row, column, (LocalDate) value);
                sheet.style(row, column).format(document.written().sheetDay()).set();
            }
            case TIME, CLOCK -> {
                sheet.value(row, column, ((Instant) value).atZone(document.timeZone()).toLocalDateTime());
                sheet.style(row, column).format(document.written().sheetTime()).set();
            }
        }
    }

    private static void text(Worksheet sheet, int row, int column, String value) {
        if (NUMBER.matcher(value).matches()) {
            number(sheet, row, column, Long.valueOf(value), "0".repeat(value.length()));
            sheet.style(row, column).horizontalAlignment("left").set();
        } else {
            sheet.value(row, column, value);
        }
    }

    private static String opaque(String css) {
        return "FF" + css.substring(1);
    }

    private static void number(Worksheet sheet, int row, int column, Number value, String format) {
        sheet.value(row, column, value);
        sheet.style(row, column).format(format).set();
    }
}
