package io.parkbridge.opendata;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

import javax.xml.stream.XMLStreamException;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

/**
 * {@code /api/open-data}: availability and bays for other systems (docs/open-data.md). Documents are written while they are read, so
 * that their length takes no memory.
 */
@Path("/api/open-data")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Open data")
@RunOnVirtualThread
public class OpenDataResource {

    static final String JSON_LD = "application/ld+json";
    private static final int CODE_LENGTH_MAX = 50;
    private static final int SECONDS_FRESH = 10;
    private static final String FACILITY = "code of a facility; all when absent";
    private static final String SPACES = "true: with every bay; otherwise facilities and zones";

    private interface Document {
        void write(OutputStream out) throws IOException, SQLException, XMLStreamException;
    }

    private final PictureStore store;
    private final NgsiDocuments ngsi;
    private final DatexDocuments datex;
    private final SecurityIdentity identity;

    OpenDataResource(PictureStore store, NgsiDocuments ngsi, DatexDocuments datex, SecurityIdentity identity) {
        this.store = store;
        this.ngsi = ngsi;
        this.datex = datex;
        this.identity = identity;
    }

    @GET
    @Path("/ngsi-ld/parkings")
    @Produces(JSON_LD)
    @Compressed
    @Operation(summary = "Zones as OffStreetParking and OnStreetParking", description = "Paged; Cache-Control and ETag serve caches")
    public Response parkings(@Parameter(description = FACILITY) @QueryParam("facility") String facility, @QueryParam("page") String page,
            @QueryParam("page_size") String pageSize, @Context UriInfo uri, @Context Request request) throws SQLException {
        Page asked = Page.of(page, pageSize);
        Picture picture = store.read(code(facility));
        return paged(picture, NgsiDocuments.parkings(picture), asked, uri, request, out -> ngsi.writeParkings(out, picture, asked));
    }

    @GET
    @Path("/ngsi-ld/spots")
    @Produces(JSON_LD)
    @Compressed
    @Operation(summary = "Bays as ParkingSpot: free, occupied or unknown", description = "Paged; Cache-Control and ETag serve caches")
    public Response spots(@Parameter(description = FACILITY) @QueryParam("facility") String facility, @QueryParam("page") String page,
            @QueryParam("page_size") String pageSize, @Context UriInfo uri, @Context Request request) throws SQLException {
        Page asked = Page.of(page, pageSize);
        Picture picture = store.read(code(facility));
        return paged(picture, NgsiDocuments.spots(picture), asked, uri, request, out -> ngsi.writeSpots(out, picture, asked));
    }

    @GET
    @Path("/datex2/table")
    @Produces(MediaType.APPLICATION_XML)
    @Compressed
    @Operation(summary = "DATEX II 3 ParkingTablePublication: facilities, zones and bays", description = "Cache-Control and ETag serve caches")
    public Response table(@Parameter(description = FACILITY) @QueryParam("facility") String facility,
            @Parameter(description = SPACES) @QueryParam("spaces") String spaces, @Context Request request) throws SQLException {
        boolean all = Boolean.TRUE.equals(QueryParameter.bool("spaces", spaces));
        Picture picture = known(code(facility));
        return answer(picture, request, out -> datex.writeTable(out, picture, all)).build();
    }

    @GET
    @Path("/datex2/status")
    @Produces(MediaType.APPLICATION_XML)
    @Compressed
    @Operation(summary = "DATEX II 3 ParkingStatusPublication: occupancy of facilities, zones and bays",
            description = "Cache-Control and ETag serve caches")
    public Response status(@Parameter(description = FACILITY) @QueryParam("facility") String facility,
            @Parameter(description = SPACES) @QueryParam("spaces") String spaces, @Context Request request) throws SQLException {
        boolean all = Boolean.TRUE.equals(QueryParameter.bool("spaces", spaces));
        Picture picture = known(code(facility));
        return answer(picture, request, out -> datex.writeStatus(out, picture, all)).build();
    }

    private static String code(String facility) {
        return QueryParameter.text("facility", facility, CODE_LENGTH_MAX);
    }

    /** A publication of nothing is none: its schema wants an element at least. */
    private Picture known(String facility) throws SQLException {
        Picture picture = store.read(facility);
        if (picture.sites().isEmpty()) {
            throw Problem.notFound(facility == null ? "there is no active facility" : "there is no active facility " + facility);
        }
        return picture;
    }

    private Response paged(Picture picture, long entities, Page page, UriInfo uri, Request request, Document document) {
        Response.ResponseBuilder answer = answer(picture, request, document);
        if (entities > (long) page.offset() + page.size()) {
            answer.header("Link", "<" + uri.getRequestUriBuilder().replaceQueryParam("page", page.number() + 1).build() + ">; rel=\"next\"");
        }
        return answer.build();
    }

    private Response.ResponseBuilder answer(Picture picture, Request request, Document document) {
        EntityTag tag = new EntityTag(picture.tag(), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(stream(document)).tag(tag) : unchanged;
        // a shared cache must not give to others what somebody may see who has logged in
        return answer.header("Cache-Control", (identity.isAnonymous() ? "public" : "private") + ", max-age=" + SECONDS_FRESH);
    }

    private static StreamingOutput stream(Document document) {
        return out -> {
            try {
                document.write(out);
            } catch (SQLException | XMLStreamException e) {
                throw new IOException("a document broke off", e);
            }
        };
    }
}
