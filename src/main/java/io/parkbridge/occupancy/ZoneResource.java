package io.parkbridge.occupancy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** {@code /api/zones}. */
@Path("/api/zones")
@Tag(name = "Sites")
@RunOnVirtualThread
public class ZoneResource {

    /** A zone with its occupancy, now or at the instant asked for. */
    public record ZoneView(int id, String name, String facilityName, String zoneType, int totalSlots, int occupiedCount, boolean isActive,
            Instant createdAt, String code, int facilityId, int unknownCount) {
    }

    private final ZoneQuery zones;

    ZoneResource(ZoneQuery zones) {
        this.zones = zones;
    }

    @GET
    @Operation(summary = "Zones and how many of their bays are occupied")
    public List<ZoneView> list(@QueryParam("facility") String facility,
            @Parameter(description = "RFC 3339: the occupancy at this instant instead of now, from the stays") @QueryParam("at") String at)
            throws SQLException {
        return zones.list(QueryParameter.id("facility", facility), QueryParameter.instant("at", at));
    }
}
