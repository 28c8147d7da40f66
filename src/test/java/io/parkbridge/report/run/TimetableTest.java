package io.parkbridge.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<ZoneId> ZONES = List.of(BERLIN, ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/Santiago"), ZoneId.of("Africa/Cairo"),
            ZoneId.of("Asia/Kathmandu"), ZoneId.of("UTC"));

    private static Timetable daily(String at) {
        return new Timetable(Every.DAY, 1, LocalTime.parse(at), BERLIN);
    }

    @Test
    void timeThatClocksSkipIsDueWhenTheyHaveSkippedIt() {
        assertThat(daily("02:30").nextAfter(Instant.parse("2026-03-29T00:00:00Z"))).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(daily("02:30").nextAfter(Instant.parse("2026-03-29T01:00:00Z"))).isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void timeThatClocksShowTwiceIsDueOnce() {
        assertThat(daily("02:30").nextAfter(Instant.parse("2026-10-25T00:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(daily("02:30").nextAfter(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("2026-10-26T01:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({"WEEK,1,2026-11-25T10:00:00Z,2026-11-30T05:00:00Z", "WEEK,3,2026-11-25T10:00:00Z,2026-12-02T05:00:00Z",
        "WEEK,3,2026-11-25T04:00:00Z,2026-11-25T05:00:00Z", "MONTH,1,2026-11-25T10:00:00Z,2026-12-01T05:00:00Z",
        "MONTH,31,2026-02-01T10:00:00Z,2026-02-28T05:00:00Z", "MONTH,29,2028-02-01T10:00:00Z,2028-02-29T05:00:00Z"})
    void weeksAndMonthsHaveTheirDays(Every every, int day, Instant after, Instant due) {
        assertThat(new Timetable(every, day, LocalTime.of(6, 0), BERLIN).nextAfter(after)).isEqualTo(due);
    }

    @Test
    void daysOf23And25HoursAreDueAtTheSameTimeOfTheClock() {
        Timetable morning = daily("06:30");
        assertThat(morning.nextAfter(Instant.parse("2026-03-28T05:30:00Z"))).isEqualTo("2026-03-29T04:30:00Z");
        assertThat(morning.nextAfter(Instant.parse("2026-10-24T04:30:00Z"))).isEqualTo("2026-10-25T05:30:00Z");
        assertThat(morning.latestUntil(Instant.parse("2026-03-29T04:29:59Z"))).isEqualTo("2026-03-28T05:30:00Z");
        assertThat(morning.latestUntil(Instant.parse("2026-10-25T05:30:00Z"))).isEqualTo("2026-10-25T05:30:00Z");
    }

    /** A report due at a time that there is not is still about the day before its own. */
    @Test
    void timeThatClocksSkipChangesNothingOfThePeriod() {
        Instant due = daily("02:30").latestUntil(Instant.parse("2026-03-29T12:00:00Z"));
        assertThat(Every.DAY.before(LocalDate.ofInstant(due, BERLIN))).isEqualTo(days("2026-03-28", "2026-03-28"));
    }

    @Test
    void monthlyOnThe31stHasOneDayInEachMonth() {
        Timetable monthly = new Timetable(Every.MONTH, 31, LocalTime.of(6, 0), BERLIN);
        List<LocalDate> days = new ArrayList<>();
        for (Instant at = Instant.parse("2027-12-31T12:00:00Z"); days.size() < 12; days.add(LocalDate.ofInstant(at, BERLIN))) {
            at = monthly.nextAfter(at);
        }
        assertThat(days).extracting(LocalDate::toString).containsExactly("2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31", "2028-06-30",
                "2028-07-31", "2028-08-31", "2028-09-30", "2028-10-31", "2028-11-30", "2028-12-31");
        assertThat(Every.MONTH.before(days.get(1))).isEqualTo(days("2028-01-01", "2028-01-31"));
        assertThat(Every.MONTH.before(days.get(2))).isEqualTo(days("2028-02-01", "2028-02-29"));
    }

    @Test
    void dayThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> new Timetable(Every.WEEK, 8, LocalTime.NOON, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void periodIsTheWholeOneBefore() {
        LocalDate wednesday = LocalDate.parse("2026-11-25");
        assertThat(Every.DAY.before(wednesday)).isEqualTo(days("2026-11-24", "2026-11-24"));
        assertThat(Every.WEEK.before(wednesday)).isEqualTo(days("2026-11-16", "2026-11-22"));
        assertThat(Every.WEEK.before(LocalDate.parse("2026-11-23"))).isEqualTo(days("2026-11-16", "2026-11-22"));
        assertThat(Every.MONTH.before(LocalDate.parse("2027-01-31"))).isEqualTo(days("2026-12-01", "2026-12-31"));
    }

    private static Every.Days days(String from, String to) {
        return new Every.Days(LocalDate.parse(from), LocalDate.parse(to));
    }

    /** Every local day of two years has one due time, whatever the clocks do. */
    @Property(tries = 60)
    void everyDayIsDueOnce(@ForAll @IntRange(max = 5) int zone, @ForAll @IntRange(max = 1439) int minute) {
        ZoneId here = ZONES.get(zone);
        Timetable timetable = new Timetable(Every.DAY, 1, LocalTime.ofSecondOfDay(minute * 60L), here);
        Instant at = ZonedDateTime.of(LocalDate.parse("2026-01-01"), LocalTime.MIN, here).toInstant().minusMillis(1);
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; i < 730; i++) {
            at = timetable.nextAfter(at);
            days.add(LocalDate.ofInstant(at, here));
        }
        assertThat(days).isSorted().doesNotHaveDuplicates().startsWith(LocalDate.parse("2026-01-01")).endsWith(LocalDate.parse("2027-12-31"));
    }

    @Property(tries = 500)
    void theLatestIsTheOneWithNoneBetween(@ForAll @IntRange(max = 5) int zone, @ForAll Every every, @ForAll @IntRange(min = 1, max = 7) int day,
            @ForAll @IntRange(max = 1439) int minute, @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long now) {
        Timetable timetable = new Timetable(every, every == Every.DAY ? 1 : day, LocalTime.ofSecondOfDay(minute * 60L), ZONES.get(zone));
        Instant instant = Instant.ofEpochSecond(now);
        Instant latest = timetable.latestUntil(instant);
        assertThat(latest).isBeforeOrEqualTo(instant);
        assertThat(timetable.nextAfter(latest)).isAfter(instant).isEqualTo(timetable.nextAfter(instant));
    }
}
