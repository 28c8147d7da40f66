package io.parkbridge.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final ZoneId MELBOURNE = ZoneId.of("Australia/Melbourne");
    private static final int WORKDAYS = 0b0011111;
    private static final Schedule OFFICE_HOURS = new Schedule(MELBOURNE, WORKDAYS, LocalTime.of(7, 30), LocalTime.of(18, 30), Set.of());

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(MELBOURNE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2019-03-04T08:00, 2019-03-04T10:30, 150",
        "2019-03-04T06:00, 2019-03-04T08:00, 30",
        "2019-03-04T18:00, 2019-03-04T18:30, 0",
        "2019-03-09T08:00, 2019-03-09T12:00, 0",
        "2019-03-01T12:00, 2019-03-04T07:40, 10"})
    void timeCountsFromTheBeginningOfTheHoursAndNotOutsideThem(String arrived, String now, long minutes) {
        assertThat(OFFICE_HOURS.countedUntil(at(arrived), at(now))).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void stayIsJudgedByItsLongestStretchOfHours() {
        assertThat(OFFICE_HOURS.longest(at("2019-03-04T17:30"), at("2019-03-05T10:30"))).isEqualTo(Duration.ofHours(3));
        assertThat(OFFICE_HOURS.longest(at("2019-03-04T19:00"), at("2019-03-05T07:00"))).isEqualTo(Duration.ZERO);
    }

    @Test
    void hoursAcrossMidnightBelongToTheDayTheyBeginOn() {
        Schedule night = new Schedule(MELBOURNE, Schedule.bit(java.time.DayOfWeek.FRIDAY), LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of());

        assertThat(night.appliesAt(at("2019-03-09T05:59"))).isTrue();
        assertThat(night.appliesAt(at("2019-03-09T06:00"))).isFalse();
        assertThat(night.appliesAt(at("2019-03-09T22:00"))).isFalse();
        assertThat(night.countedUntil(at("2019-03-08T20:00"), at("2019-03-09T01:00"))).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void wholeDaysThatFollowEachOtherAreOneStretch() {
        Schedule workdays = new Schedule(MELBOURNE, WORKDAYS, null, null, Set.of());

        assertThat(workdays.countedUntil(at("2019-03-04T20:00"), at("2019-03-06T20:00"))).isEqualTo(Duration.ofHours(48));
        assertThat(workdays.longest(at("2019-03-04T20:00"), at("2019-03-06T20:00"))).isEqualTo(Duration.ofHours(48));
    }

    @Test
    void holidayIsFree() {
        Schedule schedule = new Schedule(MELBOURNE, WORKDAYS, LocalTime.of(7, 30), LocalTime.of(18, 30), Set.of(LocalDate.of(2019, 3, 11)));

        assertThat(schedule.appliesAt(at("2019-03-11T12:00"))).isFalse();
        assertThat(schedule.appliesAt(at("2019-03-12T12:00"))).isTrue();
    }

    @Test
    void hoursAreThoseOfTheClockOnTheWallWhenItIsPutForward() {
        Schedule all = new Schedule(MELBOURNE, Schedule.EVERY_DAY, LocalTime.of(0, 0), LocalTime.of(12, 0), Set.of());

        assertThat(all.countedUntil(at("2019-10-05T23:00"), at("2019-10-06T11:00"))).isEqualTo(Duration.ofHours(10));
    }
}
