package io.parkbridge.notify;

import java.util.Optional;
import java.util.Set;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.Severity;

/** What a channel is told of; what is not set lets all pass. */
public interface ChannelFilter {

    Optional<Set<Severity>> severities();

    /** Types of alerts. */
    Optional<Set<String>> types();

    /** Codes of facilities. */
    Optional<Set<String>> facilities();

    /** Whether news of this alert passes. */
    default boolean passes(Alert alert) {
        return severities().map(set -> set.contains(alert.severity())).orElse(true)
                && types().map(set -> set.contains(alert.alertType())).orElse(true)
                && facilities().map(set -> set.contains(alert.facilityCode())).orElse(true);
    }
}
