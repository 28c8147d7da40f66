package io.parkbridge.ingest.decode.codec;

import jakarta.enterprise.context.ApplicationScoped;

/** Nwave NPS405 with the current layout: occupied in bit 0 of the status byte ({@link Nps405Layout}). */
@ApplicationScoped
class NwaveNps405Codec implements SensorCodec {

    @Override
    public String model() {
        return "nwave-nps405";
    }

    @Override
    public CodecResult decode(int port, byte[] payload) {
        return Nps405Layout.CURRENT.decode(port, payload);
    }
}
