package io.parkbridge.device;

/** Whether a device speaks. */
public enum DeviceStatus {

    /** Heard of within two minutes, or two and a half times its own expected interval, and it has not said goodbye. */
    ONLINE,
    OFFLINE,
    /** In use, and never heard of. */
    NEVER,
    /** Not in use. */
    RETIRED
}
