package io.parkbridge.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A report as JSON, for a page that shows it before it is printed. Values are as in CSV: numbers, days and instants as ISO 8601.
 *
 * @param timeZone IANA name of the facility's clock
 */
public record Preview(String report, String title, String place, LocalDate from, LocalDate to, String timeZone, Instant madeAt,
        List<String> notices, List<PreviewFigure> figures, List<PreviewFindings> findings, List<PreviewChart> charts, List<PreviewTable> tables) {

    public record PreviewFigure(String label, Column.Kind kind, Object value, String note) {
    }

    public record PreviewFindings(String title, List<String> sentences) {
    }

    /** @param form UPRIGHT, STACKED or LYING */
    public record PreviewChart(String title, String description, String form, String unit, List<String> labels, List<PreviewSeries> series) {
    }

    /**
     * @param mark   BAR, LINE or AIM
     * @param tone   ACCENT, MIDDLE, PALE, GREY or ALARM
     * @param values null where there is none
     */
    public record PreviewSeries(String name, String mark, String tone, List<Double> values) {
    }

    /**
     * @param rows      in the order of the columns, the first of them
     * @param truncated whether there are more
     * @param total     in the order of the columns; null where there is nothing to add up
     */
    public record PreviewTable(String name, String title, String note, List<Column> columns, List<Object[]> rows, boolean truncated,
            Object[] total) {
    }
}
