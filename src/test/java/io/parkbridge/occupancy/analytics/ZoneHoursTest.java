package io.parkbridge.occupancy.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.occupancy.HourlyUsage;
import io.parkbridge.occupancy.Stay;
import io.parkbridge.occupancy.TestUsage;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Hours as the clocks of facilities make them, and the occupied time that the sums of arrivals and departures give for each. */
class ZoneHoursTest {

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
    private static final AskedZone ZONE = new AskedZone(1, "A", 10, 10);

    private static List<HourSpan> hours(String day, String timeZone) {
        return HourSpan.between(LocalDate.parse(day), LocalDate.parse(day), ZoneId.of(timeZone), LATER);
    }

    @Example
    void dayThatSummerTimeBeginsOnHas23Hours() {
        assertThat(hours("2026-03-29", "Europe/London")).hasSize(23).extracting(HourSpan::hourOfDay).startsWith(0, 2, 3);
    }

    @Example
    void dayThatSummerTimeEndsOnHas25Hours() {
        assertThat(hours("2026-10-25", "Europe/London")).hasSize(25).extracting(HourSpan::hourOfDay).startsWith(0, 1, 1, 2);
    }

    @Example
    void halfAnHourOfSummerTimeMakesHalfAnHour() {
        List<HourSpan> begins = hours("2026-10-04", "Australia/Lord_Howe");
        assertThat(begins).extracting(HourSpan::hourOfDay).startsWith(0, 1, 2, 3);
        assertThat(begins.get(2).length()).isEqualTo(Duration.ofMinutes(30).toNanos() / 1_000);
        assertThat(begins).hasSize(24);

        List<HourSpan> ends = hours("2026-04-05", "Australia/Lord_Howe");
        assertThat(ends).extracting(HourSpan::hourOfDay).startsWith(0, 1, 1, 2);
        assertThat(ends.get(2).length()).isEqualTo(Duration.ofMinutes(30).toNanos() / 1_000);
    }

    @Example
    void dayWithoutMidnightBeginsAnHourLater() {
        assertThat(hours("2026-04-24", "Africa/Cairo")).hasSize(23).extracting(HourSpan::hourOfDay).startsWith(1, 2);
    }

    @Example
    void lastHourIsCutNow() {
        Instant now = Instant.parse("2026-11-24T10:20:00Z");
        List<HourSpan> spans = HourSpan.between(LocalDate.parse("2026-11-24"), LocalDate.parse("2026-11-25"), ZoneId.of("UTC"), now);
        assertThat(spans).hasSize(11);
        assertThat(spans.getLast().end()).isEqualTo(now);
    }

    @Property(tries = 1_000)
    void occupiedTimeIsThatOfTheStays(@ForAll("clocks") Clock clock, @ForAll("minutes") List<int[]> stays, @ForAll("nows") int nowMinute) {
        Instant begin = clock.day.atStartOfDay(clock.zone).toInstant();
        Instant now = begin.plus(Duration.ofMinutes(nowMinute));
        Map<Instant, HourlyUsage> usage = new HashMap<>();
        List<Stay> known = stays.stream().map(stay -> stay(begin, stay, now)).filter(stay -> stay.arrivedAt().isBefore(now)).toList();
        known.forEach(stay -> TestUsage.count(usage, stay, clock.zone));
        int before = (int) known.stream()
                .filter(stay -> stay.arrivedAt().isBefore(begin) && (stay.departedAt() == null || !stay.departedAt().isBefore(begin))).count();
        List<HourSpan> spans = HourSpan.between(clock.day, clock.day.plusDays(1), clock.zone, now);

        for (ZoneHours.Hour hour : ZoneHours.of(ZONE, spans, before, usage).hours()) {
            assertThat(hour.occupiedMicros()).as("%s", hour.span())
                    .isEqualTo(known.stream().mapToLong(stay -> overlap(stay, hour.span(), now)).sum());
        }
    }

    /** Sensors may be some minutes ahead of us. */
    @Example
    void carThatLeavesAfterNowHasNotStoodThereLongerThanThat() {
        Instant hour = Instant.parse("2026-11-24T10:00:00Z");
        Instant now = hour.plusSeconds(60);
        Map<Instant, HourlyUsage> usage = new HashMap<>();
        TestUsage.count(usage, new Stay(hour.minusSeconds(7_200), hour.plusSeconds(180)), ZoneId.of("UTC"));

        ZoneHours.Hour last = ZoneHours.of(new AskedZone(1, "A", 1, 1), between(hour, now), 1, usage).hours().getLast();

        assertThat(last.occupiedMicros()).isEqualTo(Duration.ofSeconds(60).toNanos() / 1_000);
    }

    @Example
    void zoneThatHadMoreBaysWasNeverMoreThanFull() {
        Instant hour = Instant.parse("2026-11-24T10:00:00Z");

        ZoneHours.Hour then = ZoneHours.of(new AskedZone(1, "A", 2, 2), between(hour, hour.plusSeconds(3_600)), 3, Map.of()).hours().getLast();

        assertThat(then.rate()).isEqualTo(1);
        assertThat(then.occupiedMicros()).isEqualTo(Duration.ofHours(3).toNanos() / 1_000);
    }

    private static List<HourSpan> between(Instant begin, Instant now) {
        ZoneId utc = ZoneId.of("UTC");
        return HourSpan.between(LocalDate.ofInstant(begin, utc), LocalDate.ofInstant(begin, utc), utc, now).stream()
                .filter(span -> !span.begin().isBefore(begin)).toList();
    }

    private record Clock(ZoneId zone, LocalDate day) {
    }

    @Provide
    Arbitrary<Clock> clocks() {
        return Arbitraries.of(new Clock(ZoneId.of("UTC"), LocalDate.parse("2026-11-23")),
                new Clock(ZoneId.of("Europe/London"), LocalDate.parse("2026-03-28")),
                new Clock(ZoneId.of("Europe/London"), LocalDate.parse("2026-10-25")),
                new Clock(ZoneId.of("Australia/Adelaide"), LocalDate.parse("2026-10-04")),
                new Clock(ZoneId.of("Australia/Lord_Howe"), LocalDate.parse("2026-10-03")),
                new Clock(ZoneId.of("Australia/Lord_Howe"), LocalDate.parse("2026-04-05")),
                new Clock(ZoneId.of("America/Havana"), LocalDate.parse("2026-11-01")));
    }

    /** Arrival and length in minutes from the first day's beginning; some stays began before it. */
    @Provide
    Arbitrary<List<int[]>> minutes() {
        return Combinators.combine(Arbitraries.integers().between(-600, 2_900), Arbitraries.integers().between(1, 1_500))
                .as((arrival, length) -> new int[] {arrival, length}).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Integer> nows() {
        return Arbitraries.integers().between(1, 3_500);
    }

    private static Stay stay(Instant begin, int[] minutes, Instant now) {
        Instant arrived = begin.plus(Duration.ofMinutes(minutes[0])).plusMillis(137);
        Instant departed = arrived.plus(Duration.ofMinutes(minutes[1])).plusMillis(911);
        return new Stay(arrived, departed.isAfter(now) ? null : departed);
    }

    private static long overlap(Stay stay, HourSpan span, Instant now) {
        Instant departed = stay.departedAt() == null ? now : stay.departedAt();
        Instant from = stay.arrivedAt().isAfter(span.begin()) ? stay.arrivedAt() : span.begin();
        Instant to = departed.isBefore(span.end()) ? departed : span.end();
        return Math.max(ChronoUnit.MICROS.between(from, to), 0);
    }
}
