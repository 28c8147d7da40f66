package io.parkbridge.occupancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.parkbridge.occupancy.OccupancyStore.Stretch;
import io.parkbridge.reading.PlacedReading;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns a batch's new readings into stays, bay states, zone counts and hourly usage, inside the batch's transaction. The database
 * decides what is a transition: the bays are locked, and their stored state is what the readings are compared with.
 */
@ApplicationScoped
public class Occupancy {

    private final OccupancyStore store;

    Occupancy(OccupancyStore store) {
        this.store = store;
    }

    /** Applies readings that have just been stored for the first time, in whatever order they came. */
    public OccupancyChanges apply(Connection connection, List<PlacedReading> readings) throws SQLException {
        if (readings.isEmpty()) {
            return OccupancyChanges.NONE;
        }
        Map<Integer, List<PlacedReading>> byBay = new TreeMap<>();
        readings.forEach(reading -> byBay.computeIfAbsent(reading.bayId(), bay -> new ArrayList<>()).add(reading));
        Map<Integer, BayState> states = store.lock(connection, ids(byBay.keySet()));
        List<BayRevision> bays = new ArrayList<>(byBay.size());
        byBay.forEach((bay, fresh) -> bays.add(BayRevision.of(states.get(bay), fresh)));
        recallAroundLateReadings(connection, bays);

        BatchTally tally = new BatchTally();
        for (BayRevision bay : bays) {
            tally.add(bay);
        }
        store.delete(connection, tally.removedStays());
        store.write(connection, tally.writtenStays());
        store.writeBays(connection, bays.stream().map(BayRevision::newState).toList());
        Map<Integer, Instant> corrected = correctSince(connection, bays);
        store.countHours(connection, tally.hours());
        List<ZoneAvailability> zones = store.countZones(connection, tally.zones());
        return new OccupancyChanges(changes(bays, corrected), zones, tally.departures());
    }

    /**
     * Nobody watches these bays any more, or another sensor does from now on: they are unknown, a car that stands there is taken to have
     * left, and readings of before no longer count. The devices concerned must be locked. Returns the stays that end by it.
     */
    List<Departure> forget(Connection connection, Collection<Integer> bayIds, Instant at) throws SQLException {
        Map<Integer, BayState> states = store.lock(connection, ids(bayIds));
        BatchTally tally = new BatchTally();
        Map<Integer, Instant> watchedFrom = new TreeMap<>();
        states.values().forEach(state -> {
            // a sensor's clock may be ahead, and a stay does not end before it began
            Instant end = state.since() == null || state.since().isBefore(at) ? at : state.since().plus(1, ChronoUnit.MICROS);
            tally.forget(state, end);
            watchedFrom.put(state.bayId(), end);
        });
        store.write(connection, tally.writtenStays());
        store.forget(connection, watchedFrom);
        store.countHours(connection, tally.hours());
        store.countZones(connection, tally.zones());
        return tally.departures();
    }

    /** Late readings change the past: what is known around them is read back, once for all of the batch. */
    private void recallAroundLateReadings(Connection connection, List<BayRevision> bays) throws SQLException {
        List<BayRevision> late = bays.stream().filter(BayRevision::isLate).toList();
        if (late.isEmpty()) {
            return;
        }
        Map<Integer, List<Observation>> readings = store.readings(connection, late.stream().map(BayRevision::stretch).toList());
        late.forEach(bay -> bay.recall(readings.getOrDefault(bay.bayId(), List.of())));
        List<Stretch> between = late.stream().map(BayRevision::stretchWithNeighbours).toList();
        Map<Integer, List<Stay>> stays = store.stays(connection, between);
        late.forEach(bay -> bay.recallStays(stays.getOrDefault(bay.bayId(), List.of())));
    }

    private Map<Integer, Instant> correctSince(Connection connection, List<BayRevision> bays) throws SQLException {
        List<Integer> late = bays.stream().filter(BayRevision::isLate).map(BayRevision::bayId).toList();
        return late.isEmpty() ? Map.of() : store.correctSince(connection, ids(late));
    }

    private static List<BayChange> changes(List<BayRevision> bays, Map<Integer, Instant> corrected) {
        List<BayChange> changes = new ArrayList<>();
        for (BayRevision bay : bays) {
            BayState state = bay.newState();
            Instant since = corrected.getOrDefault(bay.bayId(), state.since());
            if (bay.isTransition() || !since.equals(bay.oldState().since())) {
                changes.add(new BayChange(state.bayId(), state.zoneId(), state.facilityId(), state.newest().occupied(), since));
            }
        }
        return changes;
    }

    private static int[] ids(Collection<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

}
