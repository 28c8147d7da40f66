/** Instants: the one clock, how the database keeps them, and when the days of facilities begin. */
package io.parkbridge.time;
