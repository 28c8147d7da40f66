package io.parkbridge.occupancy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import io.parkbridge.facility.Facility;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.facility.SiteRules;
import io.parkbridge.facility.Zone;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/zones}. */
@Path("/api/zones")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class ZoneResource {

    /** A zone with its occupancy, now or at the instant asked for. */
    public record ZoneView(int id, String name, String facilityName, String zoneType, int totalSlots, int occupiedCount, boolean isActive,
            Instant createdAt, String code, int facilityId, int unknownCount) {
    }

    /** A zone as it is administered. */
    public record ZoneDetails(int id, int facilityId, String code, String name, String zoneType, int totalSlots, Integer maxStayMinutes,
            int graceMinutes, boolean isActive, Instant createdAt, int version) {
    }

    /** What can be said of a zone; {@code facility_id} and {@code code} only when it is created. */
    @Schema(name = "ZoneFields")
    public record ZoneFields(Integer facilityId, String code, String name, String zoneType, Integer maxStayMinutes, Integer graceMinutes,
            Boolean isActive) {
    }

    private final ZoneQuery zones;
    private final Placement placement;
    private final SiteRevision revision;
    private final Audit audit;

    ZoneResource(ZoneQuery zones, Placement placement, SiteRevision revision, Audit audit) {
        this.zones = zones;
        this.placement = placement;
        this.revision = revision;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Zones and how many of their bays are occupied")
    public List<ZoneView> list(@QueryParam("facility") String facility,
            @Parameter(description = "RFC 3339: the occupancy at this instant instead of now, from the stays") @QueryParam("at") String at)
            throws SQLException {
        return zones.list(QueryParameter.id("facility", facility), QueryParameter.instant("at", at));
    }

    @GET
    @Path("/{id:\\d{1,9}}")
    @Transactional
    @Operation(summary = "One zone as it is administered, its version in the ETag header")
    public RestResponse<ZoneDetails> one(int id) {
        return answer(Status.OK, find(id));
    }

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Creates a zone", description = "facility_id, code and name are required; grace_minutes is 5 unless given")
    public RestResponse<ZoneDetails> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ZoneFields.class))) byte[] body) {
        revision.begin();
        Fields fields = Fields.of(body);
        Zone zone = new Zone();
        Integer facilityId = fields.integer("facility_id", null, 1, Integer.MAX_VALUE);
        zone.facility = facilityId == null ? null : Facility.findById(facilityId);
        zone.code = fields.text("code", null, SiteRules::zoneCode);
        zone.active = true;
        zone.zoneType = "OUTDOOR";
        zone.graceMinutes = 5;
        read(fields, zone);
        if (facilityId != null && (zone.facility == null || !zone.facility.active)) {
            fields.refuse("facility_id", "is no active facility");
        } else if (facilityId != null && zone.code != null && Zone.count("facility = ?1 and code = ?2", zone.facility, zone.code) > 0) {
            fields.refuse("code", "is taken in this facility");
        }
        fields.check();
        zone.persistAndFlush();
        audit.created(Zone.AUDITED, List.of(zone.id));
        return answer(Status.CREATED, zone);
    }

    @PATCH
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id:\\d{1,9}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Changes a zone, or retires it with is_active false", description = """
            If-Match names the version that was seen. With a zone its bays and their devices are retired, and open stays end; their \
            history stays. A zone that is taken up again has no active bays until they are taken up again themselves.""")
    public RestResponse<ZoneDetails> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ZoneFields.class))) byte[] body) {
        revision.begin();
        Zone zone = find(id);
        Version.require(ifMatch, zone.version);
        Change change = audit.begin(Zone.AUDITED, List.of(id));
        Fields fields = Fields.of(body);
        read(fields, zone);
        boolean active = fields.bool("is_active", zone.active);
        if (active && !zone.active && !zone.facility.active) {
            fields.refuse("is_active", "cannot be true in a retired facility");
        }
        fields.check();
        if (zone.active && !active) {
            placement.retireBays(zone);
        }
        zone.active = active;
        Zone.flush();
        audit.done(change);
        return answer(Status.OK, zone);
    }

    private static void read(Fields fields, Zone zone) {
        zone.name = fields.text("name", zone.name, SiteRules::name);
        zone.zoneType = fields.text("zone_type", zone.zoneType, SiteRules::kind);
        zone.maxStayMinutes = fields.integerOrNull("max_stay_minutes", zone.maxStayMinutes, 1, SiteRules.STAY_MINUTES_MAX);
        zone.graceMinutes = fields.integer("grace_minutes", zone.graceMinutes, 0, SiteRules.STAY_MINUTES_MAX);
    }

    private static Zone find(int id) {
        return Zone.<Zone>findByIdOptional(id).orElseThrow(() -> Problem.notFound("there is no such zone"));
    }

    private static RestResponse<ZoneDetails> answer(Status status, Zone zone) {
        Zone.getEntityManager().refresh(zone); // the database sets the capacity and the time of creation
        return Version.answer(status, new ZoneDetails(zone.id, zone.facility.id, zone.code, zone.name, zone.zoneType, zone.capacity,
                zone.maxStayMinutes, zone.graceMinutes, zone.active, zone.createdAt, zone.version), zone.version);
    }
}
