package io.parkbridge.ingest.decode;

/**
 * Whom a message is from, as it says itself.
 *
 * @param via  in whose name: the facility's code in its topic, or a network server's levels before the device ({@code v3/parking@ttn/devices});
 *             empty where there is no such facility, and where a device has logged in over HTTP. The broker lets no gateway speak in another's
 * @param name the device's code or EUI
 */
public record Sender(String via, String name) {
}
