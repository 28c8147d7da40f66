package io.parkbridge.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

class HourlyUsageTest {

    @Test
    void hourThatTheEndOfSummerTimeRepeatsIsTwoHours() {
        ZoneId london = ZoneId.of("Europe/London");

        assertThat(HourlyUsage.hourOf(Instant.parse("2026-10-25T00:30:00Z"), london)).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(HourlyUsage.hourOf(Instant.parse("2026-10-25T01:30:00Z"), london)).isEqualTo("2026-10-25T01:00:00Z");
    }

    @Test
    void hourBeginsOnTheFacilitysClockWhereItsOffsetIsHalfAnHour() {
        ZoneId adelaide = ZoneId.of("Australia/Adelaide");

        assertThat(HourlyUsage.hourOf(Instant.parse("2026-11-23T00:10:00Z"), adelaide)).isEqualTo("2026-11-22T23:30:00Z");
    }

    @Test
    void timesBeforeTheFirstTimeZoneLawDoNotFail() {
        assertThat(HourlyUsage.hourOf(Instant.parse("1969-12-31T23:59:59.999999Z"), ZoneId.of("UTC"))).isEqualTo("1969-12-31T23:00:00Z");
    }
}
