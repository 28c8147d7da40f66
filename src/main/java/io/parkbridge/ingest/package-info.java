/** The way in: MQTT, one batch, one transaction, acknowledgement; the only package that knows all steps. */
package io.parkbridge.ingest;
