package io.parkbridge.report.run;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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
import io.parkbridge.http.Version;
import io.parkbridge.report.ReportRequest;
import io.parkbridge.report.ReportRequests;
import io.parkbridge.text.Languages;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/report-schedules}: reports that are made again and again and sent by mail (docs/reports.md). */
@Path("/api/report-schedules")
@RolesAllowed(Roles.MANAGER)
@Tag(name = "Reports")
@RunOnVirtualThread
public class ScheduleResource {

    private static final int NAME_LENGTH_MAX = 100;
    private static final int RECIPIENTS_MAX = 50;
    private static final int ADDRESS_LENGTH_MAX = 254;
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    /** What can be said of a schedule. */
    @Schema(name = "ReportScheduleFields")
    public record ScheduleFields(String name, String report, String format, Integer facility, Integer zone, String paper, String language,
            String every, Integer day, String at, String period, List<String> recipients, Boolean isActive) {
    }

    private final ScheduleStore schedules;
    private final RunQuery runs;
    private final ReportRequests requests;
    private final Caller caller;
    private final SecurityIdentity identity;
    private final Clock clock;

    ScheduleResource(ScheduleStore schedules, RunQuery runs, ReportRequests requests, Caller caller, SecurityIdentity identity, Clock clock) {
        this.schedules = schedules;
        this.runs = runs;
        this.requests = requests;
        this.caller = caller;
        this.identity = identity;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Schedules by name, each with its last run", description = "Paged by page and page_size; the Link header names the next page")
    public RestResponse<List<ScheduleView>> list(@QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri)
            throws SQLException {
        Page wanted = Page.of(page, pageSize);
        List<Schedule> found = schedules.list(wanted.limit(), wanted.offset());
        Map<Integer, Run> last = runs.last(found);
        return wanted.answer(found.stream().map(schedule -> ScheduleView.of(schedule, last.get(schedule.id()))).toList(), uri);
    }

    @GET
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "One schedule, the version in the ETag header")
    public RestResponse<ScheduleView> one(int id) throws SQLException {
        return answer(Status.OK, known(id));
    }

    @GET
    @Path("/{id:\\d{1,9}}/runs")
    @Operation(summary = "What has come of a schedule, the newest first: runs with their files and mails")
    public RestResponse<List<Run>> history(int id, @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri)
            throws SQLException {
        Page wanted = Page.of(page, pageSize);
        known(id);
        return wanted.answer(runs.ofSchedule(id, wanted.limit(), wanted.offset()), uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Creates a schedule", description = """
            name, report, format, facility, every (day, week, month), at (HH:MM of the facility's clock) and recipients are required. period, what \
            it is about, is the day, week or month before; as every when absent.""")
    public RestResponse<ScheduleView> create(@RequestBody(content = @Content(schema = @Schema(implementation = ScheduleFields.class))) byte[] body)
            throws SQLException {
        return answer(Status.CREATED, schedules.create(read(Fields.of(body), Schedule.NEW), owner(), clock.instant()));
    }

    @PATCH
    @Path("/{id:\\d{1,9}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Changes what is said of a schedule", description = """
            If-Match names the version that was seen. Who changes it is who its reports are made for from then on. A run that is due and not begun is \
            made as the change says.""")
    public RestResponse<ScheduleView> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleFields.class))) byte[] body) throws SQLException {
        Schedule present = known(id);
        Version.require(ifMatch, present.version());
        Schedule written = schedules.change(read(Fields.of(body), present), owner(), clock.instant());
        if (written == null) {
            throw Problem.preconditionFailed("it has been changed since");
        }
        return answer(Status.OK, written);
    }

    @DELETE
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "Ends a schedule; what has come of it stays among the runs", description = "If-Match names the version that was seen")
    public void delete(int id, @HeaderParam("If-Match") String ifMatch) throws SQLException {
        known(id);
        schedules.delete(id, ifMatch);
    }

    private Schedule read(Fields fields, Schedule present) throws SQLException {
        boolean isNew = present.id() == 0;
        String name = fields.text("name", present.name(), ScheduleResource::faultOfName);
        String report = fields.text("report", present.report(), Wanted::faultOfReport);
        String format = fields.text("format", present.format(), Wanted::faultOfFormat);
        Integer facility = fields.integer("facility", isNew ? null : Integer.valueOf(present.facility()), 1, Integer.MAX_VALUE);
        Integer zone = fields.integerOrNull("zone", present.zone(), 1, Integer.MAX_VALUE);
        String paper = fields.text("paper", present.paper(), text -> text.length() > 10 ? "must be A4 or LETTER" : null);
        String language = fields.text("language", present.language(), text -> Languages.of(text) == null ? "must be one of " + String.join(", ", Languages.TAGS) : null);
        Every every = every(fields, "every", present.every());
        Every period = every(fields, "period", present.period() == null ? every == null ? Every.DAY : every : present.period());
        Integer day = fields.integer("day", every == null || present.day() > every.dayMax() ? 1 : present.day(), 1, every == null ? 31 : every.dayMax());
        LocalTime at = time(fields, present.at());
        List<String> recipients = fields.texts("recipients", present.recipients(), RECIPIENTS_MAX, ScheduleResource::faultOfAddress);
        boolean active = fields.bool("is_active", present.active());
        fields.check();
        ReportRequest request = requests.check(report, Wanted.format(format), new ReportRequests.Asked(facility.toString(),
                zone == null ? null : zone.toString(), null, null, paper, language, null));
        return new Schedule(present.id(), name, report, format, facility, zone, request.paper().name(), request.locale().toLanguageTag(), every, day,
                at, period, recipients, active, null, present.version(), null, null, null, null, null, true);
    }

    private static Every every(Fields fields, String name, Every present) {
        String text = fields.text(name, present == null ? null : present.name().toLowerCase(Locale.ROOT),
                given -> given.matches("day|week|month") ? null : "must be day, week or month");
        return text == null ? null : Every.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static LocalTime time(Fields fields, LocalTime present) {
        String text = fields.text("at", present == null ? null : present.toString(), ScheduleResource::faultOfTime);
        return text == null ? null : LocalTime.parse(text);
    }

    private static String faultOfTime(String text) {
        try {
            if (text.length() == 5) {
                LocalTime.parse(text);
                return null;
            }
        } catch (DateTimeException e) {
            // said below
        }
        return "must be a time of day, HH:MM";
    }

    private static String faultOfName(String text) {
        return !text.isEmpty() && text.length() <= NAME_LENGTH_MAX && text.chars().noneMatch(Character::isISOControl) ? null
                : "must be 1 to " + NAME_LENGTH_MAX + " characters, none of them a control character";
    }

    private static String faultOfAddress(String text) {
        return text.length() <= ADDRESS_LENGTH_MAX && ADDRESS.matcher(text).matches() ? null : "must be addresses like name@example.org";
    }

    private Schedule known(int id) throws SQLException {
        Schedule schedule = schedules.one(id);
        if (schedule == null) {
            throw Problem.notFound("there is no such schedule");
        }
        return schedule;
    }

    private Owner owner() {
        return Owner.of(caller, identity);
    }

    private RestResponse<ScheduleView> answer(Status status, Schedule schedule) throws SQLException {
        return Version.answer(status, ScheduleView.of(schedule, runs.last(List.of(schedule)).get(schedule.id())), schedule.version());
    }
}
