/** The way in: the broker's ceiling, the durable rate beside it, what a message costs, and how long it takes. */
package io.parkbridge.bench.ingest;
