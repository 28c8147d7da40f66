package io.parkbridge.live;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.parkbridge.alert.Alert;
import io.parkbridge.live.LiveStream.Scope;
import io.parkbridge.occupancy.BayChange;
import io.parkbridge.occupancy.ZoneAvailability;
import org.jboss.logging.Logger;

/**
 * The viewers of one scope and their stream. However many of them need a snapshot, it is read once; a stream outlives its last viewer
 * for a while, so that a browser after a short break finds it. Confined to the live feed's thread.
 */
final class Audience {

    private static final long UNKNOWN = -1;
    private static final Logger LOG = Logger.getLogger(Audience.class);

    private final Scope scope;
    private final LiveStream stream;
    private final LiveSnapshots snapshots;
    private final LiveMetrics metrics;
    private final Executor liveThread;
    private final Clock clock;
    private final Map<String, Viewer> viewers = new HashMap<>();
    private LiveFrames.Moment moment;
    private Instant lastViewed;
    private boolean reading;
    private long siteRevision = UNKNOWN;

    Audience(Scope scope, LiveFrames frames, LiveFrames.Moment moment, LiveSnapshots snapshots, LiveMetrics metrics,
            Executor liveThread, Clock clock) {
        this.scope = scope;
        this.moment = scope.seen(moment);
        this.stream = new LiveStream(frames, this.moment);
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.liveThread = liveThread;
        this.clock = clock;
        this.lastViewed = clock.instant();
    }

    /** @param seenEpoch null, or what an earlier connection was told, with the last number seen there */
    void join(String connectionId, Viewer viewer, String seenEpoch, long seenSeq) {
        viewers.put(connectionId, viewer);
        if (stream.canContinue(seenEpoch, seenSeq)) {
            viewer.resume(stream, seenSeq);
            metrics.resumed();
        } else {
            read();
        }
    }

    void leave(String connectionId) {
        if (viewers.remove(connectionId) != null) {
            lastViewed = clock.instant();
        }
    }

    int size() {
        return viewers.size();
    }

    Viewer viewer(String connectionId) {
        return viewers.get(connectionId);
    }

    boolean isDeserted(Instant since) {
        return viewers.isEmpty() && lastViewed.isBefore(since);
    }

    void publish(Collection<BayChange> bays, Collection<ZoneAvailability> zones, Collection<Alert> alerts, LiveFrames.Moment now) {
        moment = scope.seen(now);
        stream.advance(bays.stream().filter(scope::holds).toList(), zones.stream().filter(scope::holds).toList(),
                alerts.stream().filter(scope::holds).toList(), moment);
        follow(false);
    }

    /** @param calm the calm ones as well, whose moment has come */
    void follow(boolean calm) {
        viewers.values().stream().filter(viewer -> calm || !viewer.isCalm()).forEach(this::follow);
    }

    void tell(ReportChanges reports) {
        viewers.values().forEach(viewer -> viewer.tell(reports));
    }

    void follow(Viewer viewer) {
        if (!viewer.follow(stream)) {
            viewer.load();
            metrics.sentAnew(1);
            read();
        }
    }

    /** Where the sites have changed since the last picture was read, everybody gets a new one. */
    void sitesAre(long revision) {
        if (siteRevision == UNKNOWN || revision <= siteRevision) {
            return;
        }
        siteRevision = revision;
        restart();
    }

    /** Nothing that was seen before can be continued. */
    void restart() {
        stream.restart();
        viewers.values().forEach(Viewer::load);
        metrics.sentAnew(viewers.size());
        if (!viewers.isEmpty()) {
            read();
        }
    }

    /** Reads beside the live thread, so that nobody else waits; what is published meanwhile follows as a delta. */
    private void read() {
        if (reading) {
            return;
        }
        reading = true;
        String epoch = stream.epoch();
        long seq = stream.seq();
        LiveFrames.Moment now = moment;
        Thread.ofVirtual().name("live-snapshot").start(() -> {
            try {
                LiveSnapshots.Snapshot snapshot = snapshots.read(scope, epoch, seq, now);
                liveThread.execute(() -> show(snapshot, epoch, seq));
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("no snapshot for browsers: %s", e.getMessage());
                liveThread.execute(this::giveUp);
            }
        });
    }

    private void show(LiveSnapshots.Snapshot snapshot, String epoch, long seq) {
        reading = false;
        if (!stream.canContinue(epoch, seq)) {
            read();
            return;
        }
        if (siteRevision == UNKNOWN) {
            siteRevision = snapshot.siteRevision();
        }
        // read for somebody who has just come, it may know of a change that the others have not been shown yet
        sitesAre(snapshot.siteRevision());
        if (reading) {
            return;
        }
        for (Viewer viewer : waiting()) {
            viewer.loaded(snapshot.frame(), seq);
            follow(viewer);
        }
    }

    private void giveUp() {
        reading = false;
        waiting().forEach(Viewer::giveUp);
    }

    private List<Viewer> waiting() {
        List<Viewer> waiting = new ArrayList<>();
        viewers.values().forEach(viewer -> {
            if (viewer.isLoading()) {
                waiting.add(viewer);
            }
        });
        return waiting;
    }
}
