/** What could not be taken: kept with its reason, counted, shown, locked and marked for replay; who sends it: discovered devices. */
package io.parkbridge.ingest.deadletter;
