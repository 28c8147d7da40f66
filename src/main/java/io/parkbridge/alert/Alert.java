package io.parkbridge.alert;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An alert with the names of its place, as people and other systems see it.
 *
 * @param deviceCode null where it is about a zone or facility
 * @param since      when the condition began
 * @param verified   false for an overstay that no second reading has confirmed
 * @param parentId   the alert about the whole facility that explains this one
 */
public record Alert(long id, String alertType, Severity severity, String subject, int facilityId, String facilityCode, Integer zoneId,
        String zoneName, Integer bayId, String bayNumber, String deviceCode, Long parentId, String message, Instant createdAt, Instant since,
        Instant lastAt, int occurrences, boolean verified, Instant escalatedAt, Instant acknowledgedAt, String acknowledgedBy, String note,
        Instant clearedAt, Instant mutedUntil) {

    @JsonProperty("is_active")
    public boolean isActive() {
        return clearedAt == null;
    }

    @JsonProperty("is_acknowledged")
    public boolean isAcknowledged() {
        return acknowledgedAt != null;
    }
}
