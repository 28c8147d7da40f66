package io.parkbridge.ingest.decode.codec;

import jakarta.enterprise.context.ApplicationScoped;

/** Nwave NPS405 with the layout of the codec of 2022: occupied in bit 7 of the status byte ({@link Nps405Layout}). */
@ApplicationScoped
class NwaveNps4052022Codec implements SensorCodec {

    @Override
    public String model() {
        return "nwave-nps405-2022";
    }

    @Override
    public CodecResult decode(int port, byte[] payload) {
        return Nps405Layout.OF_2022.decode(port, payload);
    }
}
