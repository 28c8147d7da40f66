package io.parkbridge.ingest;

import java.time.Instant;

import io.parkbridge.ingest.decode.Decoded;

/**
 * A message on its way in. Whatever becomes of it, it is acknowledged exactly once: an MQTT client hands acknowledgements out in the
 * order of arrival, so one that never comes holds up all behind it.
 *
 * @param acknowledge called after the commit of the transaction that holds the message, on the writer's thread; must not block
 */
record Delivery(String topic, byte[] payload, Instant receivedAt, Decoded decoded, Runnable acknowledge) {
}
