package io.parkbridge.report;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine reports may take. */
@ConfigMapping(prefix = "parkbridge.reports")
public interface ReportConfig {

    /** Calls that are rendered at the same time; the others wait their turn. */
    @WithDefault("2")
    int atOnce();

    /** Whether small reports are made after the start, so that the first one somebody waits for is not slow. */
    @WithDefault("true")
    boolean warmUp();

    /** How long a call waits for its turn before it is told to come again. */
    @WithDefault("PT30S")
    Duration patience();

    /** Runs that one person may have queued or running. */
    @WithDefault("10")
    int openMax();

    /** Bytes of the largest file that is made. */
    @WithDefault("50000000")
    long fileMax();

    /** How long runs and their files are kept after their end. */
    @WithDefault("P30D")
    Duration kept();

    /** Bytes of the largest file that goes with a mail; of a larger one its address is told. */
    @WithDefault("10000000")
    long attachmentMax();

    /** Where people reach this application, for addresses in mails: {@code https://parking.example.org}. Without it mails name no address. */
    Optional<URI> address();
}
