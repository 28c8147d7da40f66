package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.occupancy.HourlyUsage;
import io.parkbridge.time.CalendarDay;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the hours of a question from hourly usage: as many rows as zones times hours, whatever else there is. */
@ApplicationScoped
public class HourlyUsageQuery {

    /**
     * One statement, so that what happens meanwhile is in all of it or in none. A row without an hour carries, as its arrivals, the cars
     * that stood in the zone when the first hour began: those that stand there now, less what has happened since.
     */
    private static final String HOURS = """
            select zone_id, hour, readings, arrivals, departures, occupied_micros
            from hourly_usage where zone_id = any(?) and hour >= ? and hour < ?
            union all
            select asked.id, null, 0,
                   ((select count(*) from stay where zone_id = asked.id and departed_at is null)
                    - (select coalesce(sum(arrivals - departures), 0) from hourly_usage where zone_id = asked.id and hour >= ?))::int, 0, 0
            from unnest(?::int[]) as asked (id)
            """;

    private final DataSource database;

    HourlyUsageQuery(DataSource database) {
        this.database = database;
    }

    public List<ZoneHours> read(Question question) throws SQLException {
        Map<Integer, Integer> before = new HashMap<>();
        Map<Integer, Map<Instant, HourlyUsage>> usage = new HashMap<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(HOURS)) {
            Instant first = CalendarDay.start(question.from(), question.timeZone());
            query.setObject(1, question.zoneIds());
            query.setObject(2, first.atOffset(ZoneOffset.UTC));
            query.setObject(3, CalendarDay.start(question.to().plusDays(1), question.timeZone()).atOffset(ZoneOffset.UTC));
            query.setObject(4, first.atOffset(ZoneOffset.UTC));
            query.setObject(5, question.zoneIds());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Instant hour = Micros.read(row, 2);
                    if (hour == null) {
                        before.put(row.getInt(1), row.getInt(4));
                    } else {
                        usage.computeIfAbsent(row.getInt(1), zone -> new HashMap<>()).put(hour, new HourlyUsage(row.getInt(1), hour,
                                row.getInt(3), row.getInt(4), row.getInt(5), row.getLong(6)));
                    }
                }
            }
        }
        List<HourSpan> spans = question.hours();
        return question.zones().stream()
                .map(zone -> ZoneHours.of(zone, spans, before.get(zone.id()), usage.getOrDefault(zone.id(), Map.of()))).toList();
    }
}
