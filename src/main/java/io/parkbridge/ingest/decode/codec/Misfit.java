package io.parkbridge.ingest.decode.codec;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** A payload that its model cannot have sent. */
public record Misfit(DeadLetterReason reason, String detail) implements CodecResult {

    static Misfit port(int port) {
        return new Misfit(DeadLetterReason.UNKNOWN_PORT, "the model does not send on fPort " + port);
    }

    static Misfit length(int port, byte[] payload, String expected) {
        return new Misfit(DeadLetterReason.PAYLOAD_LENGTH, "fPort " + port + " carries " + expected + " bytes, not " + payload.length);
    }

    static Misfit malformed(String detail) {
        return new Misfit(DeadLetterReason.MALFORMED_PAYLOAD, detail);
    }
}
