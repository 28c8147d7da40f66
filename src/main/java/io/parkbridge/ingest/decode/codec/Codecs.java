package io.parkbridge.ingest.decode.codec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;

/** Every codec there is, by the name of its model in any case. */
@ApplicationScoped
public class Codecs {

    private final Map<String, SensorCodec> byModel = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Codecs(@All List<SensorCodec> codecs) {
        for (SensorCodec codec : codecs) {
            if (byModel.put(codec.model(), codec) != null) {
                throw new IllegalStateException("two codecs for the sensor model " + codec.model());
            }
        }
    }

    /** Whether devices of this model speak through a LoRaWAN network server. */
    public boolean know(String model) {
        return byModel.containsKey(model);
    }

    /** Reads a payload as the model sends it. */
    public CodecResult decode(String model, int port, byte[] payload) {
        SensorCodec codec = byModel.get(model);
        return codec == null
                ? new Misfit(DeadLetterReason.NO_CODEC, "no codec for the device's model " + model)
                : codec.decode(port, payload);
    }
}
