package io.parkbridge.reading;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** {@code /api/parking-logs}. */
@Path("/api/parking-logs")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Readings")
@RunOnVirtualThread
public class ParkingLogResource {

    /** An occupancy reading as the predecessor's clients know it. */
    public record ParkingLog(long id, String deviceCode, String zoneName, boolean isOccupied, Instant timestamp, Instant receivedAt) {
    }

    private final ParkingLogQuery logs;

    ParkingLogResource(ParkingLogQuery logs) {
        this.logs = logs;
    }

    @GET
    @Operation(summary = "Occupancy readings, newest first, at most 200",
            description = "date is a day in each facility's own time zone; without it, the newest of all")
    public List<ParkingLog> list(@QueryParam("zone") String zone, @QueryParam("date") String date) throws SQLException {
        return logs.newest(QueryParameter.id("zone", zone), QueryParameter.date("date", date));
    }
}
