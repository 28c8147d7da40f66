package io.parkbridge.report.run;

import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.report.ReportConfig;
import io.parkbridge.report.ReportRequest;
import io.parkbridge.report.ReportRequests;
import io.parkbridge.scope.Reach;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/report-runs}: reports made in the background (docs/reports.md). */
@Path("/api/report-runs")
@RolesAllowed(Roles.MANAGER)
@Tag(name = "Reports")
@RunOnVirtualThread
public class RunResource {

    private static final int PIECE = 1 << 20;

    /** As the parameters of {@code /api/reports}. */
    @Schema(name = "ReportRunFields")
    public record RunFields(String report, String format, Integer facility, Integer zone, String from, String to, String paper, String language,
            String table) {
    }

    private final RunStore store;
    private final RunQuery query;
    private final Runs runs;
    private final ReportRequests requests;
    private final ReportConfig config;
    private final Caller caller;
    private final SecurityIdentity identity;
    private final Clock clock;

    RunResource(RunStore store, RunQuery query, Runs runs, ReportRequests requests, ReportConfig config, Caller caller, SecurityIdentity identity, Clock clock) {
        this.store = store;
        this.query = query;
        this.runs = runs;
        this.requests = requests;
        this.config = config;
        this.caller = caller;
        this.identity = identity;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Has a report made in the background", description = """
            report and format are required, and facility or zone. The answer comes at once; Location is where to ask how far it is, and /ws/live \
            tells.""")
    public RestResponse<Run> create(@RequestBody(content = @Content(schema = @Schema(implementation = RunFields.class))) byte[] body)
            throws SQLException {
        Fields fields = Fields.of(body);
        String report = fields.text("report", null, Wanted::faultOfReport);
        String format = fields.text("format", null, Wanted::faultOfFormat);
        ReportRequests.Asked asked = new ReportRequests.Asked(Wanted.id(fields, "facility"), Wanted.id(fields, "zone"), text(fields, "from"),
                text(fields, "to"), text(fields, "paper"), text(fields, "language"), text(fields, "table"));
        fields.check();
        ReportRequest request = requests.check(report, Wanted.format(format), asked);
        Owner owner = owner();
        long id = store.queue(request, owner, config.openMax(), clock.instant());
        if (id == 0) {
            throw Problem.tooMany("you have %d reports queued or running; wait for one or cancel it".formatted(config.openMax()), Duration.ofSeconds(10));
        }
        runs.wake();
        return RestResponse.ResponseBuilder.create(Status.ACCEPTED, query.one(id, owner)).location(URI.create("/api/report-runs/" + id)).build();
    }

    private static String text(Fields fields, String name) {
        return fields.textOrNull(name, null, text -> text.length() <= 50 ? null : "must be at most 50 characters");
    }

    @GET
    @Operation(summary = "Own runs, the newest first; administrators see those of all",
            description = "Paged by page and page_size; the Link header names the next page")
    public RestResponse<List<Run>> list(@QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri)
            throws SQLException {
        Page wanted = Page.of(page, pageSize);
        return wanted.answer(query.list(owner(), wanted.limit(), wanted.offset()), uri);
    }

    @GET
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "One run: its state and how far it is")
    public Run one(long id) throws SQLException {
        return known(id);
    }

    @GET
    @Path("/{id:\\d{1,9}}/file")
    @Operation(summary = "The file of a run that is done")
    public Response file(long id) throws SQLException {
        Run run = known(id);
        if (!run.state().equals("done")) {
            throw Problem.conflict("there is no file: the run is " + run.state());
        }
        String name = ReportRequest.fileName(run.report(), run.from(), run.to(), run.format());
        store.exported(run);
        return Response.ok(content(id), Wanted.format(run.format()).mediaType()).header("Content-Length", run.size())
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"").build();
    }

    /** Piece by piece: whoever reads slowly holds no connection to the database. */
    private StreamingOutput content(long id) {
        Reach reach = Reach.current();
        return out -> {
            long at = 0;
            for (byte[] piece = next(reach, id, at); piece != null && piece.length > 0; piece = next(reach, id, at)) {
                out.write(piece);
                at += piece.length;
            }
        };
    }

    private byte[] next(Reach reach, long id, long at) throws java.io.IOException {
        try {
            return reach.call(() -> store.piece(id, at, PIECE));
        } catch (SQLException e) {
            throw new java.io.IOException("the file cannot be read", e);
        }
    }

    @DELETE
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "Cancels a run that is queued or running; removes one that has ended, and its file")
    public void end(long id) throws SQLException {
        Run run = known(id);
        if (store.cancel(run, clock.instant())) {
            runs.wake();
        } else {
            store.remove(run);
        }
    }

    private Run known(long id) throws SQLException {
        Run run = query.one(id, owner());
        if (run == null) {
            throw Problem.notFound("there is no such run");
        }
        return run;
    }

    private Owner owner() {
        return Owner.of(caller, identity);
    }
}
