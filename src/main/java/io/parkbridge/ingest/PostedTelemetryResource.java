package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parkbridge.access.Roles;
import io.parkbridge.device.DeviceHealth;
import io.parkbridge.ingest.Posted.Telemetry;
import io.parkbridge.ingest.form.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/telemetry}: heartbeats of devices that speak HTTP. */
@Path("/api/telemetry")
@RolesAllowed(Roles.INGEST)
@Tag(name = "Readings")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PostedTelemetryResource {

    private static final Logger LOG = Logger.getLogger(PostedTelemetryResource.class);
    private static final String ONE = """
            {"device_code": "PARK-B1-S001", "voltage": 225.3, "current": 4.5, "power_factor": 0.92, "timestamp": "2026-11-24T10:00:00Z"}""";

    /**
     * @param powerConsumption watts
     * @param alertsTriggered  types of the alerts that this reading has raised
     * @param healthScore      0 to 100, with this reading in it; null where it could not be read back
     */
    record TelemetryTaken(String status, String message, String deviceCode, double powerConsumption, Instant timestamp, List<String> alertsTriggered,
            Integer healthScore) {
    }

    record BulkTaken(String status, int createdCount, int failedCount, List<Created> created, List<Failed> errors) {
    }

    record Created(String deviceCode, Instant timestamp, double powerConsumption) {
    }

    /**
     * @param index in the array, from 0
     * @param data  the record as it was sent
     */
    record Failed(int index, @JsonRawValue @Schema(type = SchemaType.OBJECT) String data, Map<String, List<String>> errors) {
    }

    private final HttpIntake intake;
    private final DataSource database;
    private final DeviceHealth health;

    PostedTelemetryResource(HttpIntake intake, DataSource database, DeviceHealth health) {
        this.intake = intake;
        this.database = database;
        this.health = health;
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Stores one heartbeat and answers when it is committed")
    @APIResponse(responseCode = "201", description = "Stored", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = TelemetryTaken.class), examples = @ExampleObject(name = "stored", value = """
                    {"status": "success", "message": "Telemetry stored", "device_code": "PARK-B1-S001", "power_consumption": 932.742,
                     "timestamp": "2026-11-24T10:00:00Z", "alerts_triggered": [], "health_score": 100}""")))
    @APIResponse(responseCode = "400", description = "What is wrong, field by field; non_field_errors for a duplicate",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, examples = @ExampleObject(name = "refused", value = """
                    {"status": "error", "errors": {"voltage": ["A valid number is required."], "timestamp": ["This field is required."]}}""")))
    @APIResponse(responseCode = "503", description = "The database is away or too much is waiting: send it again after Retry-After seconds")
    public TelemetryTaken post(@RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Telemetry.class), examples = @ExampleObject(name = "heartbeat", value = ONE))) byte[] body) {
        Submission<Telemetry> stored = intake.takeOne(JsonBody.read(body), Telemetry::of);
        Telemetry telemetry = stored.posted();
        return new TelemetryTaken("success", "Telemetry stored", telemetry.deviceCode(), telemetry.powerConsumption(), telemetry.timestamp(),
                alertsRaisedBy(stored.outcome()), healthOf(stored.deviceId()));
    }

    @POST
    @Path("/bulk")
    @ResponseStatus(201)
    @Operation(summary = "Stores heartbeats, each on its own, and answers when all are committed",
            description = "Records that are refused are listed with their index and what is wrong; the others are stored. "
                    + "At most parkbridge.http.records-max records and 1 MiB, beyond that 413.")
    @APIResponse(responseCode = "201", description = "Stored, or listed among the errors; both in the order of the request",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BulkTaken.class),
            examples = @ExampleObject(name = "partly", value = """
                    {"status": "success", "created_count": 1, "failed_count": 1,
                     "created": [{"device_code": "PARK-B1-S001", "timestamp": "2026-11-24T10:00:00Z", "power_consumption": 932.742}],
                     "errors": [{"index": 1, "data": {"device_code": "PARK-B1-S002"}, "errors": {"voltage": ["This field is required."]}}]}""")))
    @APIResponse(responseCode = "400", description = "Not a list, or an empty one, told under non_field_errors")
    @APIResponse(responseCode = "413", description = "Too many records, or too many bytes")
    @APIResponse(responseCode = "503", description = "The database is away or too much is waiting: send it all again after Retry-After seconds")
    public BulkTaken bulk(@RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Telemetry.class),
            examples = @ExampleObject(name = "heartbeats", value = "[" + ONE + "]"))) byte[] body) {
        List<Submission<Telemetry>> submissions = intake.takeAll(JsonBody.read(body), Telemetry::of);
        List<Created> created = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i++) {
            Telemetry telemetry = submissions.get(i).posted();
            if (submissions.get(i).isSound()) {
                created.add(new Created(telemetry.deviceCode(), telemetry.timestamp(), telemetry.powerConsumption()));
            } else {
                failed.add(new Failed(i, submissions.get(i).form().asSent(), submissions.get(i).form().errors()));
            }
        }
        return new BulkTaken("success", created.size(), failed.size(), created, failed);
    }

    private static List<String> alertsRaisedBy(Outcome outcome) {
        return outcome instanceof Outcome.Stored stored ? stored.alerts() : List.of();
    }

    private Integer healthOf(int deviceId) {
        try (Connection connection = database.getConnection()) {
            return health.scores(connection, List.of(deviceId)).get(deviceId);
        } catch (SQLException e) {
            LOG.warnf("a reading is stored, the health of its device cannot be read back: %s", e.getMessage());
            return null;
        }
    }
}
