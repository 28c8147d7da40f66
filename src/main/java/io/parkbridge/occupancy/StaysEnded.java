package io.parkbridge.occupancy;

import java.sql.Connection;
import java.util.List;

/** Stays have ended because nobody watches their bays any more. Told within the transaction, whose connection comes along. */
public record StaysEnded(Connection connection, List<Departure> departures) {
}
