package io.parkbridge.alert;

/** A step in an alert's life; its rows are what notifications leave from. */
public enum AlertStep {
    RAISED, ESCALATED, ACKNOWLEDGED, NOTED, CLEARED
}
