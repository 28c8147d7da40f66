package io.parkbridge.device.account;

import io.quarkus.security.identity.SecurityIdentity;

/** Who may send readings of one device alone. */
public final class DeviceBound {

    /** On an identity that may speak for one device: its code. */
    public static final String ATTRIBUTE = "parkbridge.device";

    private DeviceBound() {
    }

    /** The code of the only device that this identity may speak for, null where it is bound to none. */
    public static String deviceOf(SecurityIdentity identity) {
        return identity.getAttribute(ATTRIBUTE);
    }
}
