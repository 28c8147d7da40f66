package io.parkbridge.facility;

import java.sql.SQLException;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.facility.PlanImageStore.Named;
import io.parkbridge.facility.ZonePlanResource.PlanView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** {@code /api/zones/{id}/plan/image}: the drawing of a floor below the bays. Where it lies is changed with the plan. */
@Path("/api/zones/{id:\\d{1,9}}/plan/image")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class PlanImageResource {

    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final String WEBP = "image/webp";

    private final PlanImageStore images;

    PlanImageResource(PlanImageStore images) {
        this.images = images;
    }

    @GET
    @Operation(summary = "The image below a zone's plan", description = """
            What the plan calls image.digest: who names it is given that image or none, and may keep it for ever. Without it the one that is \
            there now, to be asked for again by its ETag.""")
    @APIResponse(responseCode = "200", description = "The image", content = {@Content(mediaType = PNG), @Content(mediaType = JPEG), @Content(mediaType = WEBP)})
    @APIResponse(responseCode = "304", description = "It is the one that is known")
    @APIResponse(responseCode = "404", description = "There is no such zone, or no such image below its plan")
    public Response image(int id, @Parameter(description = "which image it has to be") @QueryParam("digest") String digest, @Context Request request)
            throws SQLException {
        Named image = images.named(id);
        if (digest != null && !digest.equals(image.digest())) {
            throw PlanImageStore.none();
        }
        EntityTag tag = new EntityTag(image.digest());
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        if (answer == null) {
            answer = Response.ok(images.content(id, image), image.mediaType());
        }
        // kept by the browser of whoever may see it, and not shown there to the next one who logs in
        return answer.tag(tag).header("Vary", "Cookie, Authorization")
                .header("Cache-Control", digest == null ? "private, no-cache" : "private, max-age=31536000, immutable").build();
    }

    @PUT
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Consumes({PNG, JPEG, WEBP, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(summary = "Puts an image below a zone's plan, or another one in its place", description = """
            PNG, JPEG or WebP, told by its bytes whatever the Content-Type; at most 4 MB, 16 megapixels and 16,384 pixels a side. A first one is \
            as large as fits the plan, another one lies where the one before did; PATCH of the plan moves it. If-Match names the plan's \
            version that was seen.""")
    @APIResponse(responseCode = "400", description = "It is no such image, or has too many pixels")
    @APIResponse(responseCode = "409", description = "The zone is retired")
    @APIResponse(responseCode = "413", description = "It is larger than 4 MB")
    public RestResponse<PlanView> put(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = {@Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = JPEG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = WEBP, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM, schema = @Schema(type = SchemaType.STRING, format = "binary"))}) byte[] image)
            throws SQLException {
        return ZonePlanResource.answer(images.put(id, ifMatch, image));
    }

    @DELETE
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "Takes the image below a zone's plan away", description = "If-Match names the plan's version that was seen; the answer is the plan")
    @APIResponse(responseCode = "404", description = "There is no such zone, or no image below its plan")
    @APIResponse(responseCode = "409", description = "The zone is retired")
    public RestResponse<PlanView> remove(int id, @HeaderParam("If-Match") String ifMatch) throws SQLException {
        return ZonePlanResource.answer(images.remove(id, ifMatch));
    }
}
