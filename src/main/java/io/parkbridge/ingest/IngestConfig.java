package io.parkbridge.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How readings come in. */
@ConfigMapping(prefix = "parkbridge.ingest")
public interface IngestConfig {

    /** Topic levels before the facility's code. */
    @WithDefault("parking/v1")
    String topicRoot();

    /** Messages in one transaction at most. */
    @WithDefault("8192")
    int batchSizeMax();

    /** How far a reading may lie ahead of its receipt. */
    @WithDefault("PT5M")
    Duration futureTolerance();

    /** How far a reading may lie back: as long as raw readings are kept, for beyond that nothing would be left of it. */
    @WithDefault("${parkbridge.readings.kept:P396D}")
    Duration ageMax();
}
