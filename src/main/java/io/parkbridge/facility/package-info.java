/** Facilities, zones, bays, targets, and their import. */
package io.parkbridge.facility;
