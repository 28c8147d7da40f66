/** Instants: the one clock, and how the database keeps them. */
package io.parkbridge.time;
