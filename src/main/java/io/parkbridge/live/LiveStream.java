package io.parkbridge.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

import io.parkbridge.alert.Alert;
import io.parkbridge.occupancy.BayChange;
import io.parkbridge.occupancy.ZoneAvailability;
import io.parkbridge.scope.Reach;

/**
 * What happens in one scope, numbered. Every viewer of it gets the same text, written once. The newest state of what has changed is
 * remembered with its number, so whoever has seen number n gets all since then as one frame: after a short break, after being passed
 * over, or at a calmer pace. Confined to the live feed's thread.
 */
final class LiveStream {

    /**
     * A facility, or one of its zones; facility 0 stands for "no facility yet", zone 0 for all zones.
     *
     * @param reach the facilities that its viewers may see beside it: the counts of all their zones go with any picture
     */
    record Scope(int facilityId, int zoneId, Reach reach) {

        boolean holds(BayChange bay) {
            return bay.facilityId() == facilityId && (zoneId == 0 || bay.zoneId() == zoneId);
        }

        boolean holds(ZoneAvailability zone) {
            return reach.holds(zone.facilityId());
        }

        /** The books are of all facilities together. */
        LiveFrames.Moment seen(LiveFrames.Moment moment) {
            return new LiveFrames.Moment(moment.time(), moment.counts().seenBy(reach));
        }

        /** Those of the whole facility, like the counts of all zones. */
        boolean holds(Alert alert) {
            return alert.facilityId() == facilityId;
        }
    }

    private record Numbered<T>(long seq, T state) {
    }

    /** More changes than these since a client left are a new snapshot for it. */
    static final int BAYS_REMEMBERED_MAX = 10_000;
    static final int ALERTS_REMEMBERED_MAX = 1_000;

    private final LiveFrames frames;
    private final SequencedMap<Integer, Numbered<BayChange>> bays = new LinkedHashMap<>();
    private final Map<Integer, Numbered<ZoneAvailability>> zones = new HashMap<>();
    private final SequencedMap<Long, Numbered<Alert>> alerts = new LinkedHashMap<>();
    private final Map<Long, String> written = new HashMap<>();
    private String epoch = newEpoch();
    private long seq;
    private long forgottenUpTo;
    private LiveFrames.Moment moment;

    LiveStream(LiveFrames frames, LiveFrames.Moment moment) {
        this.frames = frames;
        this.moment = moment;
    }

    private static String newEpoch() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** The next number, with what has changed since the one before. */
    void advance(Iterable<BayChange> changedBays, Iterable<ZoneAvailability> changedZones, Iterable<Alert> changedAlerts,
            LiveFrames.Moment now) {
        seq++;
        moment = now;
        written.clear();
        for (BayChange bay : changedBays) {
            bays.putLast(bay.bayId(), new Numbered<>(seq, bay));
        }
        for (ZoneAvailability zone : changedZones) {
            zones.put(zone.zoneId(), new Numbered<>(seq, zone));
        }
        for (Alert alert : changedAlerts) {
            alerts.putLast(alert.id(), new Numbered<>(seq, alert));
        }
        forget(bays, BAYS_REMEMBERED_MAX);
        forget(alerts, ALERTS_REMEMBERED_MAX);
    }

    /** The eldest, beyond what is remembered. */
    private <T> void forget(SequencedMap<?, Numbered<T>> changes, int most) {
        while (changes.size() > most) {
            forgottenUpTo = Math.max(forgottenUpTo, changes.pollFirstEntry().getValue().seq());
        }
    }

    /** The sites themselves have changed: nothing that was seen before can be continued. */
    void restart() {
        epoch = newEpoch();
        bays.clear();
        zones.clear();
        alerts.clear();
        written.clear();
        forgottenUpTo = seq;
    }

    boolean canContinue(String seenEpoch, long seenSeq) {
        return epoch.equals(seenEpoch) && canContinue(seenSeq);
    }

    boolean canContinue(long seenSeq) {
        return seenSeq >= forgottenUpTo && seenSeq <= seq;
    }

    /** One frame with all since {@code seenSeq}; written once, whoever asks. */
    String since(long seenSeq) {
        return written.computeIfAbsent(seenSeq, seen -> {
            LiveFrames.Changes changes = new LiveFrames.Changes(after(seen, zones), after(seen, bays), after(seen, alerts));
            return frames.delta(epoch, seen, seq, changes, moment);
        });
    }

    private static <T> List<T> after(long seen, Map<?, Numbered<T>> changes) {
        return changes.values().stream().filter(change -> change.seq() > seen).map(Numbered::state).toList();
    }

    String epoch() {
        return epoch;
    }

    long seq() {
        return seq;
    }
}
