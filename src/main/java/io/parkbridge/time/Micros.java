package io.parkbridge.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Instants as the database keeps them: microseconds since 1970-01-01T00:00:00Z. A column of instants travels as {@code bigint[]}, which
 * the driver sends in binary without an object per row; SQL turns it back with {@code timestamptz 'epoch' + t * interval '1 microsecond'}, or,
 * where it is done for every reading, with {@code to_timestamp(t / 1e6::float8)}: a tenth of the time, and exact to the microsecond from 1970 to 2100.
 */
public final class Micros {

    private Micros() {
    }

    /** Microseconds since the epoch; anything finer is cut off. */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** As {@link #of}, with {@link Long#MIN_VALUE} for null. */
    public static long ofNullable(Instant instant) {
        return instant == null ? Long.MIN_VALUE : of(instant);
    }

    /** A {@code timestamptz} column of the current row, null if it is. */
    public static Instant read(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
