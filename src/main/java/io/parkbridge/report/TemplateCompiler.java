package io.parkbridge.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRStyle;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.design.JRDesignBand;
import net.sf.jasperreports.engine.design.JRDesignElement;
import net.sf.jasperreports.engine.design.JRDesignExpression;
import net.sf.jasperreports.engine.design.JRDesignField;
import net.sf.jasperreports.engine.design.JRDesignParameter;
import net.sf.jasperreports.engine.design.JRDesignPropertyExpression;
import net.sf.jasperreports.engine.design.JRDesignSection;
import net.sf.jasperreports.engine.design.JRDesignStaticText;
import net.sf.jasperreports.engine.design.JRDesignTextField;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.type.PositionTypeEnum;
import net.sf.jasperreports.engine.type.SplitTypeEnum;
import net.sf.jasperreports.engine.type.StretchTypeEnum;
import net.sf.jasperreports.engine.type.TextAdjustEnum;
import net.sf.jasperreports.engine.type.WhenNoDataTypeEnum;
import net.sf.jasperreports.engine.xml.JRXmlLoader;

/**
 * Run by the build: compiles the frame for each paper, and a template for each printed table, laid out from its columns. At run time
 * nothing is compiled, and whoever adds a column says so in one place.
 */
public final class TemplateCompiler {

    private static final String FRAME = "/reports/frame.jrxml";
    private static final int HEAD_HEIGHT = 24;
    private static final int ROW_HEIGHT = 14;
    private static final int GAP = 8;
    private static final String TAG = "net.sf.jasperreports.export.pdf.tag.";

    private final Path folder;

    private TemplateCompiler(Path folder) {
        this.folder = folder;
    }

