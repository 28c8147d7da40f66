package io.parkbridge.alert.rule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When a rule applies, on the facility's own clock: days, hours and, where holidays are free of it, no holidays. A parking limit counts
 * from the beginning of its hours for a car that came before, and not at all outside them.
 *
 * @param days     bit 0 Monday to bit 6 Sunday; hours that cross midnight belong to the day on which they begin
 * @param from     null like {@code until} for all day
 * @param until    not included; before {@code from} where the hours cross midnight
 * @param holidays days free of the rule
 */
public record Schedule(ZoneId timeZone, int days, LocalTime from, LocalTime until, Set<LocalDate> holidays) {

    public static final int EVERY_DAY = 0x7f;
    /** A longer stay is looked at from its last days only: what it was before has been said long ago. */
    private static final int DAYS_LOOKED_AT_MAX = 400;

    public static Schedule always(ZoneId timeZone) {
        return new Schedule(timeZone, EVERY_DAY, null, null, Set.of());
    }

    public static int bit(DayOfWeek day) {
        return 1 << (day.getValue() - 1);
    }

    private boolean isUnbroken() {
        return days == EVERY_DAY && from == null && holidays.isEmpty();
    }

    public boolean appliesAt(Instant instant) {
        return isUnbroken() || windowAround(instant) != null;
    }

    /** How long a car has been counted at {@code now}; zero outside the hours. */
    Duration countedUntil(Instant arrivedAt, Instant now) {
        if (isUnbroken()) {
            return Duration.between(arrivedAt, now);
        }
        Window window = windowAround(now);
        return window == null ? Duration.ZERO : Duration.between(later(arrivedAt, window.begin), now);
    }

    /** The longest time counted within one stretch of hours between two instants. */
    Duration longest(Instant arrivedAt, Instant departedAt) {
        if (isUnbroken()) {
            return Duration.between(arrivedAt, departedAt);
        }
        Duration longest = Duration.ZERO;
        Window before = null;
        LocalDate first = LocalDate.ofInstant(arrivedAt, timeZone).minusDays(1);
        LocalDate last = LocalDate.ofInstant(departedAt, timeZone);
        for (LocalDate day = later(first, last.minusDays(DAYS_LOOKED_AT_MAX)); !day.isAfter(last); day = day.plusDays(1)) {
            if (appliesOn(day)) {
                Window window = window(day).after(before);
                before = window;
                Instant end = window.end.isBefore(departedAt) ? window.end : departedAt;
                Duration counted = Duration.between(later(arrivedAt, window.begin), end);
                longest = counted.compareTo(longest) > 0 ? counted : longest;
            }
        }
        return longest;
    }

    private record Window(Instant begin, Instant end) {

        boolean covers(Instant instant) {
            return !instant.isBefore(begin) && instant.isBefore(end);
        }

        /** Whole days that follow each other are one stretch. */
        Window after(Window before) {
            return before != null && before.end.equals(begin) ? new Window(before.begin, end) : this;
        }
    }

    private Window windowAround(Instant instant) {
        LocalDate today = LocalDate.ofInstant(instant, timeZone);
        for (LocalDate day : new LocalDate[] {today, today.minusDays(1)}) {
            if (appliesOn(day) && window(day).covers(instant)) {
                return withDaysBefore(day);
            }
        }
        return null;
    }

    private Window withDaysBefore(LocalDate day) {
        LocalDate first = day;
        while (from == null && appliesOn(first.minusDays(1)) && first.isAfter(day.minusDays(DAYS_LOOKED_AT_MAX))) {
            first = first.minusDays(1);
        }
        return new Window(window(first).begin, window(day).end);
    }

    private boolean appliesOn(LocalDate day) {
        return (days & bit(day.getDayOfWeek())) != 0 && !holidays.contains(day);
    }

    private Window window(LocalDate day) {
        LocalTime begin = from == null ? LocalTime.MIDNIGHT : from;
        LocalTime end = until == null ? LocalTime.MIDNIGHT : until;
        LocalDate lastDay = end.isAfter(begin) ? day : day.plusDays(1);
        return new Window(day.atTime(begin).atZone(timeZone).toInstant(), lastDay.atTime(end).atZone(timeZone).toInstant());
    }

    private static <T extends Comparable<? super T>> T later(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
