package io.parkbridge.alert.rule;

import io.parkbridge.occupancy.ZoneAvailability;

/** Decided by how full a zone is, in the transaction that changes it. */
public non-sealed interface ZoneRule extends AlertRule {

    Verdict judge(ZoneAvailability zone, Thresholds limits);
}
