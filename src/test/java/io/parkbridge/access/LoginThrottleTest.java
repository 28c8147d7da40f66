package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final class Watch extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Watch watch = new Watch();
    private final LoginThrottle throttle = new LoginThrottle(watch);

    private void fail(String name, String source, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.begin(name, source)).as("try %d", i).isZero();
        }
    }

    @Test
    void pauseDoublesWithEachFailureUpToAQuarterOfAnHour() {
        fail("ada", "1.2.3.4", LoginThrottle.NAME_FREE);
        assertThat(throttle.pause("ada")).isZero();
        Duration last = Duration.ofSeconds(1);
        for (int i = 0; i < 15; i++) {
            fail("ada", "other " + i, 1);
            Duration pause = throttle.pause("ada");
            assertThat(pause).isEqualTo(last.multipliedBy(2).compareTo(LoginThrottle.PAUSE_MAX) > 0 ? LoginThrottle.PAUSE_MAX : last.multipliedBy(2));
            assertThat(throttle.begin("ada", "yet another")).isEqualTo(pause);
            watch.now = watch.now.plus(pause);
            last = pause;
        }
        assertThat(last).isEqualTo(LoginThrottle.PAUSE_MAX);
    }

    @Test
    void successForgetsTheFailuresOfTheName() {
        fail("ada", "1.2.3.4", LoginThrottle.NAME_FREE + 1);
        watch.now = watch.now.plusSeconds(2);
        fail("ada", "1.2.3.4", 1);
        throttle.succeeded("ADA ", "1.2.3.4");
        fail("ada", "1.2.3.4", LoginThrottle.NAME_FREE);
    }

    @Test
    void whatSaysNoNameIsCountedByItsSourceAlone() {
        for (int i = 0; i <= LoginThrottle.SOURCE_FREE; i++) {
            assertThat(throttle.begin("refused 2001:db8:1:2:3:4:5:" + i)).isZero();
        }
        assertThat(throttle.begin("refused 2001:db8:1:2::1")).isPositive();
        assertThat(throttle.begin("refused 1.2.3.4")).isZero();
        assertThat(throttle.begin("ada", "2001:db8:1:2:3:4:5:6")).isZero();
    }

    @Test
    void oneSourceThatTriesManyNamesIsSlowedDown() {
        for (int i = 0; i <= LoginThrottle.SOURCE_FREE; i++) {
            fail("name" + i, "2001:db8:1:2:3:4:5:" + i, 1);
        }
        assertThat(throttle.begin("ada", "2001:db8:1:2:ffff:0:0:1")).isPositive();
        assertThat(throttle.begin("ada", "2001:db8:1:3:0:0:0:1")).isZero();
    }
}
