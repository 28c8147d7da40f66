package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.device.DeviceDirectory;
import io.parkbridge.device.DeviceStore;
import io.parkbridge.device.NetworkAddress;
import io.parkbridge.device.RegisteredDevice;
import io.parkbridge.ingest.decode.Decoded;

/** The devices that a batch speaks of, their state rows locked. */
record BatchDevices(Map<String, Integer> byCode, Map<NetworkAddress, Integer> byAddress, Map<Integer, RegisteredDevice> locked) {

    static BatchDevices lock(Connection connection, List<Delivery> batch, DeviceDirectory directory, DeviceStore devices)
            throws SQLException {
        Set<String> codes = new HashSet<>(batch.size() * 2);
        Set<NetworkAddress> addresses = new HashSet<>();
        for (Delivery delivery : batch) {
            switch (delivery.decoded()) {
                case Decoded.Taken taken -> codes.add(taken.device());
                case Decoded.Uplink uplink -> addresses.add(uplink.address());
                case Decoded.Refused refused -> codes.add(refused.device());
            }
        }
        codes.remove(null);
        Map<String, Integer> byCode = directory.resolve(connection, codes);
        Map<NetworkAddress, Integer> byAddress = directory.locate(connection, addresses);
        return new BatchDevices(byCode, byAddress, devices.lock(connection, all(byCode, byAddress)));
    }

    private static Collection<Integer> all(Map<String, Integer> byCode, Map<NetworkAddress, Integer> byAddress) {
        if (byAddress.isEmpty()) {
            return byCode.values();
        }
        Set<Integer> ids = new HashSet<>(byCode.values());
        ids.addAll(byAddress.values());
        return ids;
    }

    /** The device of this code, null where none is registered. */
    RegisteredDevice of(String code) {
        return locked.get(byCode.getOrDefault(code, 0));
    }

    /** The device at this address, null where none is registered. */
    RegisteredDevice of(NetworkAddress address) {
        return locked.get(byAddress.getOrDefault(address, 0));
    }
}
