package io.parkbridge.report.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.facility.SitesReady;
import io.parkbridge.http.Problem;
import io.parkbridge.report.Meters;
import io.parkbridge.report.Rendering;
import io.parkbridge.report.ReportConfig;
import io.parkbridge.report.Turns;
import io.parkbridge.report.run.RunStore.Taken;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Takes what is queued as turns become free, renders each on a thread of its own, and tells the database how far they are. */
@ApplicationScoped
class Runs {

    private static final Logger LOG = Logger.getLogger(Runs.class);
    /** Without being woken: for leases, and for what another instance has queued, cancelled or left behind. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** How far a run is, and why it goes no further. */
    private static final class Course {

        private volatile double share;
        /** How it is counted: "cancelled", or "interrupted" where it is begun again later; null while it is wanted. */
        private volatile String ended;

        private void reached(double share) {
            this.share = share;
            if (ended != null) {
                throw new CancellationException();
            }
        }

        private String outcome() {
            return ended == null ? "cancelled" : ended;
        }
    }

    private final RunStore store;
    private final Rendering rendering;
    private final Turns turns;
    private final ReportConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Meters meters;
    private final Semaphore news = new Semaphore(0);
    private final Map<Taken, Course> running = new ConcurrentHashMap<>();
    private final AtomicInteger queued;
    private volatile boolean isOpen = true;

    Runs(RunStore store, Rendering rendering, Turns turns, ReportConfig config, Clock clock, MeterRegistry metrics,
            Meters meters) {
        this.store = store;
        this.rendering = rendering;
        this.turns = turns;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.meters = meters;
        this.queued = metrics.gauge("parkbridge.report.runs.queued", new AtomicInteger());
    }

    void start(@Observes SitesReady ready) {
        Thread.ofVirtual().name("report-runs").start(this::dispatch);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        isOpen = false;
        news.release();
        interrupt();
    }

    /** What is being rendered is left to the next start, or to another instance. */
    void interrupt() {
        running.forEach((run, course) -> {
            course.ended = "interrupted";
            try {
                store.back(run);
            } catch (SQLException | RuntimeException e) {
                LOG.debugf("run %d is taken up after its lease: %s", run.id(), e.getMessage());
            }
        });
    }

    /** There is something to render, or to stop rendering. */
    void wake() {
        news.release();
    }

    private void dispatch() {
        while (isOpen) {
            try {
                news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                renew();
                while (isOpen && startOne()) {
                    // until nothing is left, or no turn is free
                }
                queued.set(store.queued());
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                LOG.debugf("reports wait for the database: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("queued reports could not be looked at this time", e);
            }
        }
    }

    private void renew() throws SQLException {
        for (Map.Entry<Taken, Course> one : running.entrySet()) {
            Course course = one.getValue();
            if (course.ended == null && !store.renew(one.getKey(), course.share, clock.instant().plus(LEASE))) {
                course.ended = "cancelled";
            }
        }
        int givenUp = store.giveUp(clock.instant());
        if (givenUp > 0) {
            count("failed", givenUp);
            meters.failed("interrupted");
        }
    }

    private boolean startOne() throws SQLException {
        if (!turns.tryTake()) {
            return false;
        }
        boolean isStarted = false;
        try {
            Taken run = store.take(clock.instant(), LEASE);
            if (run != null) {
                Course course = new Course();
                running.put(run, course);
                meters.waited(run.request(), Duration.between(run.queuedAt(), clock.instant()));
                Thread.ofVirtual().name("report-run-" + run.id()).start(() -> render(run, course));
                isStarted = true;
            }
        } finally {
            if (!isStarted) {
                turns.giveBack();
            }
        }
        return isStarted;
    }

    private void render(Taken run, Course course) {
        try {
            String outcome = outcome(run, course);
            count(outcome, 1);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("what became of run %d cannot be written; it is taken up after its lease: %s", run.id(), e.getMessage());
        } finally {
            running.remove(run);
            turns.giveBack();
            news.release();
        }
    }

    private String outcome(Taken run, Course course) throws SQLException {
        try {
            return write(run, course) ? "done" : course.outcome();
        } catch (CancellationException e) {
            return course.outcome();
        } catch (Problem e) {
            return failed(run, course, e.inOneLine());
        } catch (IOException | SQLException | RuntimeException e) {
            if (course.ended != null) {
                return course.ended;
            }
            if (e instanceof SQLException broken && Passing.is(broken)) {
                LOG.warnf("run %d is taken up again after its lease: %s", run.id(), e.getMessage());
                return "interrupted";
            }
            LOG.errorf(e, "report run %d failed", run.id());
            return failed(run, course, Reasons.OURS);
        }
    }

    private String failed(Taken run, Course course, String reason) throws SQLException {
        return store.failed(run, reason, clock.instant()) ? "failed" : course.outcome();
    }

    private boolean write(Taken run, Course course) throws IOException, SQLException {
        Path file = Files.createTempFile("report", "." + run.request().format().extension());
        try {
            run.reach().<Void, SQLException>call(() -> {
                try (OutputStream out = Files.newOutputStream(file)) {
                    rendering.write(run.request(), out, course::reached);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return null;
            });
            return store.done(run, file, clock.instant());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void count(String outcome, int times) {
        metrics.counter("parkbridge.report.runs", "outcome", outcome).increment(times);
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void drop() {
        try {
            store.drop(clock.instant().minus(config.kept()));
        } catch (SQLException e) {
            LOG.debugf("old runs are dropped later: %s", e.getMessage());
        }
    }
}
