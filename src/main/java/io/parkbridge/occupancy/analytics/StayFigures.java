package io.parkbridge.occupancy.analytics;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import io.parkbridge.time.CalendarDay;
import jakarta.enterprise.context.ApplicationScoped;

/** How long cars stay: the stays that began on the days of a question, one that is not over up to now. */
@ApplicationScoped
public class StayFigures {

    private static final double SECONDS_A_MINUTE = 60;

    /**
     * Zone by zone along the index, so that the cost is that of the stays asked about and not of all there are. Lengths are gathered once
     * and sorted twice, for the zone and for all.
     */
    private static final String STAYS = """
            with zones as materialized (
                select z.id, s.*
                from (select now, first, past from (values (?::timestamptz, ?::timestamptz, ?::timestamptz)) as v (now, first, past)) asked
                cross join unnest(?::int[]) as u (id)
                join zone z on z.id = u.id
                cross join lateral (
                    select count(*) as stays, count(*) filter (where departed_at is null) as open,
                           count(*) filter (where coalesce(b.max_stay_minutes, z.max_stay_minutes) is not null) as limited,
                           count(*) filter (where coalesce(b.max_stay_minutes, z.max_stay_minutes) is not null
                                              and overstay_seconds is not null) as over,
                           array_agg(date_part('epoch', coalesce(departed_at, greatest(asked.now, arrived_at)) - arrived_at)) as lengths
                    from stay join bay b on b.id = bay_id
                    where stay.zone_id = z.id and arrived_at >= asked.first and arrived_at < asked.past
                ) s
            )
            select z.id, z.stays, z.open, of_zone.*, z.limited, z.over
            from zones z cross join lateral (
                select avg(l), percentile_cont(array[0.5, 0.9, 0.95]::float8[]) within group (order by l) from (select unnest(z.lengths) as l) s
            ) of_zone
            union all
            select 0, sums.*, of_all.*, limits.*
            from (select sum(stays)::bigint, sum(open)::bigint from zones) sums
            cross join (
                select avg(l), percentile_cont(array[0.5, 0.9, 0.95]::float8[]) within group (order by l) from (select unnest(lengths) as l from zones) s
            ) of_all
            cross join (select sum(limited)::bigint, sum(over)::bigint from zones) limits
            """;

    private static final String DAYS = """
            select zone_id, (arrived_at at time zone ?)::date, count(*),
                   avg(extract(epoch from coalesce(departed_at, greatest(?, arrived_at)) - arrived_at))
            from stay where zone_id = any(?) and arrived_at >= ? and arrived_at < ?
            group by 1, 2
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

    /** @param averageMinutes of the stays that began in this zone on this day */
    public record Day(int zoneId, LocalDate date, long stays, double averageMinutes) {
    }

    private final DataSource database;

    StayFigures(DataSource database) {
        this.database = database;
    }

    /** All zones together first (zone null), then each. */
    public List<Figures> stays(Question question) throws SQLException {
        Map<Integer, Figures> found = new HashMap<>();
        AskedZone all = new AskedZone(0, null, question.bays(), 0);
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(STAYS)) {
            query.setObject(1, question.now().atOffset(ZoneOffset.UTC));
            query.setObject(2, start(question).atOffset(ZoneOffset.UTC));
            query.setObject(3, CalendarDay.start(question.to().plusDays(1), question.timeZone()).atOffset(ZoneOffset.UTC));
            query.setObject(4, question.zoneIds());
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

    /** Only zones and days that had a stay, in no order. */
    public List<Day> days(Question question) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(DAYS)) {
            query.setString(1, question.timeZone().getId());
            query.setObject(2, question.now().atOffset(ZoneOffset.UTC));
            query.setObject(3, question.zoneIds());
            query.setObject(4, start(question).atOffset(ZoneOffset.UTC));
            query.setObject(5, CalendarDay.start(question.to().plusDays(1), question.timeZone()).atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    days.add(new Day(row.getInt(1), row.getObject(2, LocalDate.class), row.getLong(3), minutes(row.getDouble(4))));
                }
            }
        }
        return days;
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
