package io.parkbridge.alert;

import java.time.Instant;

/** What a list of alerts is narrowed to; null stands for "any". */
record AlertFilter(Severity severity, String type, Boolean acknowledged, Boolean active, Integer facilityId, Integer zoneId, String device,
        Long parentId, Instant from, Instant to) {
}
