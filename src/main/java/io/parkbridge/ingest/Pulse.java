package io.parkbridge.ingest;

import java.sql.SQLException;

import io.parkbridge.alert.PipelinePulse;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Says, every two seconds, that what devices send is heard at once: connected, and no backlog larger than a batch. */
@ApplicationScoped
class Pulse {

    private static final Logger LOG = Logger.getLogger(Pulse.class);

    private final MqttIntake intake;
    private final IngestConfig config;
    private final Ledger ledger;
    private final PipelinePulse pulse;

    Pulse(MqttIntake intake, IngestConfig config, Ledger ledger, PipelinePulse pulse) {
        this.intake = intake;
        this.config = config;
        this.ledger = ledger;
        this.pulse = pulse;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        intake.keepTurn();
        if (intake.isConnected() && ledger.counts().inFlight() < config.batchSizeMax()) {
            try {
                pulse.beat();
            } catch (SQLException e) {
                LOG.debugf("no pulse while the database is away: %s", e.getMessage());
            }
        }
    }
}
