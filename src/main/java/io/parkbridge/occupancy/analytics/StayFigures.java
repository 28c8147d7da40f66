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
                   count(*) filter (where limited), count(*) filter (where limited and overstay_seconds is not null)
            from (
                select s.zone_id, s.departed_at, s.overstay_seconds, coalesce(b.max_stay_minutes, z.max_stay_minutes) is not null as limited,
                       extract(epoch from coalesce(s.departed_at, greatest(?, s.arrived_at)) - s.arrived_at)::double precision as seconds
                from unnest(?::int[]) as u (id)
                join zone z on z.id = u.id
                join stay s on s.zone_id = z.id and s.arrived_at >= ? and s.arrived_at < ?
                join bay b on b.id = s.bay_id
            ) stays
            group by grouping sets ((zone_id), ())
            """;

    /**
     * Minutes with one decimal, null where there was no stay; percentiles are interpolated.
     *
     * @param open        stays that are not over
     * @param turnover    stays ÷ bays, over all the days
     * @param limited     stays on bays with a longest stay, their own or their zone's
     * @param overstays   those of them that have ended and were too long ({@code stay.overstay_seconds})
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
        AskedZone all = new AskedZone(0, null, question.bays(), 0);
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(STAYS)) {
            query.setObject(1, question.now().atOffset(ZoneOffset.UTC));
            query.setObject(2, question.zoneIds());
            query.setObject(3, start(question).atOffset(ZoneOffset.UTC));
            query.setObject(4, CalendarDay.start(question.to().plusDays(1), question.timeZone()).atOffset(ZoneOffset.UTC));
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
