package io.parkbridge.ingest;

import java.time.Instant;
import java.util.function.Consumer;

import io.parkbridge.ingest.decode.Decoded;

/**
 * A message on its way in, over MQTT or HTTP. Whatever becomes of it, it is acknowledged exactly once: an MQTT client hands
 * acknowledgements out in the order of arrival, so one that never comes holds up all behind it.
 *
 * @param acknowledge called with what has become of the message after the commit of the transaction that holds it, on the writer's
 *                    thread; must not block
 */
record Delivery(String topic, byte[] payload, Instant receivedAt, Decoded decoded, Consumer<Outcome> acknowledge) {
}
