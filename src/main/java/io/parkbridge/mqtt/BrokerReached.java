package io.parkbridge.mqtt;

/** Event: the broker is there, for the first time or again. */
public record BrokerReached() {
}
