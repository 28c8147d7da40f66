package io.parkbridge.ingest.decode;

import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.reading.Reading;

/** What became of a message's bytes: a reading, or the reason why there is none. */
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
     * A message that can never be read.
     *
     * @param device the device's code where the topic still tells it, else null
     */
    record Refused(DeadLetterReason reason, String detail, String device) implements Decoded {
    }
}
