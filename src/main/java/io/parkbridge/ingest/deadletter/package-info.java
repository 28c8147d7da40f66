/** What could not be taken: kept with its reason, counted, shown. */
package io.parkbridge.ingest.deadletter;
