package io.parkbridge.facility;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code /api/facilities}. */
@Path("/api/facilities")
@Tag(name = "Sites")
@RunOnVirtualThread
public class FacilityResource {

    /** A facility as the predecessor's clients know it, with our code and time zone. */
    public record FacilityView(int id, String name, String address, boolean isActive, long zoneCount, Instant createdAt, String code,
            String timeZone) {
    }

    @GET
    @Operation(summary = "All facilities")
    public List<FacilityView> list() {
        return Facility.getEntityManager().createQuery("""
                select f.id, f.name, f.address, f.active, count(z), f.createdAt, f.code, f.timeZone
                from Facility f left join Zone z on z.facility = f and z.active
                group by f order by f.name""", FacilityView.class).getResultList();
    }
}
