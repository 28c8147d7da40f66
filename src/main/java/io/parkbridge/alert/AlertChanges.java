package io.parkbridge.alert;

import java.util.List;
import java.util.stream.Stream;

/**
 * Alerts that a committed transaction has raised, escalated, acknowledged or cleared, as they are now; those explained by an alert about
 * their facility are left out. Fired as an event after each commit.
 */
public record AlertChanges(List<Alert> alerts) {

    public static final AlertChanges NONE = new AlertChanges(List.of());

    public boolean isEmpty() {
        return alerts.isEmpty();
    }

    /** What two transactions have changed, one after the other. */
    public AlertChanges plus(AlertChanges later) {
        return new AlertChanges(Stream.concat(alerts.stream(), later.alerts.stream()).toList());
    }
}
