package io.parkbridge.report.run;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks which schedules are due, and sends what has come of them. */
@ApplicationScoped
class ScheduleTick {

    private static final Logger LOG = Logger.getLogger(ScheduleTick.class);

    private final DueRuns due;
    private final Runs runs;
    private final ReportMail mail;
    private final Clock clock;
    private final AtomicInteger stopped;

    ScheduleTick(DueRuns due, Runs runs, ReportMail mail, Clock clock, MeterRegistry metrics) {
        this.due = due;
        this.runs = runs;
        this.mail = mail;
        this.clock = clock;
        this.stopped = metrics.gauge("parkbridge.report.schedules.stopped", new AtomicInteger());
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            if (due.queue(clock.instant()) > 0) {
                runs.wake();
            }
            stopped.set(due.stopped());
        } catch (SQLException e) {
            LOG.debugf("scheduled reports wait for the database: %s", e.getMessage());
        }
    }

    /** By itself: a mail server that is slow holds up no schedule. */
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        try {
            mail.sendDue();
        } catch (SQLException e) {
            LOG.debugf("reports by mail wait for the database: %s", e.getMessage());
        }
    }
}
