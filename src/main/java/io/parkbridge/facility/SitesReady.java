package io.parkbridge.facility;

/** Fired once at start, when the schema is migrated and the configured sites are imported: from now on readings find their devices. */
public record SitesReady() {
}
