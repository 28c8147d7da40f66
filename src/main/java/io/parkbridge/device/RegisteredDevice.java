package io.parkbridge.device;

import java.time.Instant;

/**
 * A device as the running transaction sees it; its state row is locked.
 *
 * @param bayId       null for a gateway
 * @param zoneId      null for a gateway
 * @param heartbeatAt time of its newest heartbeat, or null
 * @param numbered    its newest numbered reading, or null
 * @param watchedFrom readings of before are not of this device on this bay; null where there is no such bound
 */
public record RegisteredDevice(int id, String facility, boolean active, Integer bayId, Integer zoneId, int facilityId, String model,
        Instant heartbeatAt, Numbered numbered, Instant watchedFrom) {

    /** Whether the device watched its bay at that time. */
    public boolean watchedAt(Instant time) {
        return bayId != null && (watchedFrom == null || !time.isBefore(watchedFrom));
    }
}
