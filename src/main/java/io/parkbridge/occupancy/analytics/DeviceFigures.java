package io.parkbridge.occupancy.analytics;

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

import javax.sql.DataSource;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import io.parkbridge.time.CalendarDay;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** How much of the time devices were heard of, by zone and day. */
@ApplicationScoped
public class DeviceFigures {

    private static final String HOURS = """
            select zone_id, hour, expected, heard, samples from hourly_availability
            where zone_id = any(?) and hour >= ? and hour < ? order by hour
            """;

    /**
     * @param availability     device-minutes heard ÷ device-minutes expected, percent; null where no minute was noted
     * @param minutesObserved  minutes of the day that were noted at all; the others say nothing about the devices
     */
    public record Day(int zoneId, String zoneName, LocalDate date, Double availability, int minutesObserved) {
    }

    private static final class Sum {

        private long expected;
        private long heard;
        private int samples;
    }

    private final DataSource database;

    DeviceFigures(DataSource database) {
        this.database = database;
    }

    /** By zone, then day. */
    public List<Day> days(Question question) throws SQLException {
        Map<Targets.ZoneDay, Sum> sums = read(question);
        List<Day> days = new ArrayList<>();
        for (AskedZone zone : question.zones()) {
            question.from().datesUntil(question.to().plusDays(1)).forEach(day -> {
                Sum sum = sums.getOrDefault(new Targets.ZoneDay(zone.id(), day), new Sum());
                days.add(new Day(zone.id(), zone.name(), day,
                        sum.expected == 0 ? null : (Double) Rounded.percent(sum.heard, sum.expected), sum.samples));
            });
        }
        return days;
    }

    private Map<Targets.ZoneDay, Sum> read(Question question) throws SQLException {
        Map<Targets.ZoneDay, Sum> sums = new HashMap<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(HOURS)) {
            query.setObject(1, question.zoneIds());
            query.setObject(2, start(question, question.from()).atOffset(ZoneOffset.UTC));
            query.setObject(3, start(question, question.to().plusDays(1)).atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    LocalDate day = LocalDate.ofInstant(Micros.read(row, 2), question.timeZone());
                    Sum sum = sums.computeIfAbsent(new Targets.ZoneDay(row.getInt(1), day), any -> new Sum());
                    sum.expected += row.getInt(3);
                    sum.heard += row.getInt(4);
                    sum.samples += row.getInt(5);
                }
            }
        }
        return sums;
    }

    private static Instant start(Question question, LocalDate day) {
        return CalendarDay.start(day, question.timeZone());
    }
}
