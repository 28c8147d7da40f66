package io.parkbridge.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.util.JRLoader;

/** The templates that {@link TemplateCompiler} has compiled, each loaded once, when it is first needed. */
@ApplicationScoped
class Templates {

    private static final String FOLDER = "/reports/";

    private final Map<String, JasperReport> loaded = new ConcurrentHashMap<>();

    static String frame(Paper paper) {
        return "frame-" + paper.name().toLowerCase() + ".jasper";
    }

    static String table(Report report, Table table) {
        return report.path() + "-" + table.name() + ".jasper";
    }

    JasperReport of(String name) {
        return loaded.computeIfAbsent(name, Templates::load);
    }

    private static JasperReport load(String name) {
        try (InputStream compiled = Templates.class.getResourceAsStream(FOLDER + name)) {
            if (compiled == null) {
                throw new IllegalStateException("the template " + name + " is not in the application: the build compiles it");
            }
            return (JasperReport) JRLoader.loadObject(compiled);
        } catch (JRException | IOException e) {
            throw new UncheckedIOException(new IOException("the template " + name + " cannot be read", e));
        }
    }
}
