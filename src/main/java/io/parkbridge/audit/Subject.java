package io.parkbridge.audit;

/** What it was done to. */
public enum Subject {
    FACILITY, ZONE, BAY, DEVICE, TARGET, WEEKLY_TARGET, SITES, TARGETS,
    RULE, HOLIDAY, MUTE, ALERT, DEAD_LETTERS, REPORT,
    USER, TOKEN, SESSION, CREDENTIALS, AUDIT
}
