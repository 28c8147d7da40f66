package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

import jakarta.enterprise.context.ApplicationScoped;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JRRuntimeException;
import net.sf.jasperreports.engine.JRVirtualizer;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.fill.JRSwapFileVirtualizer;
import net.sf.jasperreports.engine.util.JRSwapFile;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.pdf.SimplePdfReportConfiguration;

/** Pages by JasperReports. At most {@value #PAGES_IN_MEMORY} of them are in memory, the others wait in a file until they are written. */
@ApplicationScoped
class PdfRenderer implements Renderer {

    private static final int PAGES_IN_MEMORY = 32;
    private static final int SWAP_BLOCK_BYTES = 8 * 1024;
    private static final int SWAP_GROWTH_BLOCKS = 128;
    /** Tags are in memory until the last page: a longer list goes without, so that memory does not grow with it. */
    private static final int ROWS_TAGGED_MAX = 2_000;
    /** What of the work is done when all pages are filled; the rest is writing them. */
    private static final double FILLED = 0.5;

    private final Templates templates;

    PdfRenderer(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Format format() {
        return Format.PDF;
    }

    @Override
    public void write(Document document, OutputStream out, Progress progress) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("report");
        JRSwapFile swap = new JRSwapFile(folder.toString(), SWAP_BLOCK_BYTES, SWAP_GROWTH_BLOCKS);
        JRVirtualizer virtualizer = new JRSwapFileVirtualizer(PAGES_IN_MEMORY, swap, true);
        try {
            export(fill(document, virtualizer, progress), document, out, progress);
        } catch (JRException | JRRuntimeException e) {
            throw unwrapped(e);
        } finally {
            virtualizer.cleanup();
            Files.deleteIfExists(folder);
        }
    }

    private JasperPrint fill(Document document, JRVirtualizer virtualizer, Progress progress) throws JRException {
        Written written = document.written();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("title", document.title());
        parameters.put("place", document.place());
        parameters.put("range", written.range(document.from(), document.to()));
        String made = written.time(document.madeAt());
        parameters.put("cover", written.text("pdf.cover", written.clock(document.madeAt()), made));
        parameters.put("footer", written.text("pdf.footer", document.place(), document.title(), made));
        parameters.put("page", written.text("pdf.page"));
        parameters.put("of", written.text("pdf.of"));
        parameters.put(JRParameter.REPORT_LOCALE, document.request().locale());
        parameters.put(JRParameter.REPORT_VIRTUALIZER, virtualizer);
        RowCount count = new RowCount(document.blocks(Block.Filled.class).filter(filled -> filled.table().printed()).toList(), progress, FILLED);
        return JasperFillManager.fillReport(templates.of(Templates.frame(document.request().paper())), parameters,
                new PrintedBlocks(document, templates, count));
    }

    private static void export(JasperPrint pages, Document document, OutputStream out, Progress progress) throws JRException {
        JRPdfExporter exporter = new JRPdfExporter(DefaultJasperReportsContext.getInstance());
        exporter.setExporterInput(new SimpleExporterInput(pages));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(out));
        SimplePdfExporterConfiguration configuration = new SimplePdfExporterConfiguration();
        configuration.setTagged(rows(document) <= ROWS_TAGGED_MAX);
        configuration.setTagLanguage(document.written().texts().locale().getLanguage());
        configuration.setMetadataTitle(document.title() + ", " + document.place() + ", " + document.from() + " – " + document.to());
        configuration.setDisplayMetadataTitle(true);
        configuration.setMetadataCreator("Parkbridge");
        configuration.setMetadataSubject(document.request().report().description(document.written().texts()));
        configuration.setCompressed(true);
        exporter.setConfiguration(configuration);
        SimplePdfReportConfiguration watched = new SimplePdfReportConfiguration();
        int[] page = new int[1];
        double whole = pages.getPages().size();
        watched.setProgressMonitor(() -> progress.reached(FILLED + (1 - FILLED) * Math.min(++page[0] / whole, 1)));
        exporter.setConfiguration(watched);
        exporter.exportReport();
    }

    private static long rows(Document document) {
        return document.blocks(Block.Filled.class).filter(filled -> filled.table().printed()).mapToLong(filled -> filled.rows().expected()).sum();
    }

    /** What went wrong on the way of the rows comes out wrapped in what was going on. */
    private static IOException unwrapped(Exception wrapped) throws SQLException {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException cancelled) {
                throw cancelled;
            }
            if (cause instanceof SQLException database) {
                throw database;
            }
            if (cause instanceof IOException output) {
                return output;
            }
        }
        throw new IllegalStateException("the pages cannot be made", wrapped);
    }
}
