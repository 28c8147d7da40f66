package io.parkbridge.ingest;

import java.sql.SQLException;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parkbridge.access.Roles;
import io.parkbridge.device.Adoption;
import io.parkbridge.http.Problem;
import io.parkbridge.ingest.deadletter.DeadLetterFilter;
import io.parkbridge.ingest.deadletter.DiscoveredDeviceQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Adopting, of {@code /api/discovered-devices}: the device is registered, then what it has said so far is replayed. */
@Path("/api/discovered-devices")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Discovered devices")
@RunOnVirtualThread
public class AdoptionResource {

    /** The new device, and what has become of its dead letters. */
    public record Adopted(@JsonUnwrapped Adoption.Device device, @JsonUnwrapped Replay.Counts letters) {
    }

    private final Adoption adoption;
    private final DiscoveredDeviceQuery discovered;
    private final Replay replay;

    AdoptionResource(Adoption adoption, DiscoveredDeviceQuery discovered, Replay replay) {
        this.adoption = adoption;
        this.discovered = discovered;
        this.replay = replay;
    }

    @POST
    @Path("/{code}/adopt")
    @Operation(summary = "Registers a discovered device on a bay and applies what it has said so far",
            description = "The bay by bay_id, or by facility, zone and bay_number")
    public RestResponse<Adopted> adopt(String code, Adoption.Request request) throws SQLException {
        adoption.requireUnregistered(code);
        String facility = discovered.find(code).orElseThrow(() -> Problem.notFound("no device " + code + " has been heard of")).facilityCode();
        Adoption.Device device = adoption.adopt(code, facility, request);
        return RestResponse.status(RestResponse.Status.CREATED, new Adopted(device, replay.all(DeadLetterFilter.deadOf(code))));
    }
}
