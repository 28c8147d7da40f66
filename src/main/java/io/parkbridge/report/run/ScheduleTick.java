package io.parkbridge.report.run;

import java.sql.SQLException;
import java.time.Clock;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks which schedules are due, and sends what has come of them. */
@ApplicationScoped
class ScheduleTick {

    private static final Logger LOG = Logger.getLogger(ScheduleTick.class);

    private final ScheduleStore schedules;
    private final Runs runs;
    private final ReportMail mail;
    private final Clock clock;

    ScheduleTick(ScheduleStore schedules, Runs runs, ReportMail mail, Clock clock) {
        this.schedules = schedules;
        this.runs = runs;
        this.mail = mail;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            if (schedules.queueDue(clock.instant()) > 0) {
                runs.wake();
            }
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
