package io.parkbridge.occupancy;

import java.time.Instant;

/**
 * A vehicle on a bay, from the change to occupied to the change to free.
 *
 * @param departedAt null while it stands there
 */
public record Stay(Instant arrivedAt, Instant departedAt) {

    boolean covers(Instant instant) {
        return !arrivedAt.isAfter(instant) && (departedAt == null || departedAt.isAfter(instant));
    }
}
