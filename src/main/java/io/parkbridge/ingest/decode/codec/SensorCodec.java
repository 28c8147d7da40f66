package io.parkbridge.ingest.decode.codec;

/**
 * The binary payloads of one sensor model. A new model is one class that implements this, and its vectors in
 * {@code src/test/resources/payloads/<model>/}; it is found without being registered anywhere. Holds no state and never throws.
 */
public interface SensorCodec {

    /** The model's name, as {@code device.model} has it: vendor and type in lower case. */
    String model();

    /** What the bytes say, whatever they are. */
    CodecResult decode(int port, byte[] payload);
}
