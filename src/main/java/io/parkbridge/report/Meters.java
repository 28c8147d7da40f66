package io.parkbridge.report;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** What operations see of reports (docs/reports.md). */
@ApplicationScoped
public class Meters {

    private final MeterRegistry metrics;

    Meters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void rendered(ReportRequest request, Duration taken) {
        metrics.timer("parkbridge.report.rendering", tags(request)).record(taken);
    }

    /** @param waited from when it was asked for until its turn came */
    public void waited(ReportRequest request, Duration waited) {
        metrics.timer("parkbridge.report.waiting", tags(request)).record(waited.isNegative() ? Duration.ZERO : waited);
    }

    private static Tags tags(ReportRequest request) {
        return Tags.of("report", request.report().path(), "format", request.format().extension());
    }

    /** That nobody wants it any more is no failure. */
    void failed(Exception why) {
        switch (why) {
            case CancellationException cancelled -> { }
            case Problem problem -> failed("refused");
            case SQLException database -> failed("database");
            case IOException output -> failed("output");
            default -> failed("other");
        }
    }

    /** Counts why there is no report. */
    public void failed(String reason) {
        metrics.counter("parkbridge.report.failures", "reason", reason).increment();
    }
}
