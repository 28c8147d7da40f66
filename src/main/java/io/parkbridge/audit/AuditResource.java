package io.parkbridge.audit;

import java.sql.SQLException;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import io.parkbridge.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/audit}: who did what. */
@Path("/api/audit")
@RolesAllowed("administrator") // its name stands in access, which writes here
@Tag(name = "Audit")
@RunOnVirtualThread
public class AuditResource {

    private final AuditQuery query;
    private final Audit audit;

    AuditResource(AuditQuery query, Audit audit) {
        this.query = query;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Entries of the audit log, newest first",
            description = "Paged by page and page_size; the Link header names the next page. before and after are the row as it was and is")
    public RestResponse<List<AuditQuery.AuditEntry>> list(@BeanParam AuditFilter.Asked asked, @QueryParam("page") String page,
            @QueryParam("page_size") String pageSize, @Context UriInfo uri) throws SQLException {
        Page wanted = Page.of(page, pageSize);
        return wanted.answer(query.list(asked.filter(), wanted), uri);
    }

    @GET
    @Path("/export")
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "The entries that match as CSV", description = "Itself recorded. A cell that a spreadsheet would take for a formula begins with '")
    public RestResponse<StreamingOutput> export(@BeanParam AuditFilter.Asked asked) throws SQLException {
        AuditFilter filter = asked.filter();
        audit.record(Entry.of(Action.EXPORTED, Subject.AUDIT, null, null, filter.facility(), filter));
        return ResponseBuilder.ok((StreamingOutput) out -> query.export(filter, out)).header("Content-Disposition", "attachment; filename=\"audit.csv\"").build();
    }
}
