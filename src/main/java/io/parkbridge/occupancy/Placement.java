package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import io.parkbridge.device.Device;
import io.parkbridge.device.DeviceStore;
import io.parkbridge.facility.Bay;
import io.parkbridge.facility.Zone;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

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
    private final Audit audit;
    private final Event<StaysEnded> ended;

    Placement(DataSource database, DeviceStore devices, Occupancy occupancy, Clock clock, Audit audit, Event<StaysEnded> ended) {
        this.database = database;
        this.devices = devices;
        this.occupancy = occupancy;
        this.clock = clock;
        this.audit = audit;
        this.ended = ended;
    }

    /** Retires all that is active in a zone. */
    void retireBays(Zone zone) {
        List<Bay> bays = Bay.list("zone = ?1 and active", zone);
        Change change = audit.begin(Bay.AUDITED, idsOf(bays));
        retire(zone, bays);
        audit.done(change);
    }

    /** Retires bays of one zone, and the devices on them. */
    void retire(Zone zone, List<Bay> bays) {
        List<Device> watching = bays.isEmpty() ? List.of() : Device.list("bay in ?1 and active", bays);
        Change change = audit.begin(Device.AUDITED, watching.stream().map(device -> device.id).toList());
        forget(watching, bays);
        watching.forEach(device -> device.active = false);
        bays.forEach(bay -> bay.active = false);
        Zone.countBays(zone.id);
        audit.done(change);
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
        Change change = audit.begin(Device.AUDITED, List.of(old.id));
        forget(List.of(old), List.of());
        old.active = false;
        Device.flush();
        replacement.facility = old.facility;
        replacement.bay = old.bay;
        replacement.persistAndFlush();
        audit.done(change);
        audit.created(Device.AUDITED, List.of(replacement.id));
    }

    private void forget(List<Device> watching, List<Bay> bays) {
        try (Connection connection = database.getConnection()) {
            devices.lock(connection, watching.stream().map(device -> device.id).toList());
            List<Departure> departures = occupancy.forget(connection, idsOf(bays), clock.instant());
            if (!departures.isEmpty()) {
                ended.fire(new StaysEnded(connection, departures));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the bays cannot be changed", e);
        }
    }

    private static List<Integer> idsOf(List<Bay> bays) {
        return bays.stream().map(bay -> bay.id).toList();
    }
}
