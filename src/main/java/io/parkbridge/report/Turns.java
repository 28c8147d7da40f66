package io.parkbridge.report;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Renders so many calls at the same time and no more, first come first served. */
@ApplicationScoped
public class Turns {

    /** What a turn is for. */
    public interface Work {

        void run() throws IOException, SQLException;
    }

    private final ReportConfig config;
    private final Semaphore free;

    Turns(ReportConfig config) {
        this.config = config;
        this.free = new Semaphore(config.atOnce(), true);
    }

    /** Waits for a turn; @throws Problem 503 where that would take too long */
    void run(Work work) throws IOException, SQLException {
        if (!isOurs()) {
            throw Problem.unavailable("other reports are being made; ask again", config.patience());
        }
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
