package io.parkbridge.firmware.cars;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignLimitTest {

    @ParameterizedTest
    @CsvSource({"2P,120", "MP2P,120", "MP1P,60", "1/4P,15", "1/2P,30", "LZ30,30", "LZ 30M,30", "P 10MINS,10", "4P MTR M-SAT 7:30-18:30,240",
            "2P TKT A M-F 7:30-18:30,120", "1P DIS M-F,60"})
    void limitIsReadFromTheSign(String sign, int minutes) {
        assertThat(SignLimit.minutes(sign)).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"''", "No Stopping", "S/ No Stop 7:30-9:30", "Taxi Zone"})
    void otherSignsNameNone(String sign) {
        assertThat(SignLimit.minutes(sign)).isNull();
    }
}
