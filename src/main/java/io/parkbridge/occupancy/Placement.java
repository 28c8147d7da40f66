package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.device.Device;
import io.parkbridge.device.DeviceStore;
import io.parkbridge.facility.Bay;
import io.parkbridge.facility.Zone;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which device watches which bay, and what a change of it means: a bay whose sensor goes is unknown, and its open stay ends at that
 * instant. Runs in the caller's transaction, after {@code SiteRevision.begin}; locks devices, bays and zones in that order, as the way in
 * does, so the next message meets either the old state or the new one.
 */
@ApplicationScoped
class Placement {

    private final DataSource database;
    private final DeviceStore devices;
    private final Occupancy occupancy;
    private final Clock clock;

    Placement(DataSource database, DeviceStore devices, Occupancy occupancy, Clock clock) {
        this.database = database;
        this.devices = devices;
        this.occupancy = occupancy;
        this.clock = clock;
    }

    /** Retires bays of one zone, and the devices on them. */
    void retire(Zone zone, List<Bay> bays) {
        List<Device> watching = bays.isEmpty() ? List.of() : Device.list("bay in ?1 and active", bays);
        forget(watching, bays);
        watching.forEach(device -> device.active = false);
        bays.forEach(bay -> bay.active = false);
        Zone.countBays(zone.id);
    }

    /** Its messages are dead letters from the next one on; its history stays with the bay. */
    void retire(Device device) {
        forget(List.of(device), device.bay == null ? List.of() : List.of(device.bay));
        device.active = false;
        Device.flush();
    }

    /** Moves a device to a bay that no other watches, or to none; its history stays with the bay it leaves. */
    void move(Device device, Bay to) {
        // what a retired device left behind may be another's by now
        Bay from = device.active ? device.bay : null;
        forget(List.of(device), Stream.of(from, to).filter(Objects::nonNull).toList());
        device.bay = to;
        Device.flush();
    }

    /** Another device in the same place: the bay keeps its state and its open stay, which the new device's readings continue. */
    void replace(Device old, Device replacement) {
        forget(List.of(old), List.of());
        old.active = false;
        Device.flush();
        replacement.facility = old.facility;
        replacement.bay = old.bay;
        replacement.persistAndFlush();
    }

    private void forget(List<Device> watching, List<Bay> bays) {
        try (Connection connection = database.getConnection()) {
            devices.lock(connection, watching.stream().map(device -> device.id).toList());
            occupancy.forget(connection, bays.stream().map(bay -> bay.id).toList(), clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException("the bays cannot be changed", e);
        }
    }
}
