package io.parkbridge.alert;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How alerts are found; what they are found by stands in the database's rules. */
@ConfigMapping(prefix = "parkbridge.alerts")
public interface AlertConfig {

    /** Between two looks at what has not been said. */
    @WithDefault("PT5S")
    Duration tick();

    /** A message this much older than its receipt is about the past: it corrects the record and raises nothing. */
    @WithDefault("PT10M")
    Duration lateAfter();

    /** A critical alert that nobody has acknowledged by then is told again. */
    @WithDefault("PT15M")
    Duration escalateAfter();
}
