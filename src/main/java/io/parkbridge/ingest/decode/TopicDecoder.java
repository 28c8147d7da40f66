package io.parkbridge.ingest.decode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Knows by its topic who sent a message: a sensor of our own contract, or a LoRaWAN network server for one. */
public final class TopicDecoder implements Decoder {

    /** The topics on which network servers send uplinks; of joins, downlinks and the rest nothing is read. */
    public static final List<String> UPLINK_FILTERS = List.of(TheThingsStackDecoder.FILTER, ChirpStackDecoder.FILTER);

    private final Decoder json;
    private final Decoder theThingsStack;
    private final Decoder chirpStack;

    /**
     * @param root            topic levels before the facility's code, for example {@code parking/v1}
     * @param futureTolerance how far a reading may lie ahead of its receipt
     * @param ageMax          how far it may lie back
     */
    public TopicDecoder(String root, Duration futureTolerance, Duration ageMax) {
        TimeLimits limits = new TimeLimits(futureTolerance, ageMax);
        this.json = new JsonDecoder(root, futureTolerance, ageMax);
        this.theThingsStack = new TheThingsStackDecoder(limits);
        this.chirpStack = new ChirpStackDecoder(limits);
    }

    @Override
    public Decoded decode(String topic, byte[] payload, Instant receivedAt) {
        Decoder decoder = topic.startsWith(TheThingsStackDecoder.ROOT) ? theThingsStack
                : topic.startsWith(ChirpStackDecoder.ROOT) ? chirpStack
                : json;
        return decoder.decode(topic, payload, receivedAt);
    }
}
