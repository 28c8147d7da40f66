package io.parkbridge.reading;

import java.time.Instant;

/**
 * What a device says. The identity of an occupancy or heartbeat reading is (device, kind, time, sequence number); a second arrival of
 * the same identity changes nothing.
 */
public sealed interface Reading permits OccupancyReading, HeartbeatReading, StatusReading {

    /** Stands for "the device sent no sequence number". */
    long NO_SEQ = -1;

    /** When it was so, by the device's clock. */
    Instant time();
}
