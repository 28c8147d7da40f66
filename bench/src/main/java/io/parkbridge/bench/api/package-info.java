/** What reading costs, and that it does not grow with history. */
package io.parkbridge.bench.api;
