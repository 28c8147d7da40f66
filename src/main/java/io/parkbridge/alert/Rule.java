package io.parkbridge.alert;

import io.parkbridge.alert.rule.Schedule;
import io.parkbridge.alert.rule.Thresholds;

/** A rule as it is set for a scope, ready to be asked. */
record Rule(int id, String type, boolean enabled, Severity severity, Thresholds limits, Schedule schedule) {
}
