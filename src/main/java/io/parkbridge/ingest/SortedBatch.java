package io.parkbridge.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.RegisteredDevice;
import io.parkbridge.ingest.deadletter.DeadLetter;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.reading.DeviceHeartbeat;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.PlacedReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/** A batch by kind of message, each with its device; what has no place ends as a dead letter. */
final class SortedBatch {

    private final List<PlacedReading> occupancy = new ArrayList<>();
    private final List<DeviceHeartbeat> heartbeats = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<Integer, DeviceChange> devices = new HashMap<>();
    private int statuses;

    static SortedBatch of(List<Delivery> batch, Map<String, Integer> ids, Map<Integer, RegisteredDevice> devices) {
        SortedBatch sorted = new SortedBatch();
        for (Delivery delivery : batch) {
            switch (delivery.decoded()) {
                case Decoded.Refused refused -> sorted.refuse(delivery, refused.reason(), refused.detail(), refused.device());
                case Decoded.Taken taken -> sorted.place(delivery, taken, devices.get(ids.getOrDefault(taken.device(), 0)));
            }
        }
        return sorted;
    }

    private void place(Delivery delivery, Decoded.Taken taken, RegisteredDevice device) {
        String code = taken.device();
        if (device == null) {
            refuse(delivery, DeadLetterReason.UNKNOWN_DEVICE, "no device " + code + " is registered", code);
        } else if (!device.active()) {
            refuse(delivery, DeadLetterReason.INACTIVE_DEVICE, "device " + code + " is retired", code);
        } else if (!device.facility().equals(taken.facility())) {
            refuse(delivery, DeadLetterReason.WRONG_FACILITY, "device " + code + " is not registered at " + taken.facility(), code);
        } else if (taken.reading() instanceof OccupancyReading && device.bayId() == null) {
            refuse(delivery, DeadLetterReason.NO_BAY, "device " + code + " watches no bay", code);
        } else {
            take(device, taken.reading(), delivery.receivedAt());
        }
    }

    private void take(RegisteredDevice device, Reading reading, Instant receivedAt) {
        DeviceChange heard = devices.computeIfAbsent(device.id(), DeviceChange::new);
        heard.seen(reading.time(), receivedAt);
        switch (reading) {
            case OccupancyReading said ->
                occupancy.add(new PlacedReading(device.id(), device.bayId(), device.zoneId(), receivedAt, said));
            case HeartbeatReading said -> {
                heartbeats.add(new DeviceHeartbeat(device.id(), receivedAt, said));
                heard.measured(said.time(), said.vitals());
            }
            case StatusReading said -> {
                statuses++;
                heard.connected(said.time(), said.online());
            }
        }
    }

    private void refuse(Delivery delivery, DeadLetterReason reason, String detail, String device) {
        deadLetters.add(new DeadLetter(delivery.receivedAt(), delivery.topic(), delivery.payload(), reason, detail, device));
    }

    List<PlacedReading> occupancy() {
        return occupancy;
    }

    List<DeviceHeartbeat> heartbeats() {
        return heartbeats;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** What the batch tells of each device, by its id. */
    Map<Integer, DeviceChange> devices() {
        return devices;
    }

    /** How many births and wills it holds; they have no history, only the device's state knows of them. */
    int statuses() {
        return statuses;
    }
}
