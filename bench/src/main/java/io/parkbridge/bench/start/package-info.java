/** How long the application takes to start, and what it holds then. */
package io.parkbridge.bench.start;
