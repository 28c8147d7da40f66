package io.parkbridge.occupancy.analytics;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.occupancy.CalendarDay;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import jakarta.enterprise.context.ApplicationScoped;

/** How long cars stay: the stays that began on the days of a question, one that is not over up to now. */
@ApplicationScoped
class StayFigures {

    private static final double SECONDS_A_MINUTE = 60;

    private static final String STAYS = """
            select zone_id, count(*), count(*) filter (where departed_at is null), avg(seconds),
                   percentile_cont(array[0.5, 0.9, 0.95]) within group (order by seconds),
                   count(*) filter (where limit_seconds is not null), count(*) filter (where seconds > limit_seconds)
            from (
                select s.zone_id, s.departed_at, z.max_minutes * 60 as limit_seconds,
                       extract(epoch from coalesce(s.departed_at, greatest(?, s.arrived_at)) - s.arrived_at)::double precision as seconds
                from unnest(?::int[], ?::int[]) as z (id, max_minutes)
                join stay s on s.zone_id = z.id and s.arrived_at >= ? and s.arrived_at < ?
            ) stays
            group by grouping sets ((zone_id), ())
            """;

    /**
     * Minutes with one decimal, null where there was no stay; percentiles are interpolated.
     *
     * @param open        stays that are not over
     * @param turnover    stays ÷ bays, over all the days
     * @param limited     stays in zones with a longest stay
     * @param overstays   those of them that lasted longer than the longest stay and its grace
     * @param overstayRate percent of the limited ones
     */
    public record Figures(Integer zoneId, String zoneName, int bays, long stays, long open, double turnover, Double averageMinutes,
            Double medianMinutes, Double p90Minutes, Double p95Minutes, long limited, long overstays, double overstayRate) {
    }

    private final DataSource database;

    StayFigures(DataSource database) {
        this.database = database;
    }

    /** All zones together first (zone null), then each. */
    List<Figures> stays(Question question) throws SQLException {
        Map<Integer, Figures> found = new HashMap<>();
        AskedZone all = new AskedZone(0, null, question.bays(), 0, null);
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(STAYS)) {
            query.setObject(1, question.now().atOffset(ZoneOffset.UTC));
            query.setObject(2, question.zoneIds());
            query.setArray(3, connection.createArrayOf("int4", question.zones().stream().map(AskedZone::limitMinutes).toArray()));
            query.setObject(4, start(question).atOffset(ZoneOffset.UTC));
            query.setObject(5, CalendarDay.start(question.to().plusDays(1), question.timeZone()).atOffset(ZoneOffset.UTC));
            Map<Integer, AskedZone> zones = new HashMap<>();
            question.zones().forEach(zone -> zones.put(zone.id(), zone));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getInt(1), figures(row, zones.getOrDefault(row.getInt(1), all)));
                }
            }
        }
        return Stream.concat(Stream.of(all), question.zones().stream())
                .map(zone -> found.getOrDefault(zone.id(), none(zone))).toList();
    }

    private static Instant start(Question question) {
        return CalendarDay.start(question.from(), question.timeZone());
    }

    private static Figures figures(ResultSet row, AskedZone zone) throws SQLException {
        long stays = row.getLong(2);
        Array sorted = row.getArray(5);
        Double[] percentiles = sorted == null ? new Double[3] : (Double[]) sorted.getArray();
        long limited = row.getLong(6);
        long overstays = row.getLong(7);
        return new Figures(zone.id() == 0 ? null : zone.id(), zone.name(), zone.bays(), stays, row.getLong(3), turnover(stays, zone.bays()),
                minutes(row.getObject(4, Double.class)), minutes(percentiles[0]), minutes(percentiles[1]), minutes(percentiles[2]), limited,
                overstays, Rounded.percent(overstays, limited));
    }

    private static Figures none(AskedZone zone) {
        return new Figures(zone.id() == 0 ? null : zone.id(), zone.name(), zone.bays(), 0, 0, 0, null, null, null, null, 0, 0, 0);
    }

    private static double turnover(long stays, int bays) {
        return bays == 0 ? 0 : Rounded.oneDecimal((double) stays / bays);
    }

    private static Double minutes(Double seconds) {
        return seconds == null ? null : (Double) Rounded.oneDecimal(seconds / SECONDS_A_MINUTE);
    }
}
