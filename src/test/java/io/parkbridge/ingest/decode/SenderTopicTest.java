package io.parkbridge.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTopicTest {

    private final SenderTopic senders = new SenderTopic("parking/v1");

    @ParameterizedTest
    @CsvSource({"parking/v1/F/DEV-1/occupancy,DEV-1", "parking/v1/F/DEV-1,DEV-1", "parking/v1/F/DEV-1/a/b/c,DEV-1",
        "v3/app@tenant/devices/lamp/up,lamp", "application/7/device/70b3d54990000001/event/up,70b3d54990000001"})
    void findsTheSenderWhateverElseIsWrong(String topic, String sender) {
        assertThat(senders.name(topic)).isEqualTo(sender);
        assertThat(senders.key(topic)).isEqualTo(senders.keyOf(sender)).isNotEqualTo(SenderTopic.NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "parking", "parking/v1/F", "parking/v1/F/", "parking/v1/F//occupancy", "v3/x"})
    void findsNobody(String topic) {
        assertThat(senders.key(topic)).isEqualTo(SenderTopic.NOBODY);
    }

    @Test
    void rootMayHaveOtherLevels() {
        assertThat(new SenderTopic("city/parking/v1").name("city/parking/v1/F/D/status")).isEqualTo("D");
    }
}
