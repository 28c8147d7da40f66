package io.parkbridge.mqtt;

/** The broker, or what it has already, stands against an account; the text is meant for whoever asked for it. */
public final class AccountRefused extends RuntimeException {

    AccountRefused(String text) {
        super(text, null, false, false);
    }
}
