package io.parkbridge.ingest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.live.IngestCounts;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The books of the way in, since the start of this instance: received = stored + duplicate + dead-lettered + quarantined +
 * in flight. A message
 * handed out again after a lost acknowledgement is received twice and stored once. Thread-safe.
 */
@ApplicationScoped
public class Ledger {

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong returned = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong quarantined = new AtomicLong();
    private final Map<DeadLetterReason, Counter> deadLettered = new EnumMap<>(DeadLetterReason.class);
    private volatile Settled settled = new Settled(0, 0, 0);

    private record Settled(long stored, long duplicate, long deadLettered) {

        long sum() {
            return stored + duplicate + deadLettered;
        }

        Settled plus(List<Outcome> outcomes) {
            long fresh = 0;
            long known = 0;
            for (Outcome outcome : outcomes) {
                switch (outcome) {
                    case Outcome.Stored ignored -> fresh++;
                    case Outcome.Duplicate ignored -> known++;
                    case Outcome.DeadLettered ignored -> { }
                }
            }
            return new Settled(stored + fresh, duplicate + known, deadLettered + outcomes.size() - fresh - known);
        }
    }

    Ledger(MeterRegistry metrics) {
        FunctionCounter.builder("parkbridge.ingest.received", received, AtomicLong::get).register(metrics);
        FunctionCounter.builder("parkbridge.ingest.dropped", dropped, AtomicLong::get)
                .description("messages of QoS 0, which carry no promise, that found no room").register(metrics);
        FunctionCounter.builder("parkbridge.ingest.returned", returned, AtomicLong::get)
                .description("taken back before they were stored; the HTTP client was told to send them again").register(metrics);
        FunctionCounter.builder("parkbridge.ingest.quarantined", quarantined, AtomicLong::get)
                .description("of senders beyond their budget: acknowledged and not taken").register(metrics);
        FunctionCounter.builder("parkbridge.ingest.stored", this, ledger -> ledger.settled.stored).register(metrics);
        FunctionCounter.builder("parkbridge.ingest.duplicate", this, ledger -> ledger.settled.duplicate).register(metrics);
        Gauge.builder("parkbridge.ingest.in.flight", this, Ledger::inFlight).register(metrics);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLettered.put(reason, Counter.builder("parkbridge.ingest.dead.lettered").tag("reason", reason.name()).register(metrics));
        }
    }

    void received() {
        received.incrementAndGet();
    }

    /** A message that nobody may expect to be kept, and that could not be. */
    void dropped() {
        dropped.incrementAndGet();
    }

    /** A message of a sender in quarantine. */
    void quarantined() {
        quarantined.incrementAndGet();
    }

    void received(int messages) {
        received.addAndGet(messages);
    }

    /** Messages of HTTP clients that were taken back before they were stored; each client was told to send them again. */
    void returned(int messages) {
        returned.addAndGet(messages);
    }

    /** Called by the writer's thread alone. */
    synchronized void committed(List<Outcome> outcomes) {
        settled = settled.plus(outcomes);
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.DeadLettered letter) {
                deadLettered.get(letter.reason()).increment();
            }
        }
    }

    /** The books as they stand. */
    public IngestCounts counts() {
        Settled books = settled;
        long kept = quarantined.get();
        long arrived = received.get() - returned.get() - dropped.get();
        return new IngestCounts(arrived, books.stored, books.duplicate, books.deadLettered, kept, arrived - books.sum() - kept);
    }

    private long inFlight() {
        return counts().inFlight();
    }
}
