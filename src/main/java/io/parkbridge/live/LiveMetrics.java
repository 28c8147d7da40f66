package io.parkbridge.live;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** What the live feed does, counted (docs/live.md); from the start on, so that a counter that is not there means something. */
@Startup
@ApplicationScoped
class LiveMetrics {

    private final AtomicInteger viewers = new AtomicInteger();
    private final Counter sent;
    private final Counter coalesced;
    private final Counter passedOver;
    private final Counter resumed;
    private final Counter sentAnew;

    LiveMetrics(MeterRegistry registry) {
        registry.gauge("parkbridge.live.viewers", viewers);
        sent = registry.counter("parkbridge.live.frames.sent");
        coalesced = registry.counter("parkbridge.live.frames.coalesced");
        passedOver = registry.counter("parkbridge.live.frames.passed.over");
        resumed = registry.counter("parkbridge.live.resumes");
        sentAnew = registry.counter("parkbridge.live.snapshots.anew");
    }

    void viewers(int present) {
        viewers.set(present);
    }

    void sent() {
        sent.increment();
    }

    /** @param numbers of the stream that came together with a later one */
    void coalesced(long numbers) {
        coalesced.increment(numbers);
    }

    /** A viewer that could not follow got nothing this time. */
    void passedOver() {
        passedOver.increment();
    }

    /** A viewer came back and went on where it had been. */
    void resumed() {
        resumed.increment();
    }

    /** Viewers whose picture had to be sent once more. */
    void sentAnew(int viewers) {
        sentAnew.increment(viewers);
    }
}
