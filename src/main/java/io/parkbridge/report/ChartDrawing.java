package io.parkbridge.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

import net.sf.jasperreports.charts.util.DrawChartRendererImpl;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontUtil;
import net.sf.jasperreports.renderers.Renderable;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws charts for print: few lines, light ones, and the names beside what they name. Shapes, not pixels, at any size. */
final class ChartDrawing {

    private static final String FONT = "DejaVu Sans Condensed";
    private static final float SMALL = 6.5f;
    private static final Color INK = new Color(0x3B424C);
    private static final Color GRID = new Color(0xE3E7EC);
    private static final float BAR_SHARE = 0.28f;
    private static final Shape POINT = new Ellipse2D.Double(-2, -2, 4, 4);
    private static final double LABEL_ROOM = 0.5;

    private ChartDrawing() {
    }

    static Renderable of(Chart chart, Locale locale, JasperReportsContext context) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        Font font = FontUtil.getInstance(context).getAwtFontFromBundles(false, FONT, Font.PLAIN, SMALL, null, false);
        CategoryPlot plot = new CategoryPlot(null, categories(font, chart), values(font, chart, symbols), null);
        plot.setOrientation(chart.form() == Chart.Form.LYING ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL);
        for (Chart.Mark mark : Chart.Mark.values()) {
            List<Chart.Series> marked = chart.series().stream().filter(series -> series.mark() == mark).toList();
            if (!marked.isEmpty()) {
                int layer = plot.getDatasetCount() - (plot.getDataset() == null ? 1 : 0);
                plot.setDataset(layer, dataset(chart, marked));
                plot.setRenderer(layer, renderer(chart, mark, marked, font, symbols));
            }
        }
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(chart.form() != Chart.Form.LYING);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        plot.setRangeZeroBaselineVisible(true);
        plot.setRangeZeroBaselinePaint(INK);
        plot.setRangeZeroBaselineStroke(new BasicStroke(0.6f));
        plot.setInsets(new RectangleInsets(6, 0, 0, 4));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart drawn = new JFreeChart(null, font, plot, false);
        drawn.setBackgroundPaint(null);
        drawn.setPadding(RectangleInsets.ZERO_INSETS);
        if (chart.series().size() > 1) {
            drawn.addSubtitle(legend(drawn, font));
        }
        return new DrawChartRendererImpl(drawn, null);
    }

    private static CategoryAxis categories(Font font, Chart chart) {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(font);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setLowerMargin(0.01);
        axis.setUpperMargin(0.01);
        axis.setCategoryMargin(chart.labels().size() > 12 ? BAR_SHARE : 0.4);
        axis.setMaximumCategoryLabelLines(2);
        axis.setMaximumCategoryLabelWidthRatio(chart.form() == Chart.Form.LYING ? 0.5f : 5f);
        return axis;
    }

    private static NumberAxis values(Font font, Chart chart, DecimalFormatSymbols symbols) {
        NumberAxis axis = new NumberAxis();
        axis.setTickLabelFont(font);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setNumberFormatOverride(new DecimalFormat(chart.unit().isEmpty() ? "#,##0" : "#,##0 '" + chart.unit() + "'", symbols));
        axis.setAutoRangeIncludesZero(true);
        if (chart.form() == Chart.Form.LYING) {
            axis.setVisible(false);
            axis.setUpperMargin(LABEL_ROOM);
        }
        return axis;
    }

    private static DefaultCategoryDataset dataset(Chart chart, List<Chart.Series> marked) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (Chart.Series series : marked) {
            for (int i = 0; i < chart.labels().size(); i++) {
                double value = series.values().get(i);
                data.addValue(Double.isNaN(value) ? null : (Double) value, series.name(), new Tick(i, chart.labels().get(i)));
            }
        }
        return data;
    }

    private static CategoryItemRenderer renderer(Chart chart, Chart.Mark mark, List<Chart.Series> marked, Font font,
            DecimalFormatSymbols symbols) {
        CategoryItemRenderer renderer = mark == Chart.Mark.BAR ? bars(chart.form()) : lines(mark);
        for (int i = 0; i < marked.size(); i++) {
            renderer.setSeriesPaint(i, colour(marked.get(i).tone()));
            if (renderer instanceof LineAndShapeRenderer lines && marked.get(i).values().stream().filter(value -> !Double.isNaN(value)).count() == 1) {
                // a line of one point is none
                lines.setSeriesShapesVisible(i, true);
                lines.setSeriesShape(i, POINT);
            }
        }
        if (chart.form() == Chart.Form.LYING) {
            renderer.setDefaultItemLabelsVisible(true);
            renderer.setDefaultItemLabelFont(font);
            renderer.setDefaultItemLabelPaint(INK);
            renderer.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
            String form = chart.unit().isEmpty() ? "#,##0" : "#,##0.0 '" + chart.unit() + "'";
            renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", new DecimalFormat(form, symbols)));
        }
        return renderer;
    }

    private static BarRenderer bars(Chart.Form form) {
        BarRenderer bars = form == Chart.Form.STACKED ? new StackedBarRenderer() : new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setItemMargin(0);
        bars.setMaximumBarWidth(form == Chart.Form.LYING ? 0.12 : 0.08);
        return bars;
    }

    private static LineAndShapeRenderer lines(Chart.Mark mark) {
        LineAndShapeRenderer lines = new LineAndShapeRenderer(true, false);
        lines.setDefaultStroke(mark == Chart.Mark.LINE ? new BasicStroke(1.4f)
                : new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 2}, 0));
        lines.setAutoPopulateSeriesStroke(false);
        return lines;
    }

    private static LegendTitle legend(JFreeChart drawn, Font font) {
        LegendTitle legend = new LegendTitle(drawn.getPlot());
        legend.setItemFont(font);
        legend.setItemPaint(INK);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setBackgroundPaint(null);
        legend.setItemLabelPadding(new RectangleInsets(0, 2, 0, 8));
        legend.setLegendItemGraphicPadding(new RectangleInsets(0, 0, 0, 0));
        return legend;
    }

    static Color colour(Chart.Tone tone) {
        return switch (tone) {
            case ACCENT -> new Color(0x1F5A92);
            case MIDDLE -> new Color(0x6F9DC6);
            case PALE -> new Color(0xBCD3E8);
            case GREY -> new Color(0xA9B0BA);
            case ALARM -> new Color(0xC4551B);
        };
    }

    /** A category: many may have no name, but none may be another. */
    private record Tick(int place, String label) implements Comparable<Tick>, java.io.Serializable {

        @Override
        public int compareTo(Tick other) {
            return Integer.compare(place, other.place);
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
