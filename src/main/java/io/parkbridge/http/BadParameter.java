package io.parkbridge.http;

/** A query parameter that makes no sense; its message is meant for whoever sent it. */
public final class BadParameter extends RuntimeException {

    BadParameter(String message) {
        super(message);
    }
}
