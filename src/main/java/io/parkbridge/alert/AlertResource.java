package io.parkbridge.alert;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.access.Roles;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/alerts}. */
@Path("/api/alerts")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Alerts")
@RunOnVirtualThread
public class AlertResource {

    private static final int TEXT_LENGTH_MAX = 1_000;
    private static final int IDS_MAX = 1_000;
    private static final String LIST_SIZE = "200";

    /** What a list is narrowed to, as it is asked. */
    public static class Asked {
        @QueryParam("severity") String severity;
        @QueryParam("type") String type;
        @QueryParam("acknowledged") String acknowledged;
        @QueryParam("active") String active;
        @QueryParam("facility") String facility;
        @QueryParam("zone") String zone;
        @QueryParam("device") String device;
        @QueryParam("parent") String parent;
        @QueryParam("linked")
        @Parameter(description = "false: without those that an alert about the whole facility explains; true: those alone")
        String linked;
        @QueryParam("text")
        @Parameter(description = "Words, each of them a part of the message or of the zone's, bay's or device's name, in any case")
        String text;
        @QueryParam("says")
        @Parameter(description = "Which of these words are in what the reader is told instead of the message, by type or by type and fact: LOW_BATTERY:words;CLOCK_SKEW.ahead_seconds:words")
        String says;
        @QueryParam("from") String from;
        @QueryParam("to") String to;

        AlertFilter filter() {
            return new AlertFilter(QueryParameter.oneOf("severity", severity, Severity.class), QueryParameter.text("type", type, 50), QueryParameter.bool("acknowledged", acknowledged),
                    QueryParameter.bool("active", active), QueryParameter.id("facility", facility), QueryParameter.id("zone", zone),
                    QueryParameter.text("device", device, 50), QueryParameter.number("parent", parent),
                    QueryParameter.bool("linked", linked), AlertSearch.of(text, says), QueryParameter.instant("from", from),
                    QueryParameter.instant("to", to));
        }
    }

    /** The answer to an acknowledgement, as the predecessor's clients know it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Acknowledged(String status, String message, Long alertId, Instant acknowledgedAt) {
    }

    @Schema(name = "AlertNoteFields")
    public record AlertNote(String note) {
    }

    /** @param ids of the alerts to acknowledge, at most 1,000 */
    @Schema(name = "AcknowledgeFields")
    public record Bulk(List<Long> ids, String note) {
    }

    public record BulkAcknowledged(List<Long> acknowledged) {
    }

    private final AlertDesk desk;
    private final Caller caller;
    private final ObjectMapper json;

    AlertResource(AlertDesk desk, Caller caller, ObjectMapper json) {
        this.desk = desk;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Operation(summary = "Alerts, newest first, 200 unless page_size says more",
            description = "Paged by page and page_size; the Link header names the next page. from and to are RFC 3339 and bound the time of raising")
    public RestResponse<List<Alert>> list(@BeanParam Asked asked, @QueryParam("page") String page, @QueryParam("page_size") String pageSize,
            @Context UriInfo uri) throws SQLException {
        Page wanted = Page.of(page, pageSize == null ? LIST_SIZE : pageSize);
        return wanted.answer(desk.list(asked.filter(), wanted), uri);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One alert")
    public Alert one(String id) throws SQLException {
        return known(id);
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(summary = "The steps of an alert's life, oldest first")
    public List<AlertDesk.Step> timeline(String id) throws SQLException {
        return desk.timeline(known(id).id());
    }

    @PATCH
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/acknowledge")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Acknowledges an alert; a body is not needed, but may bring a note")
    public RestResponse<Acknowledged> acknowledge(String id, String body) throws SQLException {
        Long number = number(id);
        Alert alert = number == null ? null : desk.find(number);
        if (alert == null) {
            return RestResponse.status(Status.NOT_FOUND, new Acknowledged("error", "Alert not found", null, null));
        }
        String text = noteIn(body);
        if (alert.isAcknowledged() || desk.acknowledge(List.of(alert.id()), caller.name(), text).isEmpty()) {
            return RestResponse.ok(new Acknowledged("info", "Alert is already acknowledged", null, null));
        }
        return RestResponse.ok(new Acknowledged("success", "Alert acknowledged", alert.id(), desk.find(alert.id()).acknowledgedAt()));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Acknowledges many alerts at once; those acknowledged before stay as they are")
    public BulkAcknowledged acknowledgeMany(@RequestBody(content = @Content(schema = @Schema(implementation = Bulk.class))) byte[] body)
            throws SQLException {
        Fields fields = Fields.of(body);
        Set<Long> ids = fields.ids("ids", IDS_MAX);
        String note = fields.textOrNull("note", null, text -> fault(text, 0));
        fields.check();
        return new BulkAcknowledged(desk.acknowledge(ids, caller.name(), note == null || note.isEmpty() ? null : note));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/notes")
    @Operation(summary = "Notes something on an alert")
    @Consumes(MediaType.APPLICATION_JSON)
    public Alert note(String id, @RequestBody(content = @Content(schema = @Schema(implementation = AlertNote.class))) byte[] body) throws SQLException {
        Alert alert = known(id);
        Fields fields = Fields.of(body);
        String note = fields.text("note", null, text -> fault(text, 1));
        fields.check();
        desk.note(alert, caller.name(), note);
        return known(id);
    }

    private Alert known(String id) throws SQLException {
        Long number = number(id);
        Alert alert = number == null ? null : desk.find(number);
        if (alert == null) {
            throw Problem.notFound("there is no alert " + id);
        }
        return alert;
    }

    private String noteIn(String body) {
        try {
            AlertNote note = body == null || body.isBlank() ? null : json.readValue(body, AlertNote.class);
            String text = note == null || note.note() == null ? "" : note.note().strip(); // a body of null is none either
            String fault = fault(text, 0);
            if (fault != null) {
                throw Problem.ofField("note", fault);
            }
            return text.isEmpty() ? null : text;
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("the body must be a JSON object with a note, or empty");
        }
    }

    private static Long number(String id) {
        return id.matches("\\d{1,18}") ? Long.valueOf(id) : null;
    }

    /** What is wrong with a note, or null. */
    private static String fault(String note, int lengthMin) {
        boolean fits = note.length() >= lengthMin && note.length() <= TEXT_LENGTH_MAX && note.indexOf(0) < 0;
        return fits ? null : "must be text of 1 to " + TEXT_LENGTH_MAX + " characters";
    }
}
