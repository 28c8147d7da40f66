package io.parkbridge.live;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.AlertChanges;
import io.parkbridge.live.LiveStream.Scope;
import io.parkbridge.occupancy.BayChange;
import io.parkbridge.occupancy.OccupancyChanges;
import io.parkbridge.occupancy.ZoneAvailability;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Brings what has been committed to the browsers. A change goes out at once; those that follow within {@value #PAUSE_MILLIS} ms go
 * together, the newest state of each bay, zone and alert once; calm viewers get one frame in {@value #CALM_MILLIS} ms. With more than a
 * thousand viewers the pause grows with them, up to that of the calm ones, so that readings keep their share of the processors. A browser
 * that cannot follow costs the others nothing ({@link Viewer}). Everything here happens on one thread, except what takes in changes.
 */
@ApplicationScoped
public class LiveFeed {

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    private static final long PAUSE_MILLIS = 50;
    private static final int FRAMES_A_SECOND_MAX = 20_000;
    private static final long CALM_MILLIS = 250;
    private static final long SIGN_OF_LIFE_MILLIS = 5_000;
    private static final long SITES_MILLIS = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final LiveFrames frames;
    private final LiveSnapshots snapshots;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live").factory());
    private final Map<Scope, Audience> audiences = new HashMap<>();
    private final Object pendingLock = new Object();
    private Map<Integer, BayChange> pendingBays = new HashMap<>();
    private Map<Integer, ZoneAvailability> pendingZones = new HashMap<>();
    private Map<Long, Alert> pendingAlerts = new LinkedHashMap<>();
    private ReportChanges pendingReports = new ReportChanges();
    private IngestCounts counts = IngestCounts.NONE;
    private boolean flushPlanned;
    private long pauseMillis = PAUSE_MILLIS;
    private long lastFlushMillis;

    LiveFeed(LiveFrames frames, LiveSnapshots snapshots, LiveMetrics metrics, Clock clock) {
        this.frames = frames;
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.clock = clock;
        every(SIGN_OF_LIFE_MILLIS, this::signOfLife);
        every(CALM_MILLIS, () -> audiences.values().forEach(audience -> audience.follow(true)));
        every(CALM_MILLIS, this::tellReports);
        every(SITES_MILLIS, this::lookForChangedSites);
    }

    private void every(long millis, Runnable task) {
        thread.scheduleWithFixedDelay(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        synchronized (pendingLock) {
            thread.shutdownNow();
        }
    }

    /** Called by the writer after each commit; hands over and returns. */
    public void publish(OccupancyChanges changes, IngestCounts counts) {
        synchronized (pendingLock) {
            changes.bays().forEach(bay -> pendingBays.put(bay.bayId(), bay));
            changes.zones().forEach(zone -> pendingZones.put(zone.zoneId(), zone));
            this.counts = counts;
            planFlush();
        }
    }

    /** Alerts that a transaction has changed, once it has committed; from whatever thread. */
    void onAlerts(@Observes AlertChanges changes) {
        synchronized (pendingLock) {
            changes.alerts().forEach(alert -> pendingAlerts.put(alert.id(), alert));
            planFlush();
        }
    }

    /** A change of a report, once it has committed on whatever instance; from whatever thread. */
    void publish(ReportChange change) {
        synchronized (pendingLock) {
            pendingReports.add(change);
        }
    }

    /** Reports may have changed unheard; from whatever thread. */
    void missedReports() {
        synchronized (pendingLock) {
            pendingReports.missed();
        }
    }

    private void planFlush() {
        if (!flushPlanned && !thread.isShutdown()) {
            flushPlanned = true;
            long wait = lastFlushMillis + pauseMillis - clock.millis();
            thread.schedule(guarded(this::flush), Math.clamp(wait, 0, pauseMillis), TimeUnit.MILLISECONDS);
        }
    }

    /** Something has changed that was not published: every browser gets a fresh snapshot. */
    public void refresh() {
        execute(() -> audiences.values().forEach(Audience::restart));
    }

    /**
     * From now on the connection gets what happens in this scope, and no other: beginning with what it has missed since
     * {@code seenSeq}, or with a snapshot.
     *
     * @param who       is told of reports, beside that
     * @param seenEpoch null where nothing was seen before
     */
    void watch(Scope scope, WebSocketConnection connection, Onlooker who, boolean calm, String seenEpoch, long seenSeq) {
        execute(() -> {
            remove(connection.id());
            Audience audience = audiences.computeIfAbsent(scope,
                    wanted -> new Audience(wanted, frames, moment(), snapshots, metrics, this::execute, clock));
            Viewer viewer = new Viewer(connection, who, calm, metrics, () -> catchUp(scope, connection.id()));
            audience.join(connection.id(), viewer, seenEpoch, seenSeq);
            countViewers();
        });
    }

    /** Four frames a second are enough for it, or no longer are. */
    void pace(String connectionId, boolean calm) {
        execute(() -> audiences.values().forEach(audience -> {
            Viewer viewer = audience.viewer(connectionId);
            if (viewer != null) {
                viewer.pace(calm);
                audience.follow(viewer);
            }
        }));
    }

    void leave(String connectionId) {
        execute(() -> {
            remove(connectionId);
            countViewers();
        });
    }

    /** On the live thread, unless the application stops. */
    private void execute(Runnable task) {
        synchronized (pendingLock) {
            if (!thread.isShutdown()) {
                thread.execute(guarded(task));
            }
        }
    }

    private void catchUp(Scope scope, String connectionId) {
        execute(() -> {
            Audience audience = audiences.get(scope);
            Viewer viewer = audience == null ? null : audience.viewer(connectionId);
            if (viewer != null) {
                audience.follow(viewer);
            }
        });
    }

    private void remove(String connectionId) {
        audiences.values().forEach(audience -> audience.leave(connectionId));
    }

    private void countViewers() {
        int viewers = audiences.values().stream().mapToInt(Audience::size).sum();
        metrics.viewers(viewers);
        synchronized (pendingLock) {
            pauseMillis = Math.clamp(viewers * 1_000L / FRAMES_A_SECOND_MAX, PAUSE_MILLIS, CALM_MILLIS);
        }
    }

    private LiveFrames.Moment moment() {
        synchronized (pendingLock) {
            return new LiveFrames.Moment(clock.instant(), counts);
        }
    }

    private void flush() {
        Collection<BayChange> bays;
        Collection<ZoneAvailability> zones;
        Collection<Alert> alerts;
        LiveFrames.Moment now;
        synchronized (pendingLock) {
            bays = pendingBays.values();
            zones = pendingZones.values();
            alerts = pendingAlerts.values();
            now = moment();
            pendingBays = new HashMap<>();
            pendingZones = new HashMap<>();
            pendingAlerts = new LinkedHashMap<>();
            flushPlanned = false;
            lastFlushMillis = clock.millis();
        }
        audiences.values().forEach(audience -> audience.publish(bays, zones, alerts, now));
    }

    /** Each person what they may know; nobody's work where nothing has changed. */
    private void tellReports() {
        ReportChanges reports;
        synchronized (pendingLock) {
            if (pendingReports.isEmpty()) {
                return;
            }
            reports = pendingReports;
            pendingReports = new ReportChanges();
        }
        audiences.values().forEach(audience -> audience.tell(reports));
    }

    private void signOfLife() {
        Instant longAgo = clock.instant().minus(REMEMBERED);
        audiences.values().removeIf(audience -> audience.isDeserted(longAgo));
        synchronized (pendingLock) {
            if (clock.millis() - lastFlushMillis < SIGN_OF_LIFE_MILLIS) {
                return;
            }
        }
        flush();
    }

    /** Whichever instance has changed the sites, by whichever way: the database counts it. Read beside the live thread. */
    private void lookForChangedSites() {
        if (audiences.isEmpty()) {
            return;
        }
        Thread.ofVirtual().name("live-sites").start(() -> {
            try {
                long revision = snapshots.siteRevision();
                execute(() -> audiences.values().forEach(audience -> audience.sitesAre(revision)));
            } catch (SQLException e) {
                LOG.debugf("whether sites have changed cannot be read now: %s", e.getMessage());
            }
        });
    }

    /** A scheduled task that throws is never run again. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("the live feed failed; browsers heal with their next snapshot", e);
            }
        };
    }
}
