package io.parkbridge.ingest;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import javax.sql.DataSource;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.live.IngestCounts;
import io.parkbridge.scope.Reach;
import io.parkbridge.time.Micros;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code /api/status}: how the way in stands, for administrators; the port for operations is not for browsers. */
@Path("/api/status")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Status")
@RunOnVirtualThread
public class StatusResource {

    private static final String NEWEST = "select max(received_at) from device_state";

    /**
     * How this instance stands.
     *
     * @param brokerConnected connected and subscribed
     * @param storing         false while the database refuses what is to be stored
     * @param newestReadingAt when the newest message of any device came, null where none ever did
     * @param ledger          since this instance started; 0 for who may see named facilities only
     */
    public record Status(Instant startedAt, String version, boolean brokerConnected, boolean storing, Instant newestReadingAt, IngestCounts ledger) {
    }

    private final MqttIntake intake;
    private final BatchStore store;
    private final Ledger ledger;
    private final DataSource database;
    private final String version;

    StatusResource(MqttIntake intake, BatchStore store, Ledger ledger, DataSource database, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.intake = intake;
        this.store = store;
        this.ledger = ledger;
        this.database = database;
        this.version = version;
    }

    @GET
    @Operation(summary = "Broker, database, and the ledger of messages", description = "received = stored + duplicate + dead_lettered + quarantined + in_flight")
    public Status status() throws SQLException {
        return new Status(Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), version, intake.isConnected() && intake.isSubscribed(),
                !store.isWaiting(), newestReading(), ledger.counts().seenBy(Reach.current()));
    }

    private Instant newestReading() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NEWEST); ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1) == null ? null : Micros.read(row, 1);
        }
    }
}
