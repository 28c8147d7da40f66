package io.parkbridge.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.alert.BatchNews;
import io.parkbridge.alert.rule.MessageRule;
import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.RegisteredDevice;
import io.parkbridge.ingest.BatchDevices.Sender;
import io.parkbridge.device.Vitals;
import io.parkbridge.ingest.deadletter.DeadLetter;
import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.ingest.decode.codec.Codecs;
import io.parkbridge.ingest.decode.codec.Misfit;
import io.parkbridge.ingest.decode.codec.SensorReport;
import io.parkbridge.occupancy.OccupancyChanges;
import io.parkbridge.reading.DeviceHeartbeat;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.PlacedReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/**
 * A batch by kind of reading, each with its device; what has no place ends as a dead letter. An uplink of a LoRaWAN sensor is a heartbeat and,
 * where its codec finds it says so, an occupancy reading too. Remembers which message each reading is of, so that every message gets its
 * outcome.
 */
final class SortedBatch {

    private final List<PlacedReading> occupancy = new ArrayList<>();
    private final List<DeviceHeartbeat> heartbeats = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Set<Integer> spoke = new HashSet<>();
    private final List<BatchNews.FromDevice> refused = new ArrayList<>();
    private final Codecs codecs;
    private final Outcome[] outcomes;
    private final int[] messageOfOccupancy;
    private final int[] messageOfHeartbeat;
    private final BatchDevices devices;
    private int message;

    private SortedBatch(int messages, BatchDevices devices, Codecs codecs) {
        this.devices = devices;
        this.codecs = codecs;
        outcomes = new Outcome[messages];
        messageOfOccupancy = new int[messages];
        messageOfHeartbeat = new int[messages];
    }

    static SortedBatch of(List<Delivery> batch, BatchDevices devices, Codecs codecs) {
        SortedBatch sorted = new SortedBatch(batch.size(), devices, codecs);
        for (sorted.message = 0; sorted.message < batch.size(); sorted.message++) {
            Delivery delivery = batch.get(sorted.message);
            switch (delivery.decoded()) {
                case Decoded.Refused refused -> sorted.refuse(delivery, refused, devices.of(sorted.message).device());
                case Decoded.Taken taken -> sorted.place(delivery, taken, devices.of(sorted.message));
                case Decoded.Uplink uplink -> sorted.place(delivery, uplink, devices.of(sorted.message));
            }
        }
        return sorted;
    }

    private void place(Delivery delivery, Decoded.Taken taken, Sender sender) {
        RegisteredDevice device = sender.device();
        String code = taken.device();
        String facility = taken.facility();
        if (isAbsent(delivery, code, facility, device)) {
            return;
        }
        if (!device.facility().equals(facility)) {
            refuse(delivery, DeadLetterReason.WRONG_FACILITY, "device " + code + " is not registered at " + facility, code, facility);
        } else if (taken.reading() instanceof OccupancyReading said && !device.watchedAt(said.time())) {
            refuse(delivery, DeadLetterReason.NO_BAY, unwatched(code, device), code, facility);
        } else {
            take(sender, taken.reading(), delivery.receivedAt());
        }
    }

    private void place(Delivery delivery, Decoded.Uplink uplink, Sender sender) {
        RegisteredDevice device = sender.device();
        String code = uplink.address().name();
        if (isAbsent(delivery, code, null, device)) {
            return;
        }
        switch (codecs.decode(device.model(), uplink.port(), uplink.payload())) {
            case Misfit misfit -> refuse(delivery, new Decoded.Refused(misfit.reason(), misfit.detail(), code), device);
            case SensorReport report when report.occupied() != null && !device.watchedAt(uplink.time()) ->
                refuse(delivery, DeadLetterReason.NO_BAY, unwatched(code, device), code, device.facility());
            case SensorReport report -> {
                if (report.occupied() != null) {
                    take(sender, new OccupancyReading(uplink.time(), uplink.frameCounter(), report.occupied()), delivery.receivedAt());
                }
                take(sender, heartbeat(uplink, report), delivery.receivedAt());
            }
        }
    }

    private boolean isAbsent(Delivery delivery, String code, String facility, RegisteredDevice device) {
        if (device == null) {
            refuse(delivery, DeadLetterReason.UNKNOWN_DEVICE, "no device " + code + " is registered", code, facility);
        } else if (!device.active()) {
            refuse(delivery, DeadLetterReason.INACTIVE_DEVICE, "device " + code + " is retired", code, facility);
        }
        return device == null || !device.active();
    }

