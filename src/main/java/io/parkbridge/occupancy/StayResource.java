package io.parkbridge.occupancy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/bays/{id}/stays}. */
@Path("/api/bays/{id:\\d{1,9}}/stays")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class StayResource {

    private static final Duration SPAN = Duration.ofDays(1);

    private final StayQuery stays;
    private final Clock clock;

    StayResource(StayQuery stays, Clock clock) {
        this.stays = stays;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The stays on a bay that touch a range of time, the newest first",
            description = "from and to are RFC 3339; the last 24 hours unless named. Paged by page and page_size; the Link header names the next page")
    public RestResponse<List<StayQuery.StayView>> list(int id, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri) throws SQLException {
        Instant until = QueryParameter.instant("to", to);
        until = until == null ? clock.instant() : until;
        Instant since = QueryParameter.instant("from", from);
        since = since == null ? until.minus(SPAN) : since;
        if (!since.isBefore(until)) {
            throw Problem.ofField("from", "must be before to");
        }
        Page wanted = Page.of(page, pageSize);
        List<StayQuery.StayView> found = stays.on(id, since, until, wanted);
        if (found == null) {
            throw Problem.notFound("there is no bay " + id);
        }
        return wanted.answer(found, uri);
    }
}
