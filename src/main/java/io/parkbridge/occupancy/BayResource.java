package io.parkbridge.occupancy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import io.parkbridge.facility.Bay;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.facility.SiteRules;
import io.parkbridge.facility.Zone;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Page;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/bays}. */
@Path("/api/bays")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class BayResource {

    /**
     * A bay with its state.
     *
     * @param isOccupied null where it is unknown, like {@code since}
     * @param deviceCode the device that watches it, or null
     * @param maxStayMinutes its own limit of stay, null like {@code graceMinutes} where the zone's applies
     * @param limitDays  digits from 1, Monday, to 7, Sunday, on which the limit applies; null where the rule's days do
     * @param limitFrom  on the facility's clock, null like {@code limitUntil} where the rule's hours apply
     */
    public record BayView(int id, int zoneId, String number, String kind, Double longitude, Double latitude, boolean isActive,
            Instant createdAt, int version, Boolean isOccupied, Instant since, String deviceCode, Integer maxStayMinutes,
            Integer graceMinutes, String limitDays, LocalTime limitFrom, LocalTime limitUntil) {
    }

    /** What can be said of a bay; {@code zone_id} only when it is created. */
    @Schema(name = "BayFields")
    public record BayFields(Integer zoneId, String number, String kind, Double longitude, Double latitude, Boolean isActive,
            Integer maxStayMinutes, Integer graceMinutes, String limitDays, String limitFrom, String limitUntil) {
    }

    private final BayQuery bays;
    private final Placement placement;
    private final SiteRevision revision;
    private final Audit audit;

    BayResource(BayQuery bays, Placement placement, SiteRevision revision, Audit audit) {
        this.bays = bays;
        this.placement = placement;
        this.revision = revision;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Bays with their state", description = "Paged by page and page_size; the Link header names the next page")
    public RestResponse<List<BayView>> list(@QueryParam("zone") String zone, @QueryParam("facility") String facility,
            @QueryParam("active") String active, @QueryParam("page") String page, @QueryParam("page_size") String pageSize,
            @Context UriInfo uri) throws SQLException {
        Page asked = Page.of(page, pageSize);
        return asked.answer(bays.list(null, QueryParameter.id("zone", zone), QueryParameter.id("facility", facility),
                QueryParameter.bool("active", active), asked), uri);
    }

    @GET
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "One bay, its version in the ETag header")
    public RestResponse<BayView> one(int id) throws SQLException {
        return answer(Status.OK, find(id));
    }

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Creates a bay", description = "zone_id and number are required; it is unknown until a device on it reports")
    public RestResponse<BayView> create(@RequestBody(content = @Content(schema = @Schema(implementation = BayFields.class))) byte[] body)
            throws SQLException {
        revision.begin();
        Fields fields = Fields.of(body);
        Bay bay = new Bay();
        Integer zoneId = fields.integer("zone_id", null, 1, Integer.MAX_VALUE);
        bay.zone = zoneId == null ? null : Zone.findById(zoneId);
        bay.active = true;
        bay.kind = "STANDARD";
        if (zoneId != null && (bay.zone == null || !bay.zone.active)) {
            fields.refuse("zone_id", "is no active zone");
        }
        read(fields, bay);
        fields.check();
        bay.persistAndFlush();
        audit.created(Bay.AUDITED, List.of(bay.id));
        Zone.countBays(bay.zone.id);
        return answer(Status.CREATED, bay);
    }

    @PATCH
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id:\\d{1,9}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Changes a bay, or retires it with is_active false", description = """
            If-Match names the version that was seen. With a bay its device is retired and its open stay ends; its history stays. A bay \
            does not change its zone.""")
    public RestResponse<BayView> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = BayFields.class))) byte[] body) throws SQLException {
        revision.begin();
        Bay bay = find(id);
        Version.require(ifMatch, bay.version);
        Change change = audit.begin(Bay.AUDITED, List.of(id));
        Fields fields = Fields.of(body);
        read(fields, bay);
        boolean active = fields.bool("is_active", bay.active);
        if (active && !bay.active && !bay.zone.active) {
            fields.refuse("is_active", "cannot be true in a retired zone");
        }
        fields.check();
        if (bay.active && !active) {
            placement.retire(bay.zone, List.of(bay));
        }
        bay.active = active;
        Zone.countBays(bay.zone.id);
        audit.done(change);
        return answer(Status.OK, bay);
    }

    private static void read(Fields fields, Bay bay) {
        String number = fields.text("number", bay.number, SiteRules::bayNumber);
        if (bay.zone != null && number != null && !number.equals(bay.number)
                && Bay.count("zone = ?1 and number = ?2", bay.zone, number) > 0) {
            fields.refuse("number", "is taken in this zone");
        }
        bay.number = number;
        bay.kind = fields.text("kind", bay.kind, SiteRules::kind);
        bay.longitude = fields.decimalOrNull("longitude", bay.longitude, -180, 180);
        bay.latitude = fields.decimalOrNull("latitude", bay.latitude, -90, 90);
        if ((bay.longitude == null) != (bay.latitude == null)) {
            fields.refuse(bay.longitude == null ? "longitude" : "latitude", "is missing: a place has both");
        }
        readLimit(fields, bay);
    }

    /** What is null is the zone's, or the rule's. */
    private static void readLimit(Fields fields, Bay bay) {
        bay.maxStayMinutes = fields.integerOrNull("max_stay_minutes", bay.maxStayMinutes, 1, SiteRules.STAY_MINUTES_MAX);
        bay.graceMinutes = fields.integerOrNull("grace_minutes", bay.graceMinutes, 0, SiteRules.STAY_MINUTES_MAX);
        bay.limitDays = fields.textOrNull("limit_days", bay.limitDays, SiteRules::days);
        bay.limitFrom = hour(fields, "limit_from", bay.limitFrom);
        bay.limitUntil = hour(fields, "limit_until", bay.limitUntil);
        if ((bay.limitFrom == null) != (bay.limitUntil == null)) {
            fields.refuse(bay.limitFrom == null ? "limit_from" : "limit_until", "is missing: hours have both");
        }
    }

    private static LocalTime hour(Fields fields, String name, LocalTime present) {
        String text = fields.textOrNull(name, present == null ? null : present.toString(), SiteRules::hour);
        return text == null ? null : LocalTime.parse(text);
    }

    private static Bay find(int id) {
        return Bay.<Bay>findByIdOptional(id).orElseThrow(() -> Problem.notFound("there is no such bay"));
    }

    private RestResponse<BayView> answer(Status status, Bay bay) throws SQLException {
        return Version.answer(status, bays.one(bay.id), bay.version);
    }
}
