package io.parkbridge.alert;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * An alert with the names of its place, as people and other systems see it.
 *
 * @param deviceCode null where it is about a zone or facility
 * @param message    in English
 * @param facts      what the message says, by name, as JSON (docs/alerts.md): for who says it in another language; {@code {}} where it is not known
 * @param since      when the condition began
 * @param verified   false for an overstay that no second reading has confirmed
 * @param parentId   the alert about the whole facility that explains this one
 */
public record Alert(long id, String alertType, Severity severity, String subject, int facilityId, String facilityCode, Integer zoneId,
        String zoneName, Integer bayId, String bayNumber, String deviceCode, Long parentId, String message,
        @JsonRawValue @Schema(type = SchemaType.OBJECT, description = FACTS) String facts, Instant createdAt, Instant since, Instant lastAt, int occurrences, boolean verified, Instant escalatedAt, Instant acknowledgedAt, String acknowledgedBy, String note,
        Instant clearedAt, Instant mutedUntil) {

    private static final String FACTS = "What the message says, by name: at most three numbers, their units in the names, or a reason (docs/alerts.md)";

    @JsonProperty("is_active")
    public boolean isActive() {
        return clearedAt == null;
    }

    @JsonProperty("is_acknowledged")
    public boolean isAcknowledged() {
        return acknowledgedAt != null;
    }
}
