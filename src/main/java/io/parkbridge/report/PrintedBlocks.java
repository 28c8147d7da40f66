package io.parkbridge.report;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRField;

/** A document's blocks, as the frame takes them: a row each, its kind and whatever belongs to that. */
final class PrintedBlocks implements JRDataSource {

    /** Of a cell that has a line but no text; without any it would be no line. */
    private static final String BLANK = "\u00a0";

    private final Document document;
    private final Written written;
    private final Templates templates;
    private final RowCount count;
    private final Iterator<Block> left;
    private Map<String, Object> fields = Map.of();

    PrintedBlocks(Document document, Templates templates, RowCount count) {
        this.document = document;
        this.written = document.written();
        this.templates = templates;
        this.count = count;
        left = document.blocks().stream().filter(PrintedBlocks::isPrinted).iterator();
    }

    private static boolean isPrinted(Block block) {
        return switch (block) {
            case Block.Filled filled -> filled.table().printed();
            case Block.Charts charts -> charts.charts().stream().anyMatch(Chart::isTelling);
            default -> true;
        };
    }

    @Override
    public boolean next() {
        if (!left.hasNext()) {
            return false;
        }
        fields = new HashMap<>();
        switch (left.next()) {
            case Block.Figures figures -> figures(figures);
            case Block.Findings findings -> findings(findings);
            case Block.Notice notice -> notice(notice);
            case Block.Charts charts -> charts(charts);
            case Block.Filled filled -> table(filled);
        }
        return true;
    }

    private void figures(Block.Figures block) {
        fields.put("kind", "FIGURES");
        int i = 1;
        for (Block.Figure figure : block.figures()) {
            fields.put("label" + i, figure.label());
            fields.put("value" + i, written.value(figure.kind(), figure.value()) + unit(figure));
            fields.put("note" + i, figure.note());
            i++;
        }
    }

    private static String unit(Block.Figure figure) {
        return figure.kind() == Column.Kind.MINUTES && figure.value() != null ? " h" : "";
    }

    private void findings(Block.Findings block) {
        fields.put("kind", "FINDINGS");
        fields.put("title1", block.title());
        fields.put("text", String.join("\n", block.sentences()));
    }

    private void notice(Block.Notice block) {
        fields.put("kind", "NOTICE");
        fields.put("text", block.text());
    }

    private void charts(Block.Charts block) {
        List<Chart> charts = block.charts().stream().filter(Chart::isTelling).toList();
        fields.put("kind", charts.size() == 1 ? "CHART" : "CHARTS");
        for (int i = 0; i < charts.size(); i++) {
            fields.put("title" + (i + 1), charts.get(i).title());
            fields.put("description" + (i + 1), charts.get(i).description());
            fields.put("chart" + (i + 1), ChartDrawing.of(charts.get(i), written.texts().locale(), DefaultJasperReportsContext.getInstance()));
        }
    }

    private void table(Block.Filled block) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("title", block.table().title());
        parameters.put("note", block.note().isEmpty() ? null : block.note());
        parameters.put("has_total", block.total() != null);
        List<Column> columns = block.table().columns();
        for (int i = 0; block.total() != null && i < columns.size(); i++) {
            Object value = block.total()[i];
            parameters.put("total." + columns.get(i).name(), value == null ? BLANK : written.value(columns.get(i).kind(), value));
        }
        columns.forEach(column -> parameters.put("label." + column.name(), column.label()));
        fields.put("kind", "TABLE");
        fields.put("template", templates.of(Templates.table(document.request().report(), block.table())));
        fields.put("parameters", parameters);
        fields.put("rows", new PrintedRows(block, written, count));
    }

    @Override
    public Object getFieldValue(JRField field) {
        return fields.get(field.getName());
    }
}
