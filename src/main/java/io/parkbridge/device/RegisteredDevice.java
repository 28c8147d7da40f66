package io.parkbridge.device;

/**
 * A device as the running transaction sees it; its state row is locked.
 *
 * @param bayId   null for a gateway
 * @param zoneId  null for a gateway
 */
public record RegisteredDevice(int id, String facility, boolean active, Integer bayId, Integer zoneId, int facilityId) {
}
