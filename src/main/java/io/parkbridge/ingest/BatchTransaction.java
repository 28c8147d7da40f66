package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.parkbridge.alert.Alerts;
import io.parkbridge.alert.BatchAlerts;
import io.parkbridge.device.DeviceChange;
import io.parkbridge.device.DeviceDirectory;
import io.parkbridge.device.DeviceStore;
import io.parkbridge.ingest.deadletter.DeadLetterStore;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.occupancy.Occupancy;
import io.parkbridge.occupancy.OccupancyChanges;
import io.parkbridge.reading.ReadingStore;

/**
 * What happens to a batch inside its transaction, step by step: lock the devices, sort the messages, write readings, stays, usage,
 * device states and dead letters, and ask the rules. One statement per table, whatever the size of the batch.
 */
@ApplicationScoped
class BatchTransaction {

    private final DeviceDirectory directory;
    private final DeviceStore devices;
    private final ReadingStore readings;
    private final Occupancy occupancy;
    private final DeadLetterStore deadLetters;
    private final Alerts alerts;

    BatchTransaction(DeviceDirectory directory, DeviceStore devices, ReadingStore readings, Occupancy occupancy,
            DeadLetterStore deadLetters, Alerts alerts) {
        this.directory = directory;
        this.devices = devices;
        this.readings = readings;
        this.occupancy = occupancy;
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
        Map<String, Integer> ids = directory.resolve(connection, codes(batch));
        return SortedBatch.of(batch, ids, devices.lock(connection, ids.values()));
    }

    private Stored written(Connection connection, SortedBatch sorted, boolean news) throws SQLException {
        BitSet freshReadings = readings.insertOccupancy(connection, sorted.occupancy());
        BitSet freshHeartbeats = readings.insertHeartbeats(connection, sorted.heartbeats());
        OccupancyChanges changes = occupancy.apply(connection, freshReadings.stream().mapToObj(sorted.occupancy()::get).toList());
        Map<Integer, DeviceChange> heard = sorted.devices();
        changes.missing().forEach((device, missing) -> heard.get(device).missed(missing));
        devices.update(connection, heard.values());
        BatchAlerts raised = alerts.evaluate(connection, news ? sorted.news(freshHeartbeats, changes) : sorted.noNews(changes));
        return new Stored(sorted.outcomes(freshReadings, freshHeartbeats, raised.triggered()), changes, raised.changes());
    }

    private static Set<String> codes(List<Delivery> batch) {
        Set<String> codes = new HashSet<>(batch.size() * 2);
        for (Delivery delivery : batch) {
            String code = switch (delivery.decoded()) {
                case Decoded.Taken taken -> taken.device();
                case Decoded.Refused refused -> refused.device();
            };
            if (code != null) {
                codes.add(code);
            }
        }
        return codes;
    }
}
