package io.parkbridge.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundedTest {

    @Test
    void tieGoesToTheEvenDigit() {
        assertThat(Rounded.percent(1, 80)).isEqualTo(1.2);
        assertThat(Rounded.percent(3, 80)).isEqualTo(3.8);
    }

    @Test
    void thirdIsCutToOneDecimal() {
        assertThat(Rounded.percent(2, 3)).isEqualTo(66.7);
    }

    @Test
    void percentageOfNothingIsZero() {
        assertThat(Rounded.percent(5, 0)).isZero();
    }
}
