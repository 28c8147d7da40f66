package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.http.Problem;
import io.parkbridge.time.CalendarDay;
import jakarta.enterprise.context.ApplicationScoped;

/** The stays that touch a day. Its cost grows with the bays and with the stays of that day, not with what came before or since. */
@ApplicationScoped
class DayReplay {

    static final int STAYS_MAX = 100_000;

    /** Times are rounded up, so that at each whole second the picture is right. Who stood there when the day began is each bay's last arrival before it, if it had not left by then. */
    private static final String STAYS = """
            select bay_id, ceil(extract(epoch from arrived_at))::bigint, ceil(extract(epoch from departed_at))::bigint
            from (
                select before.* from bay b
                cross join lateral (select s.bay_id, s.arrived_at, s.departed_at from stay s
                                    where s.bay_id = b.id and s.arrived_at < ? order by s.arrived_at desc limit 1) before
                where b.zone_id = any(?) and b.active and (before.departed_at is null or before.departed_at > ?)
                union all
                select s.bay_id, s.arrived_at, s.departed_at from stay s join bay b on b.id = s.bay_id
                where s.zone_id = any(?) and s.arrived_at >= ? and s.arrived_at < ? and b.active
            ) stays
            order by 1, 2
            limit ?
            """;

    /**
     * Times in epoch seconds.
     *
     * @param start of the day
     * @param end   of the day; now, where it is not over; its start, where it has not begun
     * @param stays each a bay's id, arrival, and departure or null, by bay and arrival
     */
    record Replay(LocalDate date, String timeZone, long start, long end, List<Long[]> stays) {
    }

    private final DataSource database;

    DayReplay(DataSource database) {
        this.database = database;
    }

    Replay of(Question day) throws SQLException {
        Instant start = CalendarDay.start(day.from(), day.timeZone());
        Instant end = CalendarDay.start(day.from().plusDays(1), day.timeZone());
        List<Long[]> stays = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(STAYS)) {
            query.setObject(1, start.atOffset(ZoneOffset.UTC));
            query.setObject(2, day.zoneIds());
            query.setObject(3, start.atOffset(ZoneOffset.UTC));
            query.setObject(4, day.zoneIds());
            query.setObject(5, start.atOffset(ZoneOffset.UTC));
            query.setObject(6, end.atOffset(ZoneOffset.UTC));
            query.setInt(7, STAYS_MAX + 1);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    stays.add(new Long[]{row.getLong(1), row.getLong(2), row.getObject(3, Long.class)});
                }
            }
        }
        if (stays.size() > STAYS_MAX) {
            throw Problem.ofFields(Map.of("zone", List.of("a zone must be named: there are more than " + STAYS_MAX + " stays on this day")));
        }
        Instant until = day.now().isBefore(start) ? start : day.now().isBefore(end) ? day.now() : end;
        return new Replay(day.from(), day.timeZone().getId(), start.getEpochSecond(), until.getEpochSecond(), stays);
    }
}
