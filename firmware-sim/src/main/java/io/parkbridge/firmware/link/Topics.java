package io.parkbridge.firmware.link;

import io.parkbridge.firmware.sensor.Payloads;

/** The topics of a facility: {@code parking/v1/{facility}/{device}/{kind}} (docs/mqtt.md). */
public record Topics(String root, String facility) {

    /** Birth and Last Will of one client. */
    record Status(String topic, byte[] online, byte[] offline) {
    }

    public Topics(String facility) {
        this("parking/v1", facility);
    }

    String of(String device, String kind) {
        return root + "/" + facility + "/" + device + "/" + kind;
    }

    Status status(String device) {
        return new Status(of(device, "status"), Payloads.status(true), Payloads.status(false));
    }
}
