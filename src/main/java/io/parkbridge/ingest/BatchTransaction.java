package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.parkbridge.alert.Alerts;
import io.parkbridge.alert.BatchAlerts;
import io.parkbridge.device.DeviceDirectory;
import io.parkbridge.device.DeviceStore;
import io.parkbridge.ingest.deadletter.DeadLetterStore;
import io.parkbridge.ingest.decode.codec.Codecs;
import io.parkbridge.occupancy.Occupancy;
import io.parkbridge.occupancy.OccupancyChanges;
import io.parkbridge.reading.LateHeartbeats;
import io.parkbridge.reading.ReadingStore;
import io.parkbridge.reading.SequenceGaps;

/**
 * What happens to a batch inside its transaction, step by step: lock the devices, sort the messages, write readings, stays, usage,
 * device states and dead letters, and ask the rules. One statement per table, whatever the size of the batch.
 */
@ApplicationScoped
class BatchTransaction {

    private final DeviceDirectory directory;
    private final DeviceStore devices;
    private final Codecs codecs;
    private final ReadingStore readings;
    private final Occupancy occupancy;
    private final LateHeartbeats lateHeartbeats;
    private final SequenceGaps gaps;
    private final DeadLetterStore deadLetters;
    private final Alerts alerts;

    BatchTransaction(DeviceDirectory directory, DeviceStore devices, Codecs codecs, ReadingStore readings, Occupancy occupancy,
            LateHeartbeats lateHeartbeats, SequenceGaps gaps, DeadLetterStore deadLetters, Alerts alerts) {
        this.directory = directory;
        this.devices = devices;
        this.codecs = codecs;
        this.readings = readings;
        this.occupancy = occupancy;
        this.lateHeartbeats = lateHeartbeats;
        this.gaps = gaps;
        this.deadLetters = deadLetters;
        this.alerts = alerts;
    }

    Stored run(Connection connection, List<Delivery> batch) throws SQLException {
        SortedBatch sorted = sorted(connection, batch);
        Stored stored = written(connection, sorted, true);
        deadLetters.insert(connection, sorted.deadLetters());
        return stored;
    }

    /**
     * As {@link #run}, for dead letters: what cannot be taken again is one already, and only has its outcome. They are of the past: no
     * alert comes of what they say.
     */
    Stored replay(Connection connection, List<Delivery> letters) throws SQLException {
        return written(connection, sorted(connection, letters), false);
    }

    private SortedBatch sorted(Connection connection, List<Delivery> batch) throws SQLException {
        return SortedBatch.of(batch, BatchDevices.lock(connection, batch, directory, devices), codecs);
    }

    private Stored written(Connection connection, SortedBatch sorted, boolean news) throws SQLException {
        BitSet freshReadings = readings.insertOccupancy(connection, sorted.occupancy());
        BitSet freshHeartbeats = readings.insertHeartbeats(connection, sorted.heartbeats());
        sorted.stored(freshReadings, freshHeartbeats);
        OccupancyChanges changes = occupancy.apply(connection, freshReadings.stream().mapToObj(sorted.occupancy()::get).toList());
        lateHeartbeats.recall(connection, sorted.devices());
        gaps.count(connection, sorted.devices());
        devices.update(connection, sorted.devices());
        BatchAlerts raised = alerts.evaluate(connection, news ? sorted.news(freshHeartbeats, changes) : sorted.noNews(changes));
        return new Stored(sorted.outcomes(raised.triggered()), changes, raised.changes());
    }
}
