package io.parkbridge.facility;

import java.time.Instant;
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
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
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
import jakarta.ws.rs.core.MediaType;

/** {@code /api/facilities}. */
@Path("/api/facilities")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class FacilityResource {

    private static final String VIEW = """
            select f.id, f.name, f.address, f.active, count(z), f.createdAt, f.code, f.timeZone, f.version
            from Facility f left join Zone z on z.facility = f and z.active
            %s group by f order by f.name""";

    /** A facility as the predecessor's clients know it, with our code, time zone and version. */
    public record FacilityView(int id, String name, String address, boolean isActive, long zoneCount, Instant createdAt, String code,
            String timeZone, int version) {
    }

    /** What can be said of a facility; {@code code} only when it is created. */
    @Schema(name = "FacilityFields")
    public record FacilityFields(String code, String name, String address, String timeZone, Boolean isActive) {
    }

    private final SiteRevision revision;
    private final Audit audit;

    FacilityResource(SiteRevision revision, Audit audit) {
        this.revision = revision;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "All facilities")
    public List<FacilityView> list() {
        return Facility.getEntityManager().createQuery(VIEW.formatted(""), FacilityView.class).getResultList();
    }

    @GET
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "One facility, its version in the ETag header")
    public RestResponse<FacilityView> one(int id) {
        return answer(Status.OK, find(id));
    }

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Creates a facility", description = "code and name are required; time_zone is UTC unless given")
    public RestResponse<FacilityView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = FacilityFields.class))) byte[] body) {
        revision.begin();
        Fields fields = Fields.of(body);
        Facility facility = new Facility();
        facility.code = fields.text("code", null, SiteRules::code);
        facility.active = true;
        facility.address = "";
        facility.timeZone = "UTC";
        read(fields, facility);
        if (facility.code != null && Facility.count("code", facility.code) > 0) {
            fields.refuse("code", "is taken");
        }
        fields.check();
        facility.persistAndFlush();
        audit.created(Facility.AUDITED, List.of(facility.id));
        return answer(Status.CREATED, facility);
    }

    @PATCH
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id:\\d{1,9}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Changes a facility, or retires it with is_active false", description = """
            If-Match names the version that was seen. A facility is retired after its zones and devices; its time zone is fixed once a \
            reading has come.""")
    public RestResponse<FacilityView> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = FacilityFields.class))) byte[] body) {
        revision.begin();
        Facility facility = find(id);
        Version.require(ifMatch, facility.version);
        Change change = audit.begin(Facility.AUDITED, List.of(id));
        String timeZone = facility.timeZone;
        boolean active = facility.active;
        Fields fields = Fields.of(body);
        read(fields, facility);
        facility.active = fields.bool("is_active", active);
        if (!facility.timeZone.equals(timeZone) && hasUsage(id)) {
            fields.refuse("time_zone", "is fixed once a reading has come: hours and days are counted in it");
        }
        fields.check();
        if (active && !facility.active && isInUse(id)) {
            throw Problem.conflict("the facility has active zones or devices; retire them first");
        }
        Facility.flush();
        audit.done(change);
        return answer(Status.OK, facility);
    }

    private static void read(Fields fields, Facility facility) {
        facility.name = fields.text("name", facility.name, SiteRules::name);
        facility.address = fields.text("address", facility.address, SiteRules::address);
        facility.timeZone = fields.text("time_zone", facility.timeZone, SiteRules::timeZone);
    }

    private static boolean hasUsage(int id) {
        return is("select exists (select from hourly_usage u join zone z on z.id = u.zone_id where z.facility_id = :id)", id);
    }

    private static boolean isInUse(int id) {
        return is("""
                select exists (select from zone where facility_id = :id and active)
                    or exists (select from device where facility_id = :id and active)""", id);
    }

    private static boolean is(String question, int id) {
        return (Boolean) Facility.getEntityManager().createNativeQuery(question, Boolean.class).setParameter("id", id).getSingleResult();
    }

    private static Facility find(int id) {
        return Facility.<Facility>findByIdOptional(id).orElseThrow(() -> Problem.notFound("there is no such facility"));
    }

    private static RestResponse<FacilityView> answer(Status status, Facility facility) {
        FacilityView view = Facility.getEntityManager().createQuery(VIEW.formatted("where f.id = :id"), FacilityView.class)
                .setParameter("id", facility.id).getSingleResult();
        return Version.answer(status, view, facility.version);
    }
}
