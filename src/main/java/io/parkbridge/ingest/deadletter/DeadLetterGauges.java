package io.parkbridge.ingest.deadletter;

import java.sql.SQLException;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.parkbridge.ingest.deadletter.DeadLetterResource.ReasonSummary;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** How many letters there are, as metrics: read once a minute, the same in every instance. */
@ApplicationScoped
class DeadLetterGauges {

    private final DeadLetterQuery letters;
    private final MultiGauge dead;
    private final MultiGauge notKept;

    DeadLetterGauges(DeadLetterQuery letters, MeterRegistry metrics) {
        this.letters = letters;
        this.dead = MultiGauge.builder("parkbridge.dead.letters").description("kept and not taken").register(metrics);
        this.notKept = MultiGauge.builder("parkbridge.dead.letters.not.kept").description("beyond what is kept in a day").register(metrics);
    }

    @Scheduled(identity = "dead-letter-gauges", every = "1m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void read() throws SQLException {
        List<ReasonSummary> reasons = letters.summary();
        dead.register(reasons.stream().<Row<?>>map(reason -> Row.of(Tags.of("reason", reason.reason()), reason.dead())).toList(), true);
        notKept.register(reasons.stream().<Row<?>>map(reason -> Row.of(Tags.of("reason", reason.reason()), reason.notKept())).toList(), true);
    }
}
