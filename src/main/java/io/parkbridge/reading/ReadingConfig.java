package io.parkbridge.reading;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long raw readings are kept, and in what form. */
@ConfigMapping(prefix = "parkbridge.readings")
public interface ReadingConfig {

    /** Thirteen months by default; an older reading is refused when it comes. Stays and hourly usage are kept for ever. */
    @WithDefault("P396D")
    Duration kept();

    /**
     * Age from which readings are compressed, on TimescaleDB's Community edition. A reading for a compressed chunk is taken, but dear:
     * so this is more than the 14 days for which the broker keeps what we have not taken.
     */
    @WithDefault("P30D")
    Duration compressedAfter();

    /** How often chunks are looked for that are too old, where no policy of the database does it; {@code off} for never. */
    @WithDefault("1h")
    String dropEvery();
}
