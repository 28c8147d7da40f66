package io.parkbridge.facility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Imports the configured folder before the way in opens. A faulty file stops the start with its name. */
@ApplicationScoped
class SiteImportAtStart {

    private static final Logger LOG = Logger.getLogger(SiteImportAtStart.class);

    private final SiteConfig config;
    private final SiteImport sites;
    private final Event<SitesReady> ready;

    SiteImportAtStart(SiteConfig config, SiteImport sites, Event<SitesReady> ready) {
        this.config = config;
        this.sites = sites;
        this.ready = ready;
    }

    void onStart(@Observes StartupEvent start) throws IOException {
        if (config.directory().isPresent()) {
            Path directory = config.directory().get();
            for (Path file : files(directory, ".sites.csv")) {
                importFile(file, sites::importSites);
            }
            for (Path file : files(directory, ".targets.csv")) {
                importFile(file, sites::importTargets);
            }
        }
        ready.fire(new SitesReady());
    }

    private interface Importer {
        int run(Path file) throws IOException, SQLException;
    }

    private static void importFile(Path file, Importer importer) throws IOException {
        try {
            int lines = importer.run(file);
            if (lines > 0) {
                LOG.infof("imported %d lines of %s", lines, file.getFileName());
            }
        } catch (SQLException | FaultyFile e) {
            throw new IllegalStateException(file + " cannot be imported: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList();
        }
    }
}