    private static String unwatched(String code, RegisteredDevice device) {
        return "device " + code + (device.bayId() == null ? " watches no bay" : " watches its bay since " + device.watchedFrom());
    }

    private static HeartbeatReading heartbeat(Decoded.Uplink uplink, SensorReport report) {
        Vitals vitals = new Vitals(Float.NaN, Float.NaN, Float.NaN, report.battery(), uplink.rssi(), uplink.snr(), report.temperature(),
                report.firmware());
        return new HeartbeatReading(uplink.time(), uplink.frameCounter(), vitals, report.detailsAsJson());
    }

    /** What a device of ours says wrongly is a matter for the rules as well. */
    private void refuse(Delivery delivery, Decoded.Refused refusal, RegisteredDevice device) {
        refuse(delivery, refusal.reason(), refusal.detail(), refusal.device(), null);
        if (device != null && device.active()) {
            refused.add(new BatchNews.FromDevice(message, device.id(), device.zoneId(), device.facilityId(), new MessageRule.Said(
                    delivery.receivedAt(), delivery.receivedAt(), null, refusal.reason().name(), refusal.detail())));
        }
    }

    private void take(Sender sender, Reading reading, Instant receivedAt) {
        RegisteredDevice device = sender.device();
        DeviceChange heard = devices.heard(sender, codecs::know);
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

    /**
     * Takes note of what was new: that alone gives a message the outcome "stored" and changes the states of the devices.
     *
     * @param freshOccupancy  which of {@link #occupancy} were new
     * @param freshHeartbeats which of {@link #heartbeats} were new
     */
    void stored(BitSet freshOccupancy, BitSet freshHeartbeats) {
        for (int i = freshOccupancy.nextSetBit(0); i >= 0; i = freshOccupancy.nextSetBit(i + 1)) {
            outcomes[messageOfOccupancy[i]] = Outcome.STORED;
            OccupancyReading reading = occupancy.get(i).reading();
            DeviceChange device = devices.heard(messageOfOccupancy[i]);
            if (!device.numbersUplinks() && reading.seq() != Reading.NO_SEQ) {
                device.numbered(reading.time(), reading.seq());
            }
        }
        for (int i = freshHeartbeats.nextSetBit(0); i >= 0; i = freshHeartbeats.nextSetBit(i + 1)) {
            outcomes[messageOfHeartbeat[i]] = Outcome.STORED;
            HeartbeatReading reading = heartbeats.get(i).reading();
            DeviceChange device = devices.heard(messageOfHeartbeat[i]);
            if (device.numbersUplinks() && reading.seq() != Reading.NO_SEQ) {
                device.numbered(reading.time(), reading.seq());
            }
            device.measured(reading.time(), reading.vitals());
        }
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

    /** What the batch tells of each device. */
    Collection<DeviceChange> devices() {
        return devices.heard();
    }

    /** What the batch tells the rules; a heartbeat that was there already tells nothing. */
    BatchNews news(BitSet freshHeartbeats, OccupancyChanges changes) {
        List<BatchNews.FromDevice> said = new ArrayList<>(heartbeats.size() + refused.size());
        for (int i = freshHeartbeats.nextSetBit(0); i >= 0; i = freshHeartbeats.nextSetBit(i + 1)) {
            DeviceHeartbeat heartbeat = heartbeats.get(i);
            RegisteredDevice device = devices.of(messageOfHeartbeat[i]).device();
            said.add(new BatchNews.FromDevice(messageOfHeartbeat[i], device.id(), device.zoneId(), device.facilityId(), new MessageRule.Said(
                    heartbeat.reading().time(), heartbeat.receivedAt(), holding(i), null, null)));
        }
        said.addAll(refused);
        return new BatchNews(said, devices.locked(), spoke, changes);
    }

    /** What a heartbeat measured; where one came out of order, of the values it mentions those that hold, which a newer one may have said. */
    private Vitals holding(int heartbeat) {
        DeviceChange device = devices.heard(messageOfHeartbeat[heartbeat]);
        return device.isLate() ? device.vitals() : heartbeats.get(heartbeat).reading().vitals();
    }

    /** As {@link #news}, where what devices said is long past and only what it has changed counts. */
    BatchNews noNews(OccupancyChanges changes) {
        return new BatchNews(List.of(), devices.locked(), Set.of(), changes);
    }

    /**
     * What has become of each message, in the order of the batch, once {@link #stored} is said.
     *
     * @param alerts by message: the types of alert it is one of
     */
    List<Outcome> outcomes(Map<Integer, List<String>> alerts) {
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
