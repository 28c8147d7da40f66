package io.parkbridge.occupancy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.occupancy.OccupancyStore.Stretch;
import io.parkbridge.reading.PlacedReading;

/**
 * One bay's part of a batch. Readings newer than the bay's newest need only its locked state; with a late one among them, the
 * stretch around them is recalled from the database first. Lives within one batch on the writer's thread.
 */
final class BayRevision {

    private final BayState oldState;
    private final List<Observation> fresh;
    private final BayState newState;
    private Timeline timeline;

    private BayRevision(BayState oldState, List<Observation> fresh) {
        this.oldState = oldState;
        this.fresh = fresh;
        this.timeline = new Timeline(oldState.newest(), fresh, null, openStay(oldState));
        this.newState = advanced(oldState, fresh);
    }

    static BayRevision of(BayState state, List<PlacedReading> readings) {
        List<Observation> fresh = new ArrayList<>(readings.size());
        for (PlacedReading placed : readings) {
            fresh.add(new Observation(placed.reading().time(), placed.deviceId(), placed.reading().seq(), placed.reading().occupied()));
        }
        fresh.sort(Observation.IN_ORDER);
        return new BayRevision(state, fresh);
    }

    private static List<Stay> openStay(BayState state) {
        return state.newest() != null && state.newest().occupied() ? List.of(new Stay(state.since(), null)) : List.of();
    }

    private static BayState advanced(BayState state, List<Observation> fresh) {
        BayState advanced = state;
        for (int i = 0; i < fresh.size(); i++) {
            Observation reading = fresh.get(i);
            boolean overruled = i + 1 < fresh.size() && fresh.get(i + 1).at().equals(reading.at());
            if (!overruled && reading.isAfter(advanced.newest())) {
                boolean same = advanced.newest() != null && advanced.newest().occupied() == reading.occupied();
                advanced = new BayState(state.bayId(), state.zoneId(), state.facilityId(), state.timeZone(), reading,
                        same ? advanced.since() : reading.at());
            }
        }
        return advanced;
    }

    /** Whether a reading is not newer than what is known: then the past changes. */
    boolean isLate() {
        return oldState.newest() != null && !fresh.getFirst().at().isAfter(oldState.newest().at());
    }

    Stretch stretch() {
        return new Stretch(bayId(), fresh.getFirst().at(), fresh.getLast().at());
    }

    /** Takes the stored readings of the stretch, its neighbours included, in order. */
    void recall(List<Observation> stored) {
        Observation before = null;
        Observation after = null;
        List<Observation> within = new ArrayList<>(stored.size());
        for (Observation reading : stored) {
            if (reading.at().isBefore(fresh.getFirst().at())) {
                before = reading;
            } else if (!reading.at().isAfter(fresh.getLast().at())) {
                within.add(reading);
            } else if (after == null || reading.at().equals(after.at())) {
                after = reading;
            }
        }
        timeline = new Timeline(before, within, after, List.of());
    }

    /** Where no reading is left of the time before, only the stay that reaches into the stretch can change: up to its very beginning. */
    Stretch stretchWithNeighbours() {
        Instant first = timeline.before() == null ? fresh.getFirst().at().minus(1, ChronoUnit.MICROS) : timeline.before().at();
        Instant last = timeline.after() == null ? null : timeline.after().at();
        return new Stretch(bayId(), first, last);
    }

    void recallStays(List<Stay> stays) {
        timeline = new Timeline(timeline.before(), timeline.within(), timeline.after(), stays);
    }

    Timeline.Revision stays() {
        return timeline.revise();
    }

    List<Observation> fresh() {
        return fresh;
    }

    int bayId() {
        return oldState.bayId();
    }

    BayState oldState() {
        return oldState;
    }

    BayState newState() {
        return newState;
    }

    boolean isTransition() {
        return oldState.newest() == null || oldState.newest().occupied() != newState.newest().occupied();
    }
}
