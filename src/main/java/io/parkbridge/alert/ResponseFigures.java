package io.parkbridge.alert;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.occupancy.Rounded;
import jakarta.enterprise.context.ApplicationScoped;

/** How many alerts were raised in some time, and how soon somebody saw to them. Alerts that another one explains are not counted. */
@ApplicationScoped
public class ResponseFigures {

    private static final double SECONDS_A_MINUTE = 60;

    private static final String ANSWERS = """
            select grouping(a.type), grouping(z.id), a.type, z.name, count(*), count(a.acknowledged_at), count(a.cleared_at),
                   percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from a.acknowledged_at - a.raised_at)),
                   percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from a.cleared_at - a.raised_at))
            from alert a left join zone z on z.id = a.zone_id
            where a.facility_id = ? and (a.zone_id = ? or ?::int is null) and a.parent_id is null and a.raised_at >= ? and a.raised_at < ?
            group by grouping sets ((a.type), (z.id, z.name), ())
            order by 1, 2, count(*) desc, 3, 4
            """;

    private static final String DAYS = """
            select (raised_at at time zone ?)::date, severity, count(*)
            from alert
            where facility_id = ? and (zone_id = ? or ?::int is null) and parent_id is null and raised_at >= ? and raised_at < ?
            group by 1, 2
            """;

    /** Alerts of one facility, or of one zone (null for all), raised from {@code from} until before {@code until}. */
    public record Asked(int facilityId, Integer zoneId, Instant from, Instant until) {
    }

    /**
     * Minutes from raising, with one decimal; null where there was none. Percentiles are interpolated.
     *
     * @param subject a type, a zone's name (null for what stands in no zone), or null for all
     * @param cleared of those raised in this time, whenever it was
     */
    public record Answer(String subject, int raised, int acknowledged, int cleared, Double acknowledgeMedianMinutes, Double acknowledgeP90Minutes,
            Double clearMedianMinutes, Double clearP90Minutes) {
    }

    /** @param types those with the most first; {@code zones} likewise */
    public record Answers(Answer all, List<Answer> types, List<Answer> zones) {
    }

    public record Day(LocalDate date, Severity severity, int raised) {
    }

    public Answers answers(Connection connection, Asked asked) throws SQLException {
        List<Answer> types = new ArrayList<>();
        List<Answer> zones = new ArrayList<>();
        Answer all = new Answer(null, 0, 0, 0, null, null, null, null);
        try (PreparedStatement query = connection.prepareStatement(ANSWERS)) {
            bind(query, 1, asked);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    boolean isByType = row.getInt(1) == 0;
                    boolean isByZone = row.getInt(2) == 0;
                    Answer answer = answer(row, isByType ? row.getString(3) : isByZone ? row.getString(4) : null);
                    if (isByType) {
                        types.add(answer);
                    } else if (isByZone) {
                        zones.add(answer);
                    } else {
                        all = answer;
                    }
                }
            }
        }
        return new Answers(all, types, zones);
    }

    /** Only days that had one. */
    public List<Day> days(Connection connection, Asked asked, ZoneId timeZone) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(DAYS)) {
            query.setString(1, timeZone.getId());
            bind(query, 2, asked);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    days.add(new Day(row.getObject(1, LocalDate.class), Severity.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
        }
        return days;
    }

    private static void bind(PreparedStatement query, int parameter, Asked asked) throws SQLException {
        query.setInt(parameter, asked.facilityId);
        query.setObject(parameter + 1, asked.zoneId, Types.INTEGER);
        query.setObject(parameter + 2, asked.zoneId, Types.INTEGER);
        query.setObject(parameter + 3, asked.from.atOffset(ZoneOffset.UTC));
        query.setObject(parameter + 4, asked.until.atOffset(ZoneOffset.UTC));
    }

    private static Answer answer(ResultSet row, String subject) throws SQLException {
        Double[] acknowledged = percentiles(row.getArray(8));
        Double[] cleared = percentiles(row.getArray(9));
        return new Answer(subject, row.getInt(5), row.getInt(6), row.getInt(7), minutes(acknowledged[0]), minutes(acknowledged[1]),
                minutes(cleared[0]), minutes(cleared[1]));
    }

    private static Double[] percentiles(Array array) throws SQLException {
        return array == null ? new Double[2] : (Double[]) array.getArray();
    }

    private static Double minutes(Double seconds) {
        return seconds == null ? null : (Double) Rounded.oneDecimal(seconds / SECONDS_A_MINUTE);
    }
}
