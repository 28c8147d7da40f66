package io.parkbridge.alert;

import java.time.Instant;

/**
 * What a list of alerts is narrowed to; null stands for "any".
 *
 * @param linked whether an alert about the whole facility explains it
 */
record AlertFilter(Severity severity, String type, Boolean acknowledged, Boolean active, Integer facilityId, Integer zoneId, String device,
        Long parentId, Boolean linked, AlertSearch search, Instant from, Instant to) {
}
