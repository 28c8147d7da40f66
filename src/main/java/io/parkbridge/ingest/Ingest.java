package io.parkbridge.ingest;

import java.time.Duration;

import io.parkbridge.alert.Alerts;
import io.parkbridge.facility.SitesReady;
import io.parkbridge.ingest.decode.TopicDecoder;
import io.parkbridge.live.LiveFeed;
import io.parkbridge.live.SignFeed;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Starts the way in once the sites are there, and closes it: the batch in hand is committed and acknowledged before the end. */
@ApplicationScoped
class Ingest {

    private static final Logger LOG = Logger.getLogger(Ingest.class);
    private static final Duration LAST_BATCH_MAX = Duration.ofSeconds(10);

    private final MqttIntake intake;
    private final Thread writer;

    Ingest(MqttIntake intake, Inbox inbox, IngestConfig config, WriterTurn turn, BatchStore store, Ledger ledger, LiveFeed live,
            SignFeed signs, Alerts alerts) {
        this.intake = intake;
        Pipeline pipeline = new Pipeline(inbox, config.batchSizeMax(), turn, store, ledger, live, signs, alerts);
        this.writer = Thread.ofPlatform().name("ingest-writer").uncaughtExceptionHandler((thread, failure) -> failed(failure)).unstarted(pipeline);
    }

    /** One for all ways in, and for replay. */
    @Produces
    @Singleton
    static TopicDecoder decoder(IngestConfig config) {
        return new TopicDecoder(config.topicRoot(), config.futureTolerance(), config.ageMax());
    }

    void start(@Observes SitesReady ready) {
        writer.start();
        intake.open();
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        writer.interrupt();
        if (!writer.join(LAST_BATCH_MAX)) {
            LOG.warn("the last batch is not stored; the broker keeps its messages");
        }
        intake.close();
    }

    /** Without its writer the application would look alive and take nothing; what is not acknowledged waits for its next life. */
    private static void failed(Throwable failure) {
        LOG.error("the writer has failed; the application ends, and the broker keeps what is not stored", failure);
        Quarkus.asyncExit(1);
    }
}
