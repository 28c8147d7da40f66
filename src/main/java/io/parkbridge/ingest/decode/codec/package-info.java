/** One class per sensor model: what the bytes of its uplinks mean. */
package io.parkbridge.ingest.decode.codec;
