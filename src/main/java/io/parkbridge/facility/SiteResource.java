package io.parkbridge.facility;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

/** {@code /api/sites}: facilities, zones, bays and devices as one CSV file, out and in, and targets as another (docs/sites.md). */
@Path("/api/sites")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Sites")
@RunOnVirtualThread
public class SiteResource {

    private static final String CSV = "text/csv";
    private static final String CSV_UTF_8 = "text/csv;charset=UTF-8";
    private static final int CODE_LENGTH_MAX = 50;

    private final SiteImport sites;
    private final SiteExport export;
    private final Audit audit;

    SiteResource(SiteImport sites, SiteExport export, Audit audit) {
        this.sites = sites;
        this.export = export;
        this.audit = audit;
    }

    @GET
    @RolesAllowed(Roles.MANAGER)
    @Produces(CSV_UTF_8)
    @Operation(summary = "Active facilities, zones, bays and devices as CSV", description = "Importing it again changes nothing")
    public StreamingOutput sites(@Parameter(description = "code of a facility; all when absent") @QueryParam("facility") String facility)
            throws SQLException {
        return export(CsvForm.SITES, SiteExport.SITES, facility);
    }

    @GET
    @RolesAllowed(Roles.MANAGER)
    @Path("/targets")
    @Produces(CSV_UTF_8)
    @Operation(summary = "Targets as CSV", description = "Those of single days; weekly patterns are at /api/zones/{id}/weekly-targets")
    public StreamingOutput targets(@Parameter(description = "code of a facility; all when absent") @QueryParam("facility") String facility)
            throws SQLException {
        return export(CsvForm.TARGETS, SiteExport.TARGETS, facility);
    }

    private StreamingOutput export(CsvForm form, String sql, String facility) throws SQLException {
        String code = QueryParameter.text("facility", facility, CODE_LENGTH_MAX);
        audit.record(Entry.of(Action.EXPORTED, form.subject(), null, code, export.facility(code), null));
        return out -> export.write(form, sql, code, out);
    }

    @POST
    @Consumes(CSV)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Imports facilities, zones, bays and devices", description = """
            All of it or, with a single fault, nothing. The report names every faulty line, its column and the reason; the status is 400 \
            where there is one.""")
    public RestResponse<ImportReport> importSites(
            @Parameter(description = "true: tell what would happen, write nothing") @QueryParam("dry_run") String dryRun,
            @RequestBody(content = @Content(mediaType = CSV)) InputStream csv) throws IOException, SQLException {
        return run(CsvForm.SITES, dryRun, csv);
    }

    @POST
    @RolesAllowed(Roles.MANAGER)
    @Path("/targets")
    @Consumes(CSV)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Imports targets of single days", description = "As the import of sites")
    public RestResponse<ImportReport> importTargets(
            @Parameter(description = "true: tell what would happen, write nothing") @QueryParam("dry_run") String dryRun,
            @RequestBody(content = @Content(mediaType = CSV)) InputStream csv) throws IOException, SQLException {
        return run(CsvForm.TARGETS, dryRun, csv);
    }

    private RestResponse<ImportReport> run(CsvForm form, String dryRun, InputStream csv) throws IOException, SQLException {
        ImportReport report = sites.importCsv(form, csv, Boolean.TRUE.equals(QueryParameter.bool("dry_run", dryRun)));
        return RestResponse.status(report.isFaulty() ? RestResponse.Status.BAD_REQUEST : RestResponse.Status.OK, report);
    }
}
