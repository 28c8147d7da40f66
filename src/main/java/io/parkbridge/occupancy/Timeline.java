package io.parkbridge.occupancy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stays of one bay between two readings that are certain. A reading, however late, can only change what lies between the reading
 * before it and the reading after it: this stretch is folded anew and compared with the stays known so far, so the outcome is the
 * same whatever the order of arrival. Pure.
 *
 * @param before   last reading before the stretch, or null where it begins with the bay's first, or with the first still kept
 * @param within   every reading in the stretch, the new ones among them, in order
 * @param after    first reading behind the stretch, or null where it reaches the newest
 * @param existing the stays known so far that touch the stretch
 */
record Timeline(Observation before, List<Observation> within, Observation after, List<Stay> existing) {

    /** What to change in the stays known so far. {@code written} holds new stays and those whose departure changed. */
    record Revision(List<Stay> removed, List<Stay> written) {
    }

    /** Compares the stays that follow from the readings with the existing ones. */
    Revision revise() {
        Map<Instant, Stay> obsolete = new HashMap<>();
        existing.forEach(stay -> obsolete.put(stay.arrivedAt(), stay));
        List<Stay> removed = new ArrayList<>();
        List<Stay> written = new ArrayList<>();
        for (Stay stay : stays()) {
            Stay known = obsolete.remove(stay.arrivedAt());
            if (!stay.equals(known)) {
                written.add(stay);
                if (known != null) {
                    removed.add(known);
                }
            }
        }
        removed.addAll(obsolete.values());
        return new Revision(removed, written);
    }

    private List<Stay> stays() {
        List<Stay> stays = new ArrayList<>();
        Instant arrivedAt = before == null ? inheritedArrival() : before.occupied() ? existingAt(before.at()).arrivedAt() : null;
        for (int i = 0; i <= within.size(); i++) {
            Observation reading = i < within.size() ? within.get(i) : after;
            if (reading == null || isOverruled(i)) {
                continue;
            }
            if (reading.occupied() && arrivedAt == null) {
                arrivedAt = reading.at();
            } else if (!reading.occupied() && arrivedAt != null) {
                stays.add(new Stay(arrivedAt, reading.at()));
                arrivedAt = null;
            }
        }
        if (arrivedAt != null) {
            stays.add(new Stay(arrivedAt, after == null ? null : existingAt(after.at()).departedAt()));
        }
        return stays;
    }

    /** A stay that began before anything still known: its first readings have been dropped with their age, and the stay goes on. */
    private Instant inheritedArrival() {
        for (Stay stay : existing) {
            if (stay.arrivedAt().isBefore(within.getFirst().at())) {
                return stay.arrivedAt();
            }
        }
        return null;
    }

    /** Of several readings at one instant only the last counts, so a bay is never both and no stay has length zero. */
    private boolean isOverruled(int i) {
        return i + 1 < within.size() && within.get(i + 1).at().equals(within.get(i).at());
    }

    private Stay existingAt(Instant instant) {
        for (Stay stay : existing) {
            if (stay.covers(instant)) {
                return stay;
            }
        }
        throw new IllegalStateException("no stay covers the occupied reading at " + instant);
    }
}
