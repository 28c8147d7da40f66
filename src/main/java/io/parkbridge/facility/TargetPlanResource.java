package io.parkbridge.facility;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code /api/zones/{zone}/targets}: what is expected of a zone, day by day. A target is its numbers, which are its version, too: who names the
 * one that was seen in {@code If-Match} is told where another has been set since; without it the last one written counts.
 */
@Path("/api/zones/{zone:\\d{1,9}}/targets")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class TargetPlanResource {

    private static final int DAYS_MAX = 366;
    private static final int DAYS_DEFAULT = 28;

    /**
     * @param arrivals   expected that day
     * @param usageHours occupied time of all bays together expected that day; null where only arrivals are
     * @param isExplicit set for this day; otherwise it follows from the weekly pattern
     */
    public record DayTarget(LocalDate day, int arrivals, Integer usageHours, boolean isExplicit) {
    }

    /**
     * What can be said of a day; what is left out stays as it is.
     *
     * @param arrivals   required where the day has no target of its own yet
     * @param usageHours null takes it away
     */
    @Schema(name = "TargetFields")
    public record TargetFields(Integer arrivals, Integer usageHours) {
    }

    private final TargetStore targets;

    TargetPlanResource(TargetStore targets) {
        this.targets = targets;
    }

    @GET
    @Operation(summary = "The targets of a zone, those from the weekly pattern included")
    public List<DayTarget> list(int zone, @Parameter(description = "first day, today when absent") @QueryParam("from") String from,
            @Parameter(description = "last day, 28 days later when absent, at most 366") @QueryParam("to") String to) throws SQLException {
        LocalDate today = targets.today(zone);
        LocalDate first = QueryParameter.date("from", from);
        first = first == null ? today : first;
        LocalDate last = QueryParameter.date("to", to);
        last = last == null ? first.plusDays(DAYS_DEFAULT) : last;
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) > DAYS_MAX || isOutside(first)) {
            throw Problem.ofFields(Map.of("to", List.of("must be 0 to " + DAYS_MAX + " days after from, in 2000 to 2999")));
        }
        return targets.days(zone, first, last);
    }

    @GET
    @Path("/{day}")
    @Operation(summary = "What is set for a day alone, its version in the ETag header")
    public RestResponse<DayTarget> one(int zone, String day) throws SQLException {
        LocalDate date = date("day", day);
        targets.today(zone);
        DayTarget target = targets.day(zone, date);
        if (target == null) {
            throw Problem.notFound("no target is set for this day alone");
        }
        return Version.answer(Status.OK, target, tag(target));
    }

    @PUT
    @RolesAllowed(Roles.MANAGER)
    @Path("/{day}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sets the target of a day", description = "If-Match is optional: it names the version that was seen, \"none\" where there was none")
    public RestResponse<DayTarget> set(int zone, String day, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = TargetFields.class))) byte[] body) throws SQLException {
        LocalDate date = date("day", day);
        targets.today(zone);
        Fields fields = Fields.of(body);
        DayTarget target = targets.setDay(zone, date, present -> {
            Version.requireIfGiven(ifMatch, tag(present));
            return changed(date, present, fields);
        });
        return Version.answer(Status.OK, target, tag(target));
    }

    private static DayTarget changed(LocalDate day, DayTarget present, Fields fields) {
        Integer arrivals = fields.integer("arrivals", present == null ? null : present.arrivals(), 0, SiteRules.ARRIVALS_MAX);
        Integer usageHours = fields.integerOrNull("usage_hours", present == null ? null : present.usageHours(), 0, SiteRules.USAGE_HOURS_MAX);
        fields.check();
        return new DayTarget(day, arrivals, usageHours, true);
    }

    @DELETE
    @RolesAllowed(Roles.MANAGER)
    @Path("/{day}")
    @Operation(summary = "Takes the target of a day away", description = "From then on the weekly pattern counts; days gone by keep theirs")
    public void remove(int zone, String day, @HeaderParam("If-Match") String ifMatch) throws SQLException {
        LocalDate date = date("day", day);
        if (date.isBefore(targets.today(zone))) {
            throw Problem.conflict("the target of a day gone by stays: its efficiency was measured against it");
        }
        targets.removeDay(zone, date, present -> Version.requireIfGiven(ifMatch, tag(present)));
    }

    private static String tag(DayTarget target) {
        if (target == null) {
            return "none";
        }
        return target.usageHours() == null ? Integer.toString(target.arrivals()) : target.arrivals() + "-" + target.usageHours();
    }

    /** A day of a path. */
    static LocalDate date(String name, String text) {
        LocalDate day = QueryParameter.date(name, text);
        if (day == null || isOutside(day)) {
            throw Problem.ofFields(Map.of(name, List.of("must be a day in 2000 to 2999")));
        }
        return day;
    }

    private static boolean isOutside(LocalDate day) {
        return day.getYear() < 2000 || day.getYear() > 2999;
    }
}
