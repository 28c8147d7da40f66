package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.DeviceDirectory;
import io.parkbridge.device.DeviceStore;
import io.parkbridge.device.NetworkAddress;
import io.parkbridge.device.RegisteredDevice;
import io.parkbridge.ingest.decode.Decoded;

/**
 * Whom a batch's messages are of, their state rows locked. Each message is looked up by its sender's name once; from then on the sender goes
 * with it.
 */
final class BatchDevices {

    /** A name that messages of the batch are under: a code or a LoRaWAN address; two names may lead to one device. */
    static final class Sender {

        private Integer id;
        private RegisteredDevice device;
        private DeviceChange change;

        /** Null where no such device is registered. */
        RegisteredDevice device() {
            return device;
        }
    }

    private static final Sender NOBODY = new Sender();

    private final Map<String, Sender> byCode;
    private final Map<NetworkAddress, Sender> byAddress = new HashMap<>();
    private final Sender[] senders;
    private final Map<Integer, DeviceChange> changes = new HashMap<>();
    private Map<Integer, RegisteredDevice> locked;

    private BatchDevices(List<Delivery> batch) {
        byCode = new HashMap<>(batch.size() * 2);
        senders = new Sender[batch.size()];
        for (int message = 0; message < senders.length; message++) {
            senders[message] = switch (batch.get(message).decoded()) {
                case Decoded.Taken taken -> byCode.computeIfAbsent(taken.device(), code -> new Sender());
                case Decoded.Uplink uplink -> byAddress.computeIfAbsent(uplink.address(), address -> new Sender());
                case Decoded.Refused refused when refused.device() == null -> NOBODY;
                case Decoded.Refused refused -> byCode.computeIfAbsent(refused.device(), code -> new Sender());
            };
        }
    }

    static BatchDevices lock(Connection connection, List<Delivery> batch, DeviceDirectory directory, DeviceStore devices)
            throws SQLException {
        BatchDevices senders = new BatchDevices(batch);
        senders.resolve(connection, directory);
        senders.locked = devices.lock(connection, senders.ids());
        senders.all().forEach(sender -> sender.device = sender.id == null ? null : senders.locked.get(sender.id));
        return senders;
    }

    private void resolve(Connection connection, DeviceDirectory directory) throws SQLException {
        List<String> unknown = new ArrayList<>();
        byCode.forEach((code, sender) -> {
            sender.id = directory.known(code);
            if (sender.id == null) {
                unknown.add(code);
            }
        });
        directory.load(connection, unknown).forEach((code, id) -> byCode.get(code).id = id);
        directory.locate(connection, byAddress.keySet()).forEach((address, id) -> byAddress.get(address).id = id);
    }

    private Collection<Sender> all() {
        if (byAddress.isEmpty()) {
            return byCode.values();
        }
        List<Sender> all = new ArrayList<>(byCode.values());
        all.addAll(byAddress.values());
        return all;
    }

    private Set<Integer> ids() {
        Set<Integer> ids = new HashSet<>(senders.length * 2);
        for (Sender sender : all()) {
            if (sender.id != null) {
                ids.add(sender.id);
            }
        }
        return ids;
    }

    /** Whom the message of this position in the batch is of. */
    Sender of(int message) {
        return senders[message];
    }

    /**
     * What the batch tells of a sender's device.
     *
     * @param numbersUplinks whether sequence numbers of devices of a model count uplinks
     */
    DeviceChange heard(Sender sender, Predicate<String> numbersUplinks) {
        if (sender.change == null) {
            sender.change = changes.computeIfAbsent(sender.device.id(),
                    id -> new DeviceChange(sender.device, numbersUplinks.test(sender.device.model())));
        }
        return sender.change;
    }

    /** What the batch tells of the device that the message of this position is of; it has told something. */
    DeviceChange heard(int message) {
        return senders[message].change;
    }

    /** What the batch tells of each device that it tells something of. */
    Collection<DeviceChange> heard() {
        return changes.values();
    }

    /** The ids of all devices that messages are of. */
    Set<Integer> locked() {
        return locked.keySet();
    }
}
