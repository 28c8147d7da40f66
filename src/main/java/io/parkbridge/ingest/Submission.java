package io.parkbridge.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import io.parkbridge.http.Rejected;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.ingest.form.Form;

/** One record of a request on its way: checked against the registered devices, stored, and in the end either stored or told why not. */
final class Submission<T extends Posted> {

    private static final String DEVICE = "device_code";

    private final Form form;
    private final T posted;
    private int deviceId;
    private String facility;
    private volatile Outcome outcome;

    Submission(Form form, T posted) {
        this.form = form;
        this.posted = posted;
    }

    T posted() {
        return posted;
    }

    Form form() {
        return form;
    }

    int deviceId() {
        return deviceId;
    }

    boolean isSound() {
        return form.isSound();
    }

    void found(int deviceId, String facility) {
        this.deviceId = deviceId;
        this.facility = facility;
    }

    void deviceIsUnknown() {
        form.refuse(DEVICE, "No device with this code is registered.");
    }

    void deviceIsInactive() {
        form.refuse(DEVICE, "This device is not active.");
    }

    void deviceWatchesNoBay() {
        form.refuse(DEVICE, "This device watches no bay.");
    }

    void isDuplicate() {
        form.refuse(Rejected.WHOLE, "A reading of this device and timestamp already exists.");
    }

    /** The message that stands for this record in the batch; as a dead letter it can be replayed like one of the broker's. */
    Delivery delivery(String topicRoot, Instant receivedAt, CountDownLatch open) {
        String topic = topicRoot + "/" + facility + "/" + posted.deviceCode() + "/" + posted.kind();
        return new Delivery(topic, posted.payload().getBytes(StandardCharsets.UTF_8), receivedAt,
                new Decoded.Taken(facility, posted.deviceCode(), posted.reading()), settled -> {
                    outcome = settled;
                    open.countDown();
                });
    }

    /** What the batch has found, which may differ from what the check before it saw. */
    void settle() {
        switch (outcome) {
            case Outcome.Stored ignored -> { }
            case Outcome.Duplicate ignored -> isDuplicate();
            case Outcome.DeadLettered letter -> form.refuse(switch (letter.reason()) {
                case UNKNOWN_DEVICE, INACTIVE_DEVICE, WRONG_FACILITY, NO_BAY -> DEVICE;
                case FUTURE_TIME, TOO_OLD -> "timestamp";
                default -> Rejected.WHOLE;
            }, letter.detail());
        }
    }

    /** Null where it never came to the batch. */
    Outcome outcome() {
        return outcome;
    }
}
