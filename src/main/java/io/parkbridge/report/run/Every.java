package io.parkbridge.report.run;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/** A stretch of the calendar: how often a schedule runs, and what the report is about. */
enum Every {

    DAY(1) {
        @Override
        boolean falls(int day, LocalDate date) {
            return true;
        }

        @Override
        Days before(LocalDate date) {
            return new Days(date.minusDays(1), date.minusDays(1));
        }
    },

    /** From Monday to Sunday. */
    WEEK(7) {
        @Override
        boolean falls(int day, LocalDate date) {
            return date.getDayOfWeek().getValue() == day;
        }

        @Override
        Days before(LocalDate date) {
            LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
            return new Days(monday, monday.plusDays(6));
        }
    },

    MONTH(31) {
        @Override
        boolean falls(int day, LocalDate date) {
            return date.getDayOfMonth() == Math.min(day, date.lengthOfMonth());
        }

        @Override
        Days before(LocalDate date) {
            YearMonth month = YearMonth.from(date).minusMonths(1);
            return new Days(month.atDay(1), month.atEndOfMonth());
        }
    };

    /** Both included. */
    record Days(LocalDate from, LocalDate to) {
    }

    private final int dayMax;

    Every(int dayMax) {
        this.dayMax = dayMax;
    }

    /** Its days are counted from 1. */
    int dayMax() {
        return dayMax;
    }

    /** Whether the date is that day of it; a month that is shorter has its last day instead. */
    abstract boolean falls(int day, LocalDate date);

    /** The whole one before that in which the date lies. */
    abstract Days before(LocalDate date);
}
