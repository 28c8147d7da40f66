package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** What a device has measured, in buckets of time wide enough that no more than {@value #POINTS_MAX} of them are needed. */
@ApplicationScoped
class DeviceSeries {

    static final int POINTS_MAX = 500;

    /** Widths that people think in; in seconds. */
    private static final int[] WIDTHS = {10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400};

    private static final String BUCKETS = """
            select time_bucket(? * interval '1 second', time) as bucket, count(*), avg(voltage)::real, min(voltage), max(voltage),
                   avg(voltage * current * power_factor)::real, max(voltage * current * power_factor), avg(battery)::real, avg(rssi)::real,
                   avg(snr)::real, avg(temperature)::real, avg(extract(epoch from received_at - time))::real
            from heartbeat where device_id = ? and time >= ? and time < ?
            group by bucket order by bucket
            """;

    /**
     * The heartbeats of one bucket; what none of them said is null.
     *
     * @param voltage volts, mean; with the least and the greatest
     * @param power   watts, mean; with the greatest
     * @param delay   seconds from a reading to its receipt, mean: the way and what the clock is wrong by
     */
    record Point(Instant time, long heartbeats, Float voltage, Float voltageMin, Float voltageMax, Float power, Float powerMax, Float battery,
            Float rssi, Float snr, Float temperature, Float delay) {
    }

    /** @param bucketSeconds how long a bucket is; buckets without a heartbeat are left out */
    record Series(Instant from, Instant to, int bucketSeconds, List<Point> points) {
    }

    private final DataSource database;

    DeviceSeries(DataSource database) {
        this.database = database;
    }

    /** The first width with which a range, wherever it begins in its bucket, has few enough. */
    static int width(Duration range) {
        return IntStream.of(WIDTHS).filter(width -> range.toSeconds() / width + 2 <= POINTS_MAX).findFirst().orElse(WIDTHS[WIDTHS.length - 1]);
    }

    Series of(int device, Instant from, Instant to) throws SQLException {
        int width = width(Duration.between(from, to));
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(BUCKETS)) {
            query.setInt(1, width);
            query.setInt(2, device);
            query.setObject(3, from.atOffset(ZoneOffset.UTC));
            query.setObject(4, to.atOffset(ZoneOffset.UTC));
            List<Point> points = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    points.add(new Point(Micros.read(row, 1), row.getLong(2), row.getObject(3, Float.class), row.getObject(4, Float.class),
                            row.getObject(5, Float.class), row.getObject(6, Float.class), row.getObject(7, Float.class), row.getObject(8, Float.class),
                            row.getObject(9, Float.class), row.getObject(10, Float.class), row.getObject(11, Float.class),
                            row.getObject(12, Float.class)));
                }
            }
            return new Series(from, to, width, points);
        }
    }
}
