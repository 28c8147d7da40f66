package io.parkbridge.firmware.link;

/** The broker is there and does not want us: trying again would not help. */
public final class BrokerRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerRefused(String message) {
        super(message);
    }
}
