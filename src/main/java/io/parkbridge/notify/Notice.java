package io.parkbridge.notify;

import java.time.Instant;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.AlertStep;

/**
 * Something to tell: a step in an alert's life, with the alert as it is now.
 *
 * @param key names this step for ever: a receiver that has seen it need not act again
 */
public record Notice(String key, AlertStep step, Instant at, Alert alert) {
}
