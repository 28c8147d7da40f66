package io.parkbridge.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.parkbridge.device.Vitals;
import io.parkbridge.occupancy.ZoneAvailability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule at its thresholds: raise, clear, and the nothing in between. */
class RulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static MessageRule.Said heartbeat(float volts, float amperes, float battery) {
        return new MessageRule.Said(NOW, NOW, new Vitals(volts, amperes, 1, battery, Float.NaN, Float.NaN, Float.NaN, null), null, null);
    }

    private static String said(Verdict verdict) {
        return verdict.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({"1501, Raise", "1500, Nothing", "1401, Nothing", "1400, Clear", "NaN, Nothing"})
    void highPower(float watts, String verdict) {
        assertThat(said(new HighPowerRule().judge(heartbeat(watts, 1, Float.NaN), new Thresholds(Map.of("watts", 1500.0, "clear_watts", 1400.0)))))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"99, Raise", "100, Nothing", "105, Clear", "295, Clear", "296, Nothing", "301, Raise", "NaN, Nothing"})
    void invalidData(float volts, String verdict) {
        Thresholds limits = new Thresholds(Map.of("volts_min", 100.0, "volts_max", 300.0, "margin_volts", 5.0));
        assertThat(said(new InvalidDataRule().judge(heartbeat(volts, 1, Float.NaN), limits))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"19, Raise", "20, Nothing", "24, Nothing", "25, Clear", "NaN, Nothing"})
    void lowBattery(float percent, String verdict) {
        Thresholds limits = new Thresholds(Map.of("percent", 20.0, "clear_percent", 25.0));
        assertThat(said(new LowBatteryRule().judge(heartbeat(Float.NaN, Float.NaN, percent), limits))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"61, Raise", "60, Nothing", "30, Clear", "-30, Clear", "-31, Nothing", "-3600, Nothing"})
    void clockSkew(long aheadSeconds, String verdict) {
        MessageRule.Said said = new MessageRule.Said(NOW.plusSeconds(aheadSeconds), NOW, heartbeat(230, 1, 50).vitals(), null, null);
        assertThat(said(new ClockSkewRule().judge(said, new Thresholds(Map.of("ahead_seconds", 60.0, "clear_seconds", 30.0))))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"5, 61, 70, 40, Raise", "5, 60, 61, 40, Nothing", "5, 61, 72, 40, Nothing", "5, 61, 70, 1, Nothing", "4, 61, 70, 40, Nothing"})
    void clockBehind(int readings, double smallest, double largest, double span, String verdict) {
        assertThat(said(new ClockSkewRule().judge(new ClockSkewRule.Recent(readings, smallest, largest, span),
                new Thresholds(Map.of("behind_seconds", 60.0, "clear_seconds", 30.0))))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"20, Raise", "19, Nothing", "18, Clear"})
    void zoneFull(int occupied, String verdict) {
        Thresholds limits = new Thresholds(Map.of("percent", 100.0, "clear_percent", 95.0));
        assertThat(said(new ZoneFullRule().judge(new ZoneAvailability(1, 20, occupied, 20, 1), limits))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"121, none, Raise", "120, none, Clear", "121, 60, Clear", "151, 60, Raise", "26, 10, Raise"})
    void deviceOffline(double silent, Integer interval, String verdict) {
        Thresholds limits = new Thresholds(Map.of("silence_seconds", 120.0, "interval_factor", 2.5));
        assertThat(said(new DeviceOfflineRule().judge(DeviceRule.Known.silent(silent, interval), limits))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"65, Clear", "66, Raise"})
    void overstay(long minutes, String verdict) {
        assertThat(said(new OverstayRule().judge(standing(minutes), new Thresholds(Map.of("escalate_factor", 2.0))))).isEqualTo(verdict);
    }

    @Test
    void overstayIsFarBeyondAtTwiceTheLimit() {
        Thresholds limits = new Thresholds(Map.of("escalate_factor", 2.0));
        assertThat(new OverstayRule().isFarBeyond(standing(120), limits)).isFalse();
        assertThat(new OverstayRule().isFarBeyond(standing(121), limits)).isTrue();
        assertThat(OverstayRule.beyond(standing(121))).isEqualTo(Duration.ofMinutes(56));
    }

    private static StayRule.Standing standing(long minutes) {
        return new StayRule.Standing(NOW.minus(Duration.ofMinutes(minutes)), NOW, Duration.ofHours(1), Duration.ofMinutes(5),
                Schedule.always(ZoneOffset.UTC));
    }
}
