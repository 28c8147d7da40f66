package io.parkbridge.ingest;

import java.time.Instant;

import io.parkbridge.access.Roles;
import io.parkbridge.ingest.Posted.Parking;
import io.parkbridge.ingest.form.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/parking-log}: occupancy readings of sensors that speak HTTP. */
@Path("/api/parking-log")
@RolesAllowed(Roles.INGEST)
@Tag(name = "Readings")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PostedParkingLogResource {

    record ParkingLogTaken(String status, String message, String deviceCode, boolean isOccupied, Instant timestamp) {
    }

    private final HttpIntake intake;

    PostedParkingLogResource(HttpIntake intake) {
        this.intake = intake;
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Stores one occupancy reading and answers when it is committed")
    @APIResponse(responseCode = "201", description = "Stored", content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ParkingLogTaken.class), examples = @ExampleObject(name = "stored", value = """
                    {"status": "success", "message": "Parking log stored", "device_code": "PARK-B1-S001", "is_occupied": true,
                     "timestamp": "2026-11-24T10:00:00Z"}""")))
    @APIResponse(responseCode = "400", description = "What is wrong, field by field; non_field_errors for a duplicate",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, examples = @ExampleObject(name = "refused", value = """
                    {"status": "error", "errors": {"is_occupied": ["Must be a valid boolean."]}}""")))
    @APIResponse(responseCode = "503", description = "The database is away or too much is waiting: send it again after Retry-After seconds")
    public ParkingLogTaken post(@RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Parking.class), examples = @ExampleObject(name = "arrival", value = """
                    {"device_code": "PARK-B1-S001", "is_occupied": true, "timestamp": "2026-11-24T10:00:00Z"}"""))) byte[] body) {
        Parking stored = intake.takeOne(JsonBody.read(body), Parking::of).posted();
        return new ParkingLogTaken("success", "Parking log stored", stored.deviceCode(), stored.isOccupied(), stored.timestamp());
    }
}
