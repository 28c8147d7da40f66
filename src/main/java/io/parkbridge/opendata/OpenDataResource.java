package io.parkbridge.opendata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.opendata.NgsiDocuments.Document;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/open-data}: availability and bays for other systems (docs/open-data.md). */
@Path("/api/open-data/ngsi-ld")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Open data")
@Produces(OpenDataResource.JSON_LD)
@RunOnVirtualThread
public class OpenDataResource {

    static final String JSON_LD = "application/ld+json";
    private static final int CODE_LENGTH_MAX = 50;
    private static final int SECONDS_FRESH = 10;

    private final NgsiDocuments documents;

    OpenDataResource(NgsiDocuments documents) {
        this.documents = documents;
    }

    @GET
    @Path("/parkings")
    @Operation(summary = "Zones as OffStreetParking and OnStreetParking", description = "Paged; Cache-Control and ETag serve caches")
    public Response parkings(@Parameter(description = "code of a facility; all when absent") @QueryParam("facility") String facility,
            @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri, @Context Request request)
            throws SQLException {
        Page asked = Page.of(page, pageSize);
        return answer(documents.parkings(code(facility), asked), asked, uri, request);
    }

    @GET
    @Path("/spots")
    @Operation(summary = "Bays as ParkingSpot: free, occupied or unknown", description = "Paged; Cache-Control and ETag serve caches")
    public Response spots(@Parameter(description = "code of a facility; all when absent") @QueryParam("facility") String facility,
            @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri, @Context Request request)
            throws SQLException {
        Page asked = Page.of(page, pageSize);
        return answer(documents.spots(code(facility), asked), asked, uri, request);
    }

    private static String code(String facility) {
        return QueryParameter.text("facility", facility, CODE_LENGTH_MAX);
    }

    private static Response answer(Document document, Page page, UriInfo uri, Request request) {
        EntityTag tag = new EntityTag(digest(document.json()), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(document.json()).tag(tag) : unchanged;
        if (document.hasMore()) {
            answer.header("Link", "<" + uri.getRequestUriBuilder().replaceQueryParam("page", page.number() + 1).build() + ">; rel=\"next\"");
        }
        return answer.header("Cache-Control", "public, max-age=" + SECONDS_FRESH).build();
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
