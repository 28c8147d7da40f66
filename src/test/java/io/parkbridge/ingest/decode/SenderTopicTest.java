package io.parkbridge.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTopicTest {

    private final SenderTopic senders = new SenderTopic("parking/v1");

    @BeforeEach
    void know() {
        senders.know(List.of("F", "G", "FF"));
    }

    @ParameterizedTest
    @CsvSource({"parking/v1/F/DEV-1/occupancy,F,DEV-1", "parking/v1/F/DEV-1,F,DEV-1", "parking/v1/G/DEV-1/a/b/c,G,DEV-1",
        "parking/v1/invented/DEV-1/occupancy,'',DEV-1",
        "v3/app@tenant/devices/lamp/up,v3/app@tenant/devices,lamp",
        "application/7/device/70b3d54990000001/event/up,application/7/device,70b3d54990000001"})
    void findsTheSenderWhateverElseIsWrong(String topic, String via, String name) {
        assertThat(senders.sender(topic)).isEqualTo(new Sender(via, name));
        assertThat(senders.key(topic)).isEqualTo(senders.keyOf(new Sender(via, name))).isNotEqualTo(SenderTopic.NOBODY);
    }

    @Test
    void whoSpeaksInAnotherFacilitysNameIsAnotherSender() {
        assertThat(List.of(senders.key("parking/v1/F/D/status"), senders.key("parking/v1/G/D/status"), senders.key("parking/v1/invented/D/status"),
                senders.key("parking/v1/FF/D/status"), senders.key("parking/v1/F/FD/status"))).doesNotHaveDuplicates();
    }

    @Test
    void inventedFacilitiesGiveNobodyMoreThanOneBudget() {
        assertThat(senders.key("parking/v1/invented/D/status")).isEqualTo(senders.key("parking/v1/another/D/status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "parking", "parking/v1/F", "parking/v1/F/", "parking/v1/F//occupancy", "v3/x"})
    void findsNobody(String topic) {
        assertThat(senders.key(topic)).isEqualTo(SenderTopic.NOBODY);
    }

    @Test
    void rootMayHaveOtherLevels() {
        SenderTopic other = new SenderTopic("city/parking/v1");
        other.know(List.of("F"));
        assertThat(other.sender("city/parking/v1/F/D/status")).isEqualTo(new Sender("F", "D"));
    }
}
