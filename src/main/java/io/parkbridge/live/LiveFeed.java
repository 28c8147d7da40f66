package io.parkbridge.live;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.AlertChanges;
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
 * together, the newest state of each bay and zone once. A browser that cannot follow costs the others nothing: it is passed over and gets
 * a fresh snapshot when it is free again ({@link Viewer}). Everything here happens on one thread, except {@link #publish}.
 */
@ApplicationScoped
public class LiveFeed {

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    private static final long PAUSE_MILLIS = 50;
    private static final long SIGN_OF_LIFE_MILLIS = 5_000;

    private final LiveFrames frames;
    private final LiveSnapshots snapshots;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live").factory());
    private final Map<Integer, Map<String, Viewer>> viewersByFacility = new HashMap<>();
    private final Object pendingLock = new Object();
    private Map<Integer, BayChange> pendingBays = new HashMap<>();
    private Map<Integer, ZoneAvailability> pendingZones = new HashMap<>();
    private Map<Long, Alert> pendingAlerts = new LinkedHashMap<>();
    private IngestCounts counts = IngestCounts.NONE;
    private boolean flushPlanned;
    private long lastFlushMillis;

    LiveFeed(LiveFrames frames, LiveSnapshots snapshots, Clock clock) {
        this.frames = frames;
        this.snapshots = snapshots;
        this.clock = clock;
        thread.scheduleAtFixedRate(guarded(this::signOfLife), SIGN_OF_LIFE_MILLIS, SIGN_OF_LIFE_MILLIS, TimeUnit.MILLISECONDS);
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

    private void planFlush() {
        if (!flushPlanned && !thread.isShutdown()) {
            flushPlanned = true;
            long wait = lastFlushMillis + PAUSE_MILLIS - clock.millis();
            thread.schedule(guarded(this::flush), Math.clamp(wait, 0, PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        }
    }

    /** Something has changed that was not published: every browser gets a fresh snapshot. */
    public void refresh() {
        synchronized (pendingLock) {
            if (!thread.isShutdown()) {
                thread.execute(guarded(() -> viewersByFacility.values().forEach(viewers -> viewers.values().forEach(Viewer::refresh))));
            }
        }
    }

    /** From now on the connection gets what happens at this facility, and no other, beginning with a snapshot. */
    void watch(int facilityId, WebSocketConnection connection) {
        thread.execute(guarded(() -> {
            remove(connection.id());
            Viewer viewer = new Viewer(connection, wanting -> load(facilityId, wanting));
            viewersByFacility.computeIfAbsent(facilityId, id -> new HashMap<>()).put(connection.id(), viewer);
            load(facilityId, viewer);
        }));
    }

    void leave(String connectionId) {
        thread.execute(guarded(() -> remove(connectionId)));
    }

    private void remove(String connectionId) {
        viewersByFacility.values().forEach(viewers -> viewers.remove(connectionId));
        viewersByFacility.values().removeIf(Map::isEmpty);
    }

    /** Reads beside this thread, so that one browser's snapshot does not hold up the others' deltas. */
    private void load(int facilityId, Viewer viewer) {
        Thread.ofVirtual().name("live-snapshot").start(guarded(() -> {
            try {
                String snapshot = snapshots.read(facilityId, currentCounts());
                thread.execute(guarded(() -> viewer.loaded(snapshot)));
            } catch (SQLException | UncheckedIOException e) {
                LOG.warnf("no snapshot for a browser: %s", e.getMessage());
                viewer.giveUp();
            }
        }));
    }

    private IngestCounts currentCounts() {
        synchronized (pendingLock) {
            return counts;
        }
    }

    private void flush() {
        Map<Integer, BayChange> bays;
        Map<Integer, ZoneAvailability> zones;
        Map<Long, Alert> alerts;
        IngestCounts now;
        synchronized (pendingLock) {
            bays = pendingBays;
            zones = pendingZones;
            alerts = pendingAlerts;
            now = counts;
            pendingBays = new HashMap<>();
            pendingZones = new HashMap<>();
            pendingAlerts = new LinkedHashMap<>();
            flushPlanned = false;
            lastFlushMillis = clock.millis();
        }
        if (viewersByFacility.isEmpty()) {
            return;
        }
        Map<Integer, List<BayChange>> byFacility = new HashMap<>();
        bays.values().forEach(bay -> byFacility.computeIfAbsent(bay.facilityId(), id -> new ArrayList<>()).add(bay));
        viewersByFacility.forEach((facility, viewers) -> {
            List<Alert> ofFacility = alerts.values().stream().filter(alert -> alert.facilityId() == facility).toList();
            String body = frames.deltaBody(clock.instant(), zones.values(), byFacility.getOrDefault(facility, List.of()), ofFacility, now);
            viewers.values().forEach(viewer -> viewer.offer(body));
        });
    }

    private void signOfLife() {
        synchronized (pendingLock) {
            if (clock.millis() - lastFlushMillis < SIGN_OF_LIFE_MILLIS) {
                return;
            }
        }
        flush();
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
