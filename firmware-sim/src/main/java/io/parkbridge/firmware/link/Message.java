package io.parkbridge.firmware.link;

/** A message as its gateway keeps it until the broker has acknowledged it and could not have forgotten it. Guarded by its gateway. */
final class Message {

    final String topic;
    final byte[] payload;
    final long sentAtMillis;
    boolean acknowledged;

    Message(String topic, byte[] payload, long sentAtMillis) {
        this.topic = topic;
        this.payload = payload;
        this.sentAtMillis = sentAtMillis;
    }
}
