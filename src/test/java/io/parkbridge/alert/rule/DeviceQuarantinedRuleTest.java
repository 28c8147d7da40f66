package io.parkbridge.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.parkbridge.alert.rule.DeviceRule.Known;
import org.junit.jupiter.api.Test;

class DeviceQuarantinedRuleTest {

    private final DeviceQuarantinedRule rule = new DeviceQuarantinedRule();
    private final Thresholds limits = new Thresholds(Map.of("messages", 10.0));

    @Test
    void raisesOnceSoManyMessagesAreNotTaken() {
        assertThat(rule.judge(Known.refused(9), limits)).isEqualTo(Verdict.NOTHING);
        assertThat(rule.judge(Known.refused(10), limits)).isInstanceOf(Verdict.Raise.class);
    }

    @Test
    void clearsWithTheQuarantine() {
        assertThat(rule.judge(Known.refused(0), limits)).isEqualTo(Verdict.CLEAR);
    }
}
