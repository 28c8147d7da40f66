package io.parkbridge.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ParkingSignTest {

    private static String said(ParkingSign sign) {
        String days = sign.days() == Schedule.EVERY_DAY ? "every day" : Arrays.stream(DayOfWeek.values())
                .filter(day -> (sign.days() & Schedule.bit(day)) != 0).map(day -> day.name().substring(0, 2)).collect(Collectors.joining(" "));
        return "%s min, %s, %s".formatted(sign.limit() == null ? "-" : sign.limit().toMinutes(), days,
                sign.from() == null ? "all day" : sign.from() + "-" + sign.until());
    }

    /** Every text of the recorded years 2017 and 2019. */
    @ParameterizedTest
    @CsvFileSource(resources = "/signs/melbourne.csv", delimiter = '|')
    void recordedSign(String text, String meaning) {
        assertThat(said(ParkingSign.of(text))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2P MTR M-F 7:30-18:30 OLD              | 120 min, MO TU WE TH FR, 07:30-18:30",
        "LZ 30M M-F 7:30AM - 4:00PM             | 30 min, MO TU WE TH FR, 07:30-16:00",
        "2P 12:00AM-12:00PM                     | 120 min, every day, 00:00-12:00",
        "P M-F 7:30-18:30                       | - min, MO TU WE TH FR, 07:30-18:30",
        "2P M-F 7:30-18:30 SAT 7:30-12:30       | - min, every day, all day",
        "2P M-F 7:30-25:30                      | - min, every day, all day",
        "2P MON, WED 8:00-9:00                  | 120 min, MO WE, 08:00-09:00",
        "NO STOPPING                            | - min, every day, all day",
        "''                                     | - min, every day, all day"})
    void otherSign(String text, String meaning) {
        assertThat(said(ParkingSign.of(text))).isEqualTo(meaning);
    }
}
