package io.parkbridge.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.alert.BatchNews;
import io.parkbridge.alert.rule.MessageRule;
import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.RegisteredDevice;
import io.parkbridge.ingest.deadletter.DeadLetter;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.occupancy.OccupancyChanges;
import io.parkbridge.reading.DeviceHeartbeat;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.PlacedReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/**
 * A batch by kind of reading, each with its device; what has no place ends as a dead letter. Remembers which message each reading is of,
 * so that every message gets its outcome.
 */
final class SortedBatch {

    private final List<PlacedReading> occupancy = new ArrayList<>();
    private final List<DeviceHeartbeat> heartbeats = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<Integer, DeviceChange> devices = new HashMap<>();
    private final Set<Integer> spoke = new HashSet<>();
    private final List<BatchNews.FromDevice> refused = new ArrayList<>();
    private final Outcome[] outcomes;
    private final int[] messageOfOccupancy;
    private final int[] messageOfHeartbeat;
    private final Map<Integer, RegisteredDevice> locked;
    private int message;

    private SortedBatch(int messages, Map<Integer, RegisteredDevice> locked) {
        this.locked = locked;
        outcomes = new Outcome[messages];
        messageOfOccupancy = new int[messages];
        messageOfHeartbeat = new int[messages];
    }

    static SortedBatch of(List<Delivery> batch, Map<String, Integer> ids, Map<Integer, RegisteredDevice> devices) {
        SortedBatch sorted = new SortedBatch(batch.size(), devices);
        for (sorted.message = 0; sorted.message < batch.size(); sorted.message++) {
            Delivery delivery = batch.get(sorted.message);
            switch (delivery.decoded()) {
                case Decoded.Refused refused -> sorted.refuse(delivery, refused, devices.get(ids.getOrDefault(refused.device(), 0)));
                case Decoded.Taken taken -> sorted.place(delivery, taken, devices.get(ids.getOrDefault(taken.device(), 0)));
            }
        }
        return sorted;
    }

    private void place(Delivery delivery, Decoded.Taken taken, RegisteredDevice device) {
        String code = taken.device();
        String facility = taken.facility();
        if (device == null) {
            refuse(delivery, DeadLetterReason.UNKNOWN_DEVICE, "no device " + code + " is registered", code, facility);
        } else if (!device.active()) {
            refuse(delivery, DeadLetterReason.INACTIVE_DEVICE, "device " + code + " is retired", code, facility);
        } else if (!device.facility().equals(taken.facility())) {
            refuse(delivery, DeadLetterReason.WRONG_FACILITY, "device " + code + " is not registered at " + facility, code, facility);
        } else if (taken.reading() instanceof OccupancyReading && device.bayId() == null) {
            refuse(delivery, DeadLetterReason.NO_BAY, "device " + code + " watches no bay", code, facility);
        } else {
            take(device, taken.reading(), delivery.receivedAt());
        }
    }

    /** What a device of ours says wrongly is a matter for the rules as well. */
    private void refuse(Delivery delivery, Decoded.Refused refusal, RegisteredDevice device) {
        refuse(delivery, refusal.reason(), refusal.detail(), refusal.device(), null);
        if (device != null && device.active()) {
            refused.add(new BatchNews.FromDevice(message, device.id(), device.zoneId(), device.facilityId(), new MessageRule.Said(
                    delivery.receivedAt(), delivery.receivedAt(), null, refusal.reason().name(), refusal.detail())));
        }
    }

    private void take(RegisteredDevice device, Reading reading, Instant receivedAt) {
        DeviceChange heard = devices.computeIfAbsent(device.id(), DeviceChange::new);
        heard.seen(reading.time(), receivedAt);
        if (!(reading instanceof StatusReading status) || status.online()) {
            spoke.add(device.id());
        }
        switch (reading) {
            case OccupancyReading said -> {
                messageOfOccupancy[occupancy.size()] = message;
                occupancy.add(new PlacedReading(device.id(), device.bayId(), device.zoneId(), receivedAt, said));
            }
            case HeartbeatReading said -> {
                messageOfHeartbeat[heartbeats.size()] = message;
                heartbeats.add(new DeviceHeartbeat(device.id(), receivedAt, said));
                heard.measured(said.time(), said.vitals());
            }
            case StatusReading said -> {
                // they have no history, only the device's state knows of them
                outcomes[message] = Outcome.STORED;
                heard.connected(said.time(), said.online());
            }
        }
    }

    private void refuse(Delivery delivery, DeadLetterReason reason, String detail, String device, String facility) {
        outcomes[message] = new Outcome.DeadLettered(reason, detail);
        deadLetters.add(new DeadLetter(delivery.receivedAt(), delivery.topic(), delivery.payload(), reason, detail, device, facility));
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

    /** What the batch tells the rules; a heartbeat that was there already tells nothing. */
    BatchNews news(BitSet freshHeartbeats, OccupancyChanges changes) {
        List<BatchNews.FromDevice> said = new ArrayList<>(heartbeats.size() + refused.size());
        for (int i = freshHeartbeats.nextSetBit(0); i >= 0; i = freshHeartbeats.nextSetBit(i + 1)) {
            DeviceHeartbeat heartbeat = heartbeats.get(i);
            RegisteredDevice device = locked.get(heartbeat.deviceId());
            said.add(new BatchNews.FromDevice(messageOfHeartbeat[i], device.id(), device.zoneId(), device.facilityId(), new MessageRule.Said(
                    heartbeat.reading().time(), heartbeat.receivedAt(), heartbeat.reading().vitals(), null, null)));
        }
        said.addAll(refused);
        return new BatchNews(said, locked.keySet(), spoke, changes);
    }

    /** As {@link #news}, where what devices said is long past and only what it has changed counts. */
    BatchNews noNews(OccupancyChanges changes) {
        return new BatchNews(List.of(), locked.keySet(), Set.of(), changes);
    }

    /**
     * What has become of each message, in the order of the batch.
     *
     * @param freshOccupancy  which of {@link #occupancy} were new
     * @param freshHeartbeats which of {@link #heartbeats} were new
     * @param alerts          by message: the types of alert it is one of
     */
    List<Outcome> outcomes(BitSet freshOccupancy, BitSet freshHeartbeats, Map<Integer, List<String>> alerts) {
        freshOccupancy.stream().forEach(i -> outcomes[messageOfOccupancy[i]] = Outcome.STORED);
        freshHeartbeats.stream().forEach(i -> outcomes[messageOfHeartbeat[i]] = Outcome.STORED);
        alerts.forEach((message, types) -> {
            if (outcomes[message] instanceof Outcome.Stored) {
                outcomes[message] = new Outcome.Stored(types);
            }
        });
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = outcomes[i] == null ? Outcome.DUPLICATE : outcomes[i];
        }
        return List.of(outcomes);
    }
}
