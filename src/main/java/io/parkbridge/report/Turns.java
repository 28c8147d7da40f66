package io.parkbridge.report;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets so many reports be rendered at the same time and no more, first come first served. */
@ApplicationScoped
public class Turns {

    /** What a turn is for. */
    public interface Work {

        void run() throws IOException, SQLException;
    }

    private final ReportConfig config;
    private final Meters meters;
    private final Semaphore free;

    Turns(ReportConfig config, Meters meters, MeterRegistry metrics) {
        this.config = config;
        this.meters = meters;
        this.free = new Semaphore(config.atOnce(), true);
        metrics.gauge("parkbridge.report.calls.waiting", free, Semaphore::getQueueLength);
    }

    /** Waits for a turn; @throws Problem 503 where that would take too long */
    void run(ReportRequest request, Work work) throws IOException, SQLException {
        long began = System.nanoTime();
        if (!isOurs()) {
            meters.failed("busy");
            throw Problem.unavailable("other reports are being made; ask again", config.patience());
        }
        meters.waited(request, Duration.ofNanos(System.nanoTime() - began));
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    /** Takes a turn if one is free and nobody waits for it; {@link #giveBack} ends it. */
    public boolean tryTake() {
        try {
            return free.tryAcquire(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void giveBack() {
        free.release();
    }

    private boolean isOurs() {
        try {
            return free.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
