package io.parkbridge.report;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine reports may take. */
@ConfigMapping(prefix = "parkbridge.reports")
public interface ReportConfig {

    /** Calls that are rendered at the same time; the others wait their turn. */
    @WithDefault("2")
    int atOnce();

    /** How long a call waits for its turn before it is told to come again. */
    @WithDefault("PT30S")
    Duration patience();
}
