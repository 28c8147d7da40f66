package io.parkbridge.firmware.link;

import java.util.concurrent.atomic.LongAdder;

/** What all gateways have sent, and what the broker has acknowledged of it. A message sent again counts under {@code resent} only. */
public final class Counts {

    final LongAdder occupancy = new LongAdder();
    final LongAdder heartbeats = new LongAdder();
    final LongAdder statuses = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder resent = new LongAdder();
    final LongAdder reconnects = new LongAdder();

    /** Readings published, each once; statuses (birth, farewell) are not readings. */
    public long published() {
        return occupancy.sum() + heartbeats.sum();
    }

    public long occupancy() {
        return occupancy.sum();
    }

    public long heartbeats() {
        return heartbeats.sum();
    }

    public long statuses() {
        return statuses.sum();
    }

    /** Readings that the broker has acknowledged, each once. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    public long resent() {
        return resent.sum();
    }

    public long reconnects() {
        return reconnects.sum();
    }
}
