package io.parkbridge.alert;

/** How much an alert matters. */
public enum Severity {
    CRITICAL, WARNING, INFO
}
