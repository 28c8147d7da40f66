package io.parkbridge.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How readings come in over HTTP. */
@ConfigMapping(prefix = "parkbridge.http")
public interface HttpIngestConfig {

    /** A reading this close to another of its device, before or after, is a duplicate; the predecessor's was one minute. */
    @WithDefault("PT0S")
    Duration duplicateWindow();

    /** Records in one request at most. */
    @WithDefault("5000")
    int recordsMax();

    /** As long as this many records of HTTP clients wait for the writer, no more are let in. */
    @WithDefault("5000")
    int waitingMax();

    /** How long a request waits for its commit before it is told to come again. */
    @WithDefault("PT10S")
    Duration answerWithin();
}
