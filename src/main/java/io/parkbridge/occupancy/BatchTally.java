package io.parkbridge.occupancy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.occupancy.OccupancyStore.BayStay;

/** Adds up what the bays of one batch change, so that each table is written once. */
final class BatchTally {

    private record ZoneHour(int zoneId, Instant hour) {
    }

    private final List<BayStay> removed = new ArrayList<>();
    private final List<BayStay> written = new ArrayList<>();
    private final Map<ZoneHour, HourlyUsage> hours = new HashMap<>();
    private final Map<Integer, ZoneChange> zones = new HashMap<>();

    void add(BayRevision bay) {
        BayState state = bay.newState();
        ZoneId timeZone = ZoneId.of(state.timeZone());
        for (Observation reading : bay.fresh()) {
            count(HourlyUsage.ofReading(state.zoneId(), reading.at(), timeZone));
        }
        Timeline.Revision stays = bay.stays();
        stays.removed().forEach(stay -> count(state.zoneId(), timeZone, stay, -1));
        stays.written().forEach(stay -> count(state.zoneId(), timeZone, stay, 1));
        stays.written().forEach(stay -> written.add(new BayStay(state.bayId(), state.zoneId(), stay)));
        vanished(stays).forEach(stay -> removed.add(new BayStay(state.bayId(), state.zoneId(), stay)));
        countZone(bay);
    }

    /** A bay that nobody watches any more: its car, if there is one, is taken to leave at this instant. */
    void forget(BayState state, Instant at) {
        if (state.newest() == null) {
            return;
        }
        boolean occupied = state.newest().occupied();
        if (occupied) {
            Stay open = new Stay(state.since(), null);
            Stay ended = new Stay(state.since(), at);
            count(state.zoneId(), ZoneId.of(state.timeZone()), open, -1);
            count(state.zoneId(), ZoneId.of(state.timeZone()), ended, 1);
            written.add(new BayStay(state.bayId(), state.zoneId(), ended));
        }
        zones.merge(state.zoneId(), new ZoneChange(state.zoneId(), occupied ? -1 : 0, -1), ZoneChange::plus);
    }

    /** A stay whose departure alone changes is overwritten, not deleted. */
    private static List<Stay> vanished(Timeline.Revision stays) {
        Set<Instant> rewritten = new HashSet<>();
        stays.written().forEach(stay -> rewritten.add(stay.arrivedAt()));
        return stays.removed().stream().filter(stay -> !rewritten.contains(stay.arrivedAt())).toList();
    }

    private void count(int zoneId, ZoneId timeZone, Stay stay, int sign) {
        count(HourlyUsage.ofArrival(zoneId, stay.arrivedAt(), timeZone, sign));
        if (stay.departedAt() != null) {
            count(HourlyUsage.ofDeparture(zoneId, stay.departedAt(), timeZone, sign));
        }
    }

    private void count(HourlyUsage usage) {
        hours.merge(new ZoneHour(usage.zoneId(), usage.hour()), usage, HourlyUsage::plus);
    }

    private void countZone(BayRevision bay) {
        Observation before = bay.oldState().newest();
        int occupied = (bay.newState().newest().occupied() ? 1 : 0) - (before != null && before.occupied() ? 1 : 0);
        int known = before == null ? 1 : 0;
        if (occupied != 0 || known != 0) {
            zones.merge(bay.newState().zoneId(), new ZoneChange(bay.newState().zoneId(), occupied, known),
                    ZoneChange::plus);
        }
    }

    List<BayStay> removedStays() {
        return removed;
    }

    List<BayStay> writtenStays() {
        return written;
    }

    List<Departure> departures() {
        return written.stream().filter(bay -> bay.stay().departedAt() != null)
                .map(bay -> new Departure(bay.bayId(), bay.zoneId(), bay.stay().arrivedAt(), bay.stay().departedAt())).toList();
    }

    Collection<HourlyUsage> hours() {
        return hours.values();
    }

    Collection<ZoneChange> zones() {
        return zones.values();
    }
}
