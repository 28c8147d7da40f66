package io.parkbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.parkbridge.http.Rejected;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.ingest.decode.JsonDecoder;
import io.parkbridge.ingest.form.Form;
import io.parkbridge.ingest.form.JsonBody;
import io.parkbridge.ingest.form.TimeBounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a form to a message of the batch, and from its outcome to what the client is told. */
class SubmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final TimeBounds TIMES = new TimeBounds(NOW, Duration.ofMinutes(5), Duration.ofDays(396));
    private static final JsonDecoder DECODER = new JsonDecoder("parking/v1", TIMES.futureTolerance(), TIMES.ageMax());

    private static Submission<Posted.Telemetry> telemetry() {
        Form form = form("""
                {"device_code":"D1","voltage":225.3,"current":"4.5","power_factor":0.92,"timestamp":"2026-11-24T09:59:00"}""");
        Submission<Posted.Telemetry> submission = new Submission<>(form, Posted.Telemetry.of(form, TIMES));
        submission.found(1, "mall");
        return submission;
    }

    private static Form form(String json) {
        return new Form(JsonBody.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void powerIsVoltageTimesCurrentTimesPowerFactor() {
        assertThat(telemetry().posted().powerConsumption()).isEqualTo(932.742);
    }

    /** So that a dead letter of it can be replayed like any other. */
    @Test
    void messageReadsAsTheMqttContractSays() {
        Delivery heartbeat = telemetry().delivery("parking/v1", NOW, new CountDownLatch(1));
        assertThat(DECODER.decode(heartbeat.topic(), heartbeat.payload(), NOW)).isEqualTo(heartbeat.decoded()).isInstanceOf(Decoded.Taken.class);

        Form form = form("{\"device_code\":\"D1\",\"is_occupied\":\"true\",\"timestamp\":\"2026-11-24T09:59:00.000001+00:00\"}");
        Submission<Posted.Parking> parking = new Submission<>(form, Posted.Parking.of(form, TIMES));
        parking.found(1, "mall");
        Delivery occupancy = parking.delivery("parking/v1", NOW, new CountDownLatch(1));
        assertThat(DECODER.decode(occupancy.topic(), occupancy.payload(), NOW)).isEqualTo(occupancy.decoded()).isInstanceOf(Decoded.Taken.class);
    }

    @Test
    void storedMessageLeavesNothingToComplainOf() {
        assertThat(settled(Outcome.STORED).isSound()).isTrue();
    }

    @Test
    void anothersReadingThatCameFirstMakesThisADuplicate() {
        assertThat(settled(Outcome.DUPLICATE).form().errors()).containsOnlyKeys(Rejected.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_DEVICE, device_code", "INACTIVE_DEVICE, device_code", "WRONG_FACILITY, device_code", "NO_BAY, device_code",
        "FUTURE_TIME, timestamp", "TOO_OLD, timestamp", "REFUSED_BY_DATABASE, non_field_errors", "PROCESSING_FAILED, non_field_errors"})
    void whatTheBatchFindsAfterTheCheckIsToldOfItsField(DeadLetterReason reason, String field) {
        assertThat(settled(new Outcome.DeadLettered(reason, "why")).form().errors()).containsEntry(field, List.of("why"));
    }

    private static Submission<Posted.Telemetry> settled(Outcome outcome) {
        Submission<Posted.Telemetry> submission = telemetry();
        CountDownLatch open = new CountDownLatch(1);
        submission.delivery("parking/v1", NOW, open).acknowledge().accept(outcome);
        assertThat(open.getCount()).isZero();
        submission.settle();
        return submission;
    }
}
