package io.parkbridge.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.facility.SitesReady;
import io.parkbridge.mqtt.RetainedTopics;
import io.parkbridge.occupancy.OccupancyChanges;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Keeps the availability of each zone and facility as a retained message, {@code parkbridge/v1/{facility}[/{zone}]/availability}, so a guidance
 * sign needs nothing but the broker. What changes goes out at once, changes that follow within {@value #PAUSE_MILLIS} ms together. All of
 * it goes out at start, when the sites have changed, and every {@value #ALL_EVERY_SECONDS} s, because a crash after a commit may have left a
 * stale one. Nothing queues: only which zones have changed is remembered, and what is sent is read when it is sent.
 */
@ApplicationScoped
public class SignFeed {

    private static final Logger LOG = Logger.getLogger(SignFeed.class);
    private static final long PAUSE_MILLIS = 200;
    private static final long ALL_EVERY_SECONDS = 60;
    /** While broker or database is away; each round asks the database for what is then not taken. */
    private static final long AGAIN_AFTER_SECONDS = 2;

    /** A retired zone has no bays, so its sign says 0, and so does a retired facility's. */
    private static final String AVAILABILITY = """
            with zones as (
                select f.code as facility, z.code as zone, z.facility_id, z.capacity, s.occupied, s.known
                from zone z join zone_state s on s.zone_id = z.id join facility f on f.id = z.facility_id
                where (?::int[] is null or z.facility_id in (select facility_id from zone where id = any(?::int[])))
            )
            select facility, zone, capacity, occupied, known from zones
            union all
            select facility, null, sum(capacity)::int, sum(occupied)::int, sum(known)::int from zones group by facility
            """;

    private final DataSource database;
    private final RetainedTopics topics;
    private final Clock clock;
    private final Counter published;
    private final Counter failed;
    private final Semaphore wake = new Semaphore(0);
    private final Object changedLock = new Object();
    private Set<Integer> changed = new HashSet<>();
    private volatile boolean running = true;
    private volatile long allAtMillis;
    private long againAtMillis;
    private long sitesTold;

    SignFeed(DataSource database, RetainedTopics topics, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.topics = topics;
        this.clock = clock;
        this.published = Counter.builder("parkbridge.signs.published").register(metrics);
        this.failed = Counter.builder("parkbridge.signs.failed").description("rounds that the next one makes up for").register(metrics);
    }

    void start(@Observes SitesReady ready) {
        Thread.ofVirtual().name("signs").start(this::run);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        running = false;
        wake.release();
    }

    /** Called by the writer after each commit; takes note and returns. */
    public void publish(OccupancyChanges changes) {
        if (!changes.zones().isEmpty()) {
            synchronized (changedLock) {
                changes.zones().forEach(zone -> changed.add(zone.zoneId()));
            }
            wake.release();
        }
    }

    /** Something has changed that was not published: all of it goes out. */
    public void refresh() {
        allAtMillis = 0;
        wake.release();
    }

    private void run() {
        try {
            while (running) {
                wake.tryAcquire(PAUSE_MILLIS * 5, TimeUnit.MILLISECONDS);
                wake.drainPermits();
                if (clock.millis() >= againAtMillis && !tell()) {
                    againAtMillis = clock.millis() + TimeUnit.SECONDS.toMillis(AGAIN_AFTER_SECONDS);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("signs are no longer told");
        }
    }

    /** What has to be told now, all or what has changed; whether it has reached the broker. */
    private boolean tell() throws InterruptedException {
        if (haveSitesChanged() || clock.millis() >= allAtMillis) {
            boolean told = round(null);
            allAtMillis = told ? clock.millis() + TimeUnit.SECONDS.toMillis(ALL_EVERY_SECONDS) : 0;
            return told;
        }
        Set<Integer> zones = take();
        return zones.isEmpty() || round(zones);
    }

    /** By whichever way, on whatever instance: the database counts it. */
    private boolean haveSitesChanged() {
        try (Connection connection = database.getConnection()) {
            long revision = SiteRevision.present(connection);
            boolean changed = revision != sitesTold;
            sitesTold = revision;
            return changed;
        } catch (SQLException e) {
            LOG.debugf("whether sites have changed cannot be read now: %s", e.getMessage());
            return false;
        }
    }

    private Set<Integer> take() {
        synchronized (changedLock) {
            Set<Integer> taken = changed;
            changed = new HashSet<>();
            return taken;
        }
    }

    /** @param zones null for all; whether all of it has reached the broker */
    private boolean round(Set<Integer> zones) throws InterruptedException {
        try {
            List<CompletableFuture<?>> sent = send(zones);
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
            published.increment(sent.size());
            return true;
        } catch (SQLException | ExecutionException | RuntimeException e) {
            LOG.debugf("signs are told later: %s", e.getMessage());
            failed.increment();
            if (zones != null) {
                synchronized (changedLock) {
                    changed.addAll(zones);
                }
            }
            return false;
        }
    }

    private List<CompletableFuture<?>> send(Set<Integer> zones) throws SQLException {
        int[] ids = zones == null ? null : zones.stream().mapToInt(Integer::intValue).toArray();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(AVAILABILITY)) {
            query.setObject(1, ids);
            query.setObject(2, ids);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String zone = row.getString(2);
                    String topic = "parkbridge/v1/" + row.getString(1) + (zone == null ? "" : "/" + zone) + "/availability";
                    sent.add(topics.publish(topic, availability(row)));
                }
            }
        }
        return sent;
    }

    private byte[] availability(ResultSet row) throws SQLException {
        int capacity = row.getInt(3);
        int occupied = row.getInt(4);
        int known = row.getInt(5);
        return LiveFrames.object(json -> write(json, capacity, occupied, known)).getBytes(StandardCharsets.UTF_8);
    }

    /** A bay never heard of is not free: a sign promises only what is known. */
    private void write(JsonGenerator json, int capacity, int occupied, int known) throws IOException {
        json.writeNumberField("capacity", capacity);
        json.writeNumberField("occupied", occupied);
        json.writeNumberField("free", known - occupied);
        json.writeNumberField("unknown", capacity - known);
        json.writeStringField("time", clock.instant().toString());
    }
}
