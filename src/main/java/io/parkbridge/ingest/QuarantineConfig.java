package io.parkbridge.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a sender may send before nothing more of it is taken for a while. */
@ConfigMapping(prefix = "parkbridge.quarantine")
public interface QuarantineConfig {

    /** In the long run; 0 sets no limit. Of several instances each counts what it gets. */
    @WithDefault("120")
    int messagesPerMinute();

    /**
     * So many minutes' worth may come at once: what a sensor has kept while it had no connection, and what the broker has kept of it while
     * we were away.
     */
    @WithDefault("60")
    int burstMinutes();

    /** Bytes; a larger payload counts as several messages. */
    @WithDefault("4096")
    int messageBytes();

    /** So long within its budget ends it. */
    @WithDefault("PT5M")
    Duration calm();
}
