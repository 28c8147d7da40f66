package io.parkbridge.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scales of docs/metrics.md at each of their bounds. */
class HealthScoreTest {

    private static final double NOT_REPORTED = Double.NaN;

    @Test
    void deviceHeardOfJustNowWithGoodVoltageAndPowerIsWell() {
        assertThat(HealthScore.of(Duration.ZERO, 230, 1_000, NOT_REPORTED, 0)).isEqualTo(100);
    }

    @Test
    void deviceWithEverythingWrongHasWhatTheLowestStepsLeave() {
        assertThat(HealthScore.of(Duration.ofDays(1), 20, 9_000, NOT_REPORTED, 9)).isEqualTo((20 * 20 + 20 * 10 + 20 * 20) / 100);
    }

    @ParameterizedTest
    @CsvSource({"-300, 100", "0, 100", "120, 100", "121, 100", "294, 98", "1860, 80", "3426, 62", "3600, 60", "3601, 60", "86400, 60"})
    void recencyFallsFromTwoMinutesToAnHour(long seconds, int score) {
        assertThat(HealthScore.of(Duration.ofSeconds(seconds), 230, 1_000, NOT_REPORTED, 0)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 84", "149.9, 84", "150, 92", "199.9, 92", "200, 100", "250, 100", "250.1, 92", "300, 92", "300.1, 84"})
    void voltageIsJudgedByItsMean(double volts, int score) {
        assertThat(HealthScore.of(Duration.ZERO, volts, 1_000, NOT_REPORTED, 0)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"-50, 100", "0, 100", "1500, 100", "1500.1, 90", "2250, 90", "2250.1, 82", "1e7, 82"})
    void powerIsJudgedInThreeSteps(double watts, int score) {
        assertThat(HealthScore.of(Duration.ZERO, 230, watts, NOT_REPORTED, 0)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 92", "2, 92", "3, 84", "1000, 84"})
    void openAlertsCountAgainstIt(int alerts, int score) {
        assertThat(HealthScore.of(Duration.ZERO, 230, 1_000, NOT_REPORTED, alerts)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 68", "19.9, 68", "20, 84", "39.9, 84", "40, 100", "100, 100"})
    void batteryStandsForVoltageAndPower(double percent, int score) {
        assertThat(HealthScore.of(Duration.ZERO, NOT_REPORTED, NOT_REPORTED, percent, 0)).isEqualTo(score);
        assertThat(HealthScore.of(Duration.ZERO, 3.6, 9_000, percent, 0)).isEqualTo(score);
    }

    @Test
    void whatIsNotReportedDropsOutAndTheRestWeighsMore() {
        Duration hour = Duration.ofHours(1);
        assertThat(HealthScore.of(hour, NOT_REPORTED, NOT_REPORTED, NOT_REPORTED, 0)).isEqualTo(Math.round(100 * 20 / 60.0));
        assertThat(HealthScore.of(hour, 230, NOT_REPORTED, NOT_REPORTED, 0)).isEqualTo(Math.round(100 * 40 / 80.0));
        assertThat(HealthScore.of(hour, NOT_REPORTED, 9_000, NOT_REPORTED, 0)).isEqualTo(Math.round((100 * 20 + 10 * 20) / 80.0));
    }

    @Property
    void scoreIsAlwaysBetween0And100(@ForAll("durations") Duration silence, @ForAll("reported") double volts, @ForAll("reported") double watts,
            @ForAll("reported") double battery, @ForAll @IntRange(min = 0) int alerts) {
        assertThat(HealthScore.of(silence, volts, watts, battery, alerts)).isBetween(0, 100);
    }

    @Property
    void nothingThatGetsWorseRaisesTheScore(@ForAll("durations") Duration silence, @ForAll("durations") Duration longer,
            @ForAll("reported") double volts, @ForAll @DoubleRange(min = 0, max = 5_000) double watts,
            @ForAll @DoubleRange(min = 0, max = 5_000) double more, @ForAll @IntRange(max = 9) int alerts, @ForAll @IntRange(max = 9) int further) {
        assertThat(HealthScore.of(silence.plus(longer.abs()), volts, watts + more, NOT_REPORTED, alerts + further))
                .isLessThanOrEqualTo(HealthScore.of(silence, volts, watts, NOT_REPORTED, alerts));
    }

    @Property
    void emptierBatteryNeverRaisesTheScore(@ForAll("durations") Duration silence, @ForAll @DoubleRange(min = 0, max = 100) double battery,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        assertThat(HealthScore.of(silence, NOT_REPORTED, NOT_REPORTED, battery * share, 0))
                .isLessThanOrEqualTo(HealthScore.of(silence, NOT_REPORTED, NOT_REPORTED, battery, 0));
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(-600_000, 100_000_000_000L).map(Duration::ofMillis);
    }

    @Provide
    Arbitrary<Double> reported() {
        return Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(NOT_REPORTED, 150.0, 200.0, 250.0, 300.0, 1500.0, 2250.0, 20.0, 40.0));
    }

    @Test
    void whoWasHeardOfLatelyHasHalfOfAllAtLeast() {
        assertThat(HealthScore.leastWhenRecent()).isEqualTo(50);
    }
}
