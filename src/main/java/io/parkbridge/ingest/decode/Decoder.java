package io.parkbridge.ingest.decode;

import java.time.Instant;

/** Reads the messages of one kind of sender. Never throws, holds no state, may be called by any thread. */
interface Decoder {

    /** Reads one message; {@code receivedAt} is its time where the payload names none. */
    Decoded decode(String topic, byte[] payload, Instant receivedAt);
}
