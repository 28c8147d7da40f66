package io.parkbridge.facility;

import java.sql.SQLException;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.facility.ZonePlan.Place;
import io.parkbridge.facility.ZonePlan.PlannedBay;
import io.parkbridge.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/zones/{id}/plan}: the bays of a zone on its plan, read and changed at once. */
@Path("/api/zones/{id:\\d{1,9}}/plan")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class ZonePlanResource {

    /**
     * @param width of the plan in metres, null like {@code height} where nobody has said how large it is
     * @param image below the bays, null where there is none
     * @param bays  the active ones, by number
     */
    @Schema(name = "ZonePlan")
    public record PlanView(int zoneId, Double width, Double height, ImageOnPlan image, List<BayOnPlan> bays) {
    }

    /**
     * @param digest  which image it is: asked for by this name it is always the same
     * @param x       of its upper left corner, in metres from the plan's left edge
     * @param y       from the plan's upper edge
     * @param width   metres
     * @param height  metres; follows from the width and the pixels
     * @param opacity 0.05 to 1
     */
    @Schema(name = "ZonePlanImage")
    public record ImageOnPlan(String digest, String mediaType, int bytes, int pixelWidth, int pixelHeight, double x, double y, double width,
            double height, double opacity) {
    }

    /**
     * @param x      of its middle, in metres from the plan's left edge; null like the four that follow where it has no place
     * @param y      from the plan's upper edge
     * @param angle  degrees, clockwise; at 0 a car in it looks up or down the plan
     * @param width  metres
     * @param length metres
     */
    public record BayOnPlan(int id, String number, String kind, Double x, Double y, Double angle, Double width, Double length) {
    }

    /** What can be said of a plan; the bays that are not named stay as they are. */
    @Schema(name = "ZonePlanFields")
    public record PlanFields(Double width, Double height, ImageOnPlanFields image, List<BayOnPlanFields> bays) {
    }

    /** Where the image lies that is there already. */
    @Schema(name = "ZonePlanImageFields")
    public record ImageOnPlanFields(Double x, Double y, Double width, Double opacity) {
    }

    /** {@code id} names a bay; without it one is created. */
    @Schema(name = "BayOnPlanFields")
    public record BayOnPlanFields(Integer id, String number, String kind, Double x, Double y, Double angle, Double width, Double length) {
    }

    private final ZonePlanStore plans;

    ZonePlanResource(ZonePlanStore plans) {
        this.plans = plans;
    }

    @GET
    @Operation(summary = "A zone's plan with its bays, its version in the ETag header")
    public RestResponse<PlanView> one(int id) throws SQLException {
        return answer(plans.read(id));
    }

    @PATCH
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Creates, numbers and places bays of a zone, all or none", description = """
            If-Match names the version that was seen: each change of the zone or of one of its bays makes another one. At most 5,000 bays, \
            in metres from the plan's upper left corner. Of each bay what is named is changed; x and y null take its place away. A bay that \
            gets a place is 2.5 m by 5 m at angle 0 unless it is said otherwise. Numbers may be exchanged between bays. The image below is moved, \
            made as wide and as opaque as is said; its upper left corner may lie up to 2,000 m beyond the plan's.""")
    public RestResponse<PlanView> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = PlanFields.class))) byte[] body) throws SQLException {
        return answer(plans.change(id, ifMatch, body));
    }

    static RestResponse<PlanView> answer(ZonePlan plan) {
        return Version.answer(Status.OK, new PlanView(plan.zoneId(), plan.width(), plan.height(), view(plan.image()),
                plan.bays().stream().filter(PlannedBay::isActive).map(ZonePlanResource::view).toList()), plan.tag());
    }

    private static ImageOnPlan view(PlanImage image) {
        return image == null ? null : new ImageOnPlan(image.digest(), image.mediaType(), image.bytes(), image.pixelWidth(), image.pixelHeight(),
                image.x(), image.y(), image.width(), image.height(), image.opacity());
    }

    private static BayOnPlan view(PlannedBay bay) {
        Place place = bay.place();
        return place == null ? new BayOnPlan(bay.id(), bay.number(), bay.kind(), null, null, null, null, null)
                : new BayOnPlan(bay.id(), bay.number(), bay.kind(), place.x(), place.y(), place.angle(), place.width(), place.length());
    }
}
