package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import javax.sql.DataSource;

import io.parkbridge.facility.SitesReady;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Makes each report once after the start, small and for nobody, so that classes, fonts and templates are there by the time somebody waits
 * for one.
 */
@ApplicationScoped
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    /** The first readings go before. */
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final String ANY_ZONE = """
            select z.facility_id, z.id from zone z join facility f on f.id = z.facility_id where z.active and f.active order by z.capacity, z.id limit 1
            """;

    private record Place(int facility, int zone) {
    }

    private final DataSource database;
    private final Rendering rendering;
    private final ReportConfig config;
    private final Clock clock;
    private volatile boolean isOpen = true;

    WarmUp(DataSource database, Rendering rendering, ReportConfig config, Clock clock) {
        this.database = database;
        this.rendering = rendering;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes SitesReady ready) {
        if (config.warmUp()) {
            Thread.ofPlatform().daemon().name("report-warm-up").start(this::makeAllLater);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        isOpen = false;
    }

    private void makeAllLater() {
        try {
            Thread.sleep(AFTER);
            long began = System.nanoTime();
            LOG.debugf("%d small reports were made in %d ms", makeAll(), Duration.ofNanos(System.nanoTime() - began).toMillis());
        } catch (InterruptedException | CancellationException e) {
            // the application stops
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.infof("the first reports will be slow: %s", e);
        }
    }

    /** How many were made: none where there is no zone. */
    int makeAll() throws IOException, SQLException {
        Place place = anyPlace();
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        int made = 0;
        for (Report report : place == null ? new Report[0] : Report.values()) {
            for (Format format : Format.values()) {
                rendering.render(new ReportRequest(report, format, place.facility, place.zone, yesterday, yesterday, Paper.A4, Locale.UK, null),
                        OutputStream.nullOutputStream(), share -> goOn());
                made++;
            }
        }
        return made;
    }

    private Place anyPlace() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(ANY_ZONE);
                ResultSet row = query.executeQuery()) {
            return row.next() ? new Place(row.getInt(1), row.getInt(2)) : null;
        }
    }

    private void goOn() {
        if (!isOpen) {
            throw new CancellationException();
        }
    }
}
