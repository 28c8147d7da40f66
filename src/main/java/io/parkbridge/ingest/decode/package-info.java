/** From a topic and bytes to a reading, or to the reason why not. */
package io.parkbridge.ingest.decode;
