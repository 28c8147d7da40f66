package io.parkbridge.ingest.decode;

import java.time.Instant;

import io.parkbridge.device.NetworkAddress;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.reading.Reading;

/** What became of a message's bytes: a reading, a sensor's own bytes that only its model explains, or the reason why there is neither. */
public sealed interface Decoded {

    /**
     * A reading as its device sent it; whether that device exists is the database's to say.
     *
     * @param facility the facility's code in the topic
     * @param device   the device's code in the topic
     */
    record Taken(String facility, String device, Reading reading) implements Decoded {
    }

    /**
     * What a LoRaWAN network server passed on. The bytes are read later, when the transaction knows the model of the device under its lock.
     *
     * @param time         when the network server received it
     * @param port         the sensor's fPort, 0 where there is none
     * @param rssi         dBm at the gateway that heard it best, {@link Float#NaN} where not known
     * @param snr          dB at the same gateway, {@link Float#NaN} where not known
     * @param frameCounter counts all uplinks of the device since it joined
     */
    record Uplink(NetworkAddress address, Instant time, int port, byte[] payload, float rssi, float snr, long frameCounter)
            implements Decoded {
    }

    /**
     * A message that can never be read.
     *
     * @param device the device's code where the topic still tells it, else null
     */
    record Refused(DeadLetterReason reason, String detail, String device) implements Decoded {
    }
}