    /** @param args the folder of compiled templates */
    public static void main(String[] args) throws IOException, JRException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        new TemplateCompiler(folder).compile();
    }

    private void compile() throws IOException, JRException {
        for (Paper paper : Paper.values()) {
            JasperDesign frame = frame();
            frame.setPageWidth(paper.width());
            frame.setPageHeight(paper.height());
            frame.setLeftMargin(paper.margin());
            frame.setRightMargin(paper.width() - Paper.TEXT_WIDTH - paper.margin());
            write(frame, Templates.frame(paper));
        }
        for (Report report : Report.values()) {
            for (Table table : report.tables()) {
                if (table.printed()) {
                    write(table(table), Templates.table(report, table));
                }
            }
        }
    }

    private static JasperDesign frame() throws IOException, JRException {
        try (InputStream jrxml = TemplateCompiler.class.getResourceAsStream(FRAME)) {
            return JRXmlLoader.load(jrxml);
        }
    }

    private void write(JasperDesign design, String name) throws JRException {
        JasperCompileManager.compileReportToFile(design, folder.resolve(name).toString());
    }

    private static JasperDesign table(Table table) throws IOException, JRException {
        JasperDesign design = new JasperDesign();
        design.setName(table.name());
        design.setPageWidth(Paper.TEXT_WIDTH);
        design.setColumnWidth(Paper.TEXT_WIDTH);
        design.setLeftMargin(0);
        design.setRightMargin(0);
        design.setTopMargin(0);
        design.setBottomMargin(0);
        design.setWhenNoDataType(WhenNoDataTypeEnum.ALL_SECTIONS_NO_DETAIL);
        for (JRStyle style : frame().getStyles()) {
            design.addStyle(style);
        }
        parameter(design, "note", String.class);
        parameter(design, "has_total", Boolean.class);
        JRDesignBand head = band(HEAD_HEIGHT);
        JRDesignBand row = band(ROW_HEIGHT);
        JRDesignBand total = band(ROW_HEIGHT + 2);
        List<Integer> widths = widths(table);
        int x = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            boolean isFirst = i == 0;
            boolean isLast = i == table.columns().size() - 1;
            boolean isApart = column.kind().isText() && !isFirst && !table.columns().get(i - 1).kind().isText();
            head.addElement(tagged(place(apart(label(design, column), isApart), x, widths.get(i), HEAD_HEIGHT), "th", isFirst, isLast));
            row.addElement(tagged(place(apart(cell(design, column), isApart), x, widths.get(i), ROW_HEIGHT), "td", isFirst, isLast));
            total.addElement(tagged(place(apart(total(design, column), isApart), x, widths.get(i), ROW_HEIGHT), "td", isFirst, isLast));
            x += widths.get(i);
        }
        design.setTitle(title(design));
        design.setColumnHeader(head);
        ((JRDesignSection) design.getDetailSection()).addBand(row);
        design.setSummary(summary(total));
        return design;
    }

    /** In the order of the columns, each its share of the width, all of it used. */
    private static List<Integer> widths(Table table) {
        int sum = table.columns().stream().mapToInt(Column::width).sum();
        int[] done = new int[2];
        return table.columns().stream().map(column -> {
            done[0] += column.width();
            int edge = Math.round((float) Paper.TEXT_WIDTH * done[0] / sum);
            int width = edge - done[1];
            done[1] = edge;
            return width;
        }).toList();
    }

    private static JRDesignBand title(JasperDesign design) throws JRException {
        JRDesignBand band = band(32);
        parameter(design, "title", String.class);
        JRDesignTextField heading = field("$P{title}", "heading");
        heading.getPropertiesMap().setProperty(TAG + "h2", "full");
        band.addElement(place(heading, 0, Paper.TEXT_WIDTH, 16));
        JRDesignTextField note = field("$P{note}", "note");
        note.setTextAdjust(TextAdjustEnum.STRETCH_HEIGHT);
        note.setBlankWhenNull(true);
        note.setRemoveLineWhenBlank(true);
        place(note, 0, Paper.TEXT_WIDTH, 11);
        note.setY(17);
        band.addElement(note);
        JRDesignStaticText start = mark("start");
        start.setY(30);
        start.setPositionType(PositionTypeEnum.FLOAT);
        band.addElement(start);
        return band;
    }

    /** The total, where there is one, and the end of the table. */
    private static JRDesignBand summary(JRDesignBand total) {
        for (JRDesignElement element : total.getChildren().stream().map(JRDesignElement.class::cast).toList()) {
            element.setPrintWhenExpression(expression("$P{has_total}"));
            element.setRemoveLineWhenBlank(true);
        }
        total.addElement(mark("end"));
        total.setHeight(ROW_HEIGHT + 12);
        return total;
    }

    /** Something invisible where a reader's table begins or ends. */
    private static JRDesignStaticText mark(String place) {
        JRDesignStaticText mark = new JRDesignStaticText();
        mark.setText("");
        mark.getPropertiesMap().setProperty(TAG + "table", place);
        return place(mark, 0, 1, 1);
    }

    private static JRDesignTextField label(JasperDesign design, Column column) throws JRException {
        parameter(design, "label." + column.name(), String.class);
        return whole(field("$P{label." + column.name() + "}", "head" + suffix(column)));
    }

    /** Higher where its text needs it, and as high as its neighbours, so that nothing is cut off. */
    private static JRDesignTextField whole(JRDesignTextField field) {
        field.setTextAdjust(TextAdjustEnum.STRETCH_HEIGHT);
        field.setStretchType(StretchTypeEnum.CONTAINER_HEIGHT);
        return field;
    }

    /** Words stand off from figures that end before them. */
    private static JRDesignTextField apart(JRDesignTextField field, boolean isApart) {
        if (isApart) {
            field.getLineBox().setLeftPadding(GAP);
        }
        return field;
    }

    private static JRDesignTextField cell(JasperDesign design, Column column) throws JRException {
        field(design, column.name());
        JRDesignTextField cell = whole(field("$F{" + column.name() + "}", "cell" + suffix(column)));
        if (column.kind() == Column.Kind.HEAT) {
            cell.addPropertyExpression(colour(design, column, "backcolor"));
            cell.addPropertyExpression(colour(design, column, "forecolor"));
        }
        return cell;
    }

    private static JRDesignPropertyExpression colour(JasperDesign design, Column column, String of) throws JRException {
        String name = column.name() + "." + of;
        field(design, name);
        JRDesignPropertyExpression property = new JRDesignPropertyExpression();
        property.setName("net.sf.jasperreports.style." + of);
        property.setValueExpression(expression("$F{" + name + "}"));
        return property;
    }

    private static JRDesignTextField total(JasperDesign design, Column column) throws JRException {
        parameter(design, "total." + column.name(), String.class);
        return whole(field("$P{total." + column.name() + "}", "total" + (column.kind().isText() ? "" : ".number")));
    }

    private static String suffix(Column column) {
        return column.kind() == Column.Kind.HEAT ? ".heat" : column.kind().isText() ? "" : ".number";
    }

    private static <E extends JRDesignElement> E tagged(E element, String cell, boolean isFirst, boolean isLast) {
        element.getPropertiesMap().setProperty(TAG + cell, "full");
        if (isFirst) {
            element.getPropertiesMap().setProperty(TAG + "tr", "start");
        }
        if (isLast) {
            element.getPropertiesMap().setProperty(TAG + "tr", "end");
        }
        return element;
    }

    private static <E extends JRDesignElement> E place(E element, int x, int width, int height) {
        element.setX(x);
        element.setY(0);
        element.setWidth(width);
        element.setHeight(height);
        return element;
    }

    private static JRDesignBand band(int height) {
        JRDesignBand band = new JRDesignBand();
        band.setHeight(height);
        band.setSplitType(SplitTypeEnum.PREVENT);
        return band;
    }

    private static JRDesignTextField field(String text, String style) {
        JRDesignTextField field = new JRDesignTextField();
        field.setExpression(expression(text));
        field.setStyleNameReference(style);
        return field;
    }

    private static JRDesignExpression expression(String text) {
        JRDesignExpression expression = new JRDesignExpression();
        expression.setText(text);
        return expression;
    }

    private static void field(JasperDesign design, String name) throws JRException {
        JRDesignField field = new JRDesignField();
        field.setName(name);
        field.setValueClass(String.class);
        design.addField(field);
    }

    private static void parameter(JasperDesign design, String name, Class<?> type) throws JRException {
        JRDesignParameter parameter = new JRDesignParameter();
        parameter.setName(name);
        parameter.setValueClass(type);
        design.addParameter(parameter);
    }
}
