package io.parkbridge.device;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/devices}. */
@Path("/api/devices")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Devices")
@RunOnVirtualThread
public class DeviceResource {

    private static final int SEARCH_LENGTH_MAX = 50;

    /**
     * A device with its place and last state; {@code slotNumber} and the zone are null for a gateway, the health is null as long as the
     * device was never heard of.
     *
     * @param quarantinedUntil when its quarantine ends if it keeps to its budget from now on, null where it is in none
     * @param credentials      {@code ISSUED}, {@code LOST} where the broker has lost them and new ones are needed, or null
     */
    public record DeviceView(int id, String deviceCode, String slotNumber, String zoneName, Integer zoneId, String facilityName,
            boolean isActive, Integer healthScore, Instant lastSeenAt, Instant installedAt, String model, Boolean online, Long missing,
            Long clockSkewMs, Instant quarantinedUntil, String credentials) {

        DeviceView withHealth(Integer score) {
            return new DeviceView(id, deviceCode, slotNumber, zoneName, zoneId, facilityName, isActive, score, lastSeenAt, installedAt, model,
                    online, missing, clockSkewMs, quarantinedUntil, credentials);
        }
    }

    private final DeviceQuery devices;

    DeviceResource(DeviceQuery devices) {
        this.devices = devices;
    }

    @GET
    @Operation(summary = "Devices by code", description = "Paged by page and page_size; the Link header names the next page")
    public RestResponse<List<DeviceView>> list(@QueryParam("zone") String zone, @QueryParam("active") String active,
            @QueryParam("quarantined") String quarantined, @QueryParam("search") String search, @QueryParam("page") String page, @QueryParam("page_size") String pageSize,
            @Context UriInfo uri) throws SQLException {
        Page asked = Page.of(page, pageSize);
        List<DeviceView> found = devices.list(QueryParameter.id("zone", zone), QueryParameter.bool("active", active),
                QueryParameter.bool("quarantined", quarantined),
                QueryParameter.text("search", search, SEARCH_LENGTH_MAX), asked);
        return asked.answer(found, uri);
    }
}
