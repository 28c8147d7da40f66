package io.parkbridge.ingest.deadletter;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long dead letters are kept, and how many: rubbish must not fill the disk. */
@ConfigMapping(prefix = "parkbridge.dead-letters")
public interface DeadLetterConfig {

    /** How long a letter is kept, taken or not. */
    @WithDefault("P90D")
    Duration kept();

    /**
     * Letters kept of one reason and device on one day (UTC); more are counted and not kept. The default holds a heartbeat every ten
     * seconds, so that a device can be adopted with all it has said.
     */
    @WithDefault("10000")
    int perDeviceAndDayMax();

    /** What all letters may take; beyond it the oldest go before their time. Checked every minute. */
    @WithDefault("1G")
    MemorySize spaceMax();

    /** How often letters are looked for that have become readable since they came; {@code off} for never. */
    @WithDefault("60s")
    String replayEvery();
}
