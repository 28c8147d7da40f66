package io.parkbridge.time;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;

/**
 * A calendar day of facilities in several time zones: when it begins and ends in each of them. Days of 23 and 25 hours are what the time
 * zone's rules make of them.
 */
public record CalendarDay(LocalDate date, List<ZoneId> timeZones) {

    /** @param timeZones IANA names, each once or more often */
    public static CalendarDay of(LocalDate date, Collection<String> timeZones) {
        return new CalendarDay(date, timeZones.stream().distinct().map(ZoneId::of).toList());
    }

    public static Instant start(LocalDate date, ZoneId timeZone) {
        return date.atStartOfDay(timeZone).toInstant();
    }

    public CalendarDay minusDays(int days) {
        return new CalendarDay(date.minusDays(days), timeZones);
    }

    /** Binds three arrays from {@code parameter} on: names of the time zones, first microseconds, first microseconds of the next day. */
    public int bind(PreparedStatement query, int parameter) throws SQLException {
        query.setObject(parameter, timeZones.stream().map(ZoneId::getId).toArray(String[]::new));
        query.setObject(parameter + 1, timeZones.stream().mapToLong(zone -> Micros.of(start(date, zone))).toArray());
        query.setObject(parameter + 2, timeZones.stream().mapToLong(zone -> Micros.of(start(date.plusDays(1), zone))).toArray());
        return parameter + 3;
    }
}
