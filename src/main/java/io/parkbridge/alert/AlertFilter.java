package io.parkbridge.alert;

import java.time.Instant;

/**
 * What a list of alerts is narrowed to; null stands for "any".
 *
 * @param linked whether an alert about the whole facility explains it
 * @param text   a part of its message or of a name of its place, in any case
 */
record AlertFilter(Severity severity, String type, Boolean acknowledged, Boolean active, Integer facilityId, Integer zoneId, String device,
        Long parentId, Boolean linked, String text, Instant from, Instant to) {
}
