package io.parkbridge.report;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.parkbridge.report.Preview.PreviewChart;
import io.parkbridge.report.Preview.PreviewFigure;
import io.parkbridge.report.Preview.PreviewFindings;
import io.parkbridge.report.Preview.PreviewSeries;
import io.parkbridge.report.Preview.PreviewTable;

/** Makes previews of documents: all but the rows of a table that are too many. */
final class Previews {

    private Previews() {
    }

    static Preview of(Document document, int rowsMax) throws SQLException {
        List<PreviewTable> tables = new ArrayList<>();
        for (Block.Filled filled : document.blocks(Block.Filled.class).toList()) {
            tables.add(table(filled, rowsMax));
        }
        return new Preview(document.request().report().path(), document.title(), document.place(), document.from(), document.to(),
                document.timeZone().getId(), document.madeAt(), document.blocks(Block.Notice.class).map(Block.Notice::text).toList(),
                document.blocks(Block.Figures.class).flatMap(block -> block.figures().stream())
                        .map(figure -> new PreviewFigure(figure.label(), figure.kind(), figure.value(), figure.note())).toList(),
                document.blocks(Block.Findings.class).map(findings -> new PreviewFindings(findings.title(), findings.sentences())).toList(),
                document.blocks(Block.Charts.class).flatMap(block -> block.charts().stream()).map(Previews::chart).toList(), tables);
    }

    private static PreviewChart chart(Chart chart) {
        return new PreviewChart(chart.title(), chart.description(), chart.form().name(), chart.unit(), chart.labels(), chart.series().stream()
                .map(series -> new PreviewSeries(series.name(), series.mark().name(), series.tone().name(),
                        series.values().stream().map(value -> Double.isNaN(value) ? null : value).collect(ArrayList<Double>::new, List::add, List::addAll)))
                .toList());
    }

    private static PreviewTable table(Block.Filled filled, int rowsMax) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        Object[] row = filled.rows().next();
        for (; row != null && rows.size() < rowsMax; row = filled.rows().next()) {
            rows.add(plain(row));
        }
        return new PreviewTable(filled.table().name(), filled.table().title(), filled.note(), filled.table().columns(), rows, row != null,
                filled.total() == null ? null : plain(filled.total()));
    }

    private static Object[] plain(Object[] row) {
        return Arrays.stream(row).map(value -> value instanceof Heat heat ? (Object) heat.percent() : value instanceof Named named ? named.words() : value).toArray();
    }
}
