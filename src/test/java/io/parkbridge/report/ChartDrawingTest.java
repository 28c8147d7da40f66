package io.parkbridge.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.Graphics2DRenderable;
import org.junit.jupiter.api.Test;

class ChartDrawingTest {

    /** As one of two charts side by side. */
    private static final int WIDTH = 250;
    private static final int HEIGHT = 140;
    private static final int SCALE = 4;
    /** What is drawn ends so far from the edge. */
    private static final int MARGIN = 4;

    /** What is cut off at the edge has ink there. */
    @Test
    void valueBehindTheLongestBarIsWholeHoweverLongTheNames() throws JRException {
        Chart chart = new Chart("Efficiency", "", Chart.Form.LYING, "%", List.of("Donaudampfschifffahrtsgesellschaftskapitänsparkdeck", "Zone 2"),
                List.of(new Chart.Series("Efficiency", Chart.Mark.BAR, Chart.Tone.ACCENT, List.of(75.0, 1_150.0))));
        BufferedImage drawn = drawn(chart);

        assertThat(column(drawn, WIDTH - MARGIN)).containsOnly(Color.WHITE.getRGB());
        assertThat(column(drawn, WIDTH * 0.6)).contains(ChartDrawing.colour(Chart.Tone.ACCENT).getRGB());
    }

    /** The last before {@code x}. */
    private static List<Integer> column(BufferedImage drawn, double x) {
        return IntStream.range(0, drawn.getHeight()).map(y -> drawn.getRGB((int) (x * SCALE) - 1, y)).boxed().toList();
    }

    private static BufferedImage drawn(Chart chart) throws JRException {
        JasperReportsContext context = DefaultJasperReportsContext.getInstance();
        BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D ink = image.createGraphics();
        ink.setColor(Color.WHITE);
        ink.fillRect(0, 0, image.getWidth(), image.getHeight());
        ink.scale(SCALE, SCALE);
        ((Graphics2DRenderable) ChartDrawing.of(chart, Locale.GERMANY, context)).render(context, ink, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        ink.dispose();
        return image;
    }
}
