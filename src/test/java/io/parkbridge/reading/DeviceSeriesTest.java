package io.parkbridge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceSeriesTest {

    @ParameterizedTest
    @CsvSource({"PT1M, 10", "PT1H, 10", "PT24H, 300", "PT168H, 1800", "PT720H, 7200", "PT2232H, 21600"})
    void bucketsAreWideEnoughForTheirNumber(Duration range, int seconds) {
        assertThat(DeviceSeries.width(range)).isEqualTo(seconds);
        assertThat(range.toSeconds() / seconds + 2).isLessThanOrEqualTo(DeviceSeries.POINTS_MAX);
    }
}
