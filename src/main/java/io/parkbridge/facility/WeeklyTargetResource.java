package io.parkbridge.facility;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.http.Version;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code /api/zones/{zone}/weekly-targets}: patterns that fill the days without a target of their own. One holds from its first day until
 * the next begins; what held in the past stays.
 */
@Path("/api/zones/{zone:\\d{1,9}}/weekly-targets")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class WeeklyTargetResource {

    private static final int DAYS_A_WEEK = 7;

    /** @param arrivals Monday to Sunday; null where that weekday has no target */
    public record WeeklyTarget(LocalDate validFrom, List<Integer> arrivals) {
    }

    /** What can be said of a pattern. */
    @Schema(name = "WeeklyTargetFields")
    public record WeeklyTargetFields(List<Integer> arrivals) {
    }

    private final TargetStore targets;

    WeeklyTargetResource(TargetStore targets) {
        this.targets = targets;
    }

    @GET
    @Operation(summary = "The weekly patterns of a zone, newest first")
    public List<WeeklyTarget> list(int zone) throws SQLException {
        targets.today(zone);
        return targets.weeks(zone);
    }

    @GET
    @Path("/{day}")
    @Operation(summary = "The weekly pattern that begins on a day, its version in the ETag header")
    public RestResponse<WeeklyTarget> one(int zone, String day) throws SQLException {
        LocalDate validFrom = TargetPlanResource.date("day", day);
        targets.today(zone);
        WeeklyTarget week = targets.week(zone, validFrom);
        if (week == null) {
            throw Problem.notFound("no weekly pattern begins on this day");
        }
        return Version.answer(Status.OK, week, tag(week));
    }

    @PUT
    @RolesAllowed(Roles.MANAGER)
    @Path("/{day}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sets the weekly pattern from a day on", description = """
            The day is today or later, in the facility's time zone. If-Match is optional: it names the version that was seen, "none" where \
            there was none.""")
    public RestResponse<WeeklyTarget> set(int zone, String day, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = WeeklyTargetFields.class))) byte[] body) throws SQLException {
        LocalDate validFrom = upcoming(zone, day);
        Fields fields = Fields.of(body);
        Integer[] arrivals = fields.integers("arrivals", DAYS_A_WEEK, SiteRules.ARRIVALS_MAX);
        fields.check();
        targets.setWeek(zone, validFrom, arrivals, present -> Version.requireIfGiven(ifMatch, tag(present)));
        WeeklyTarget set = new WeeklyTarget(validFrom, Arrays.asList(arrivals));
        return Version.answer(Status.OK, set, tag(set));
    }

    @DELETE
    @RolesAllowed(Roles.MANAGER)
    @Path("/{day}")
    @Operation(summary = "Takes a weekly pattern away", description = "The one before it holds on; one that has begun before today stays")
    public void remove(int zone, String day, @HeaderParam("If-Match") String ifMatch) throws SQLException {
        targets.removeWeek(zone, upcoming(zone, day), present -> Version.requireIfGiven(ifMatch, tag(present)));
    }

    /** A pattern is its own version: seven numbers, of which some may be missing. */
    private static String tag(WeeklyTarget week) {
        return week == null ? "none" : week.arrivals().stream().map(arrivals -> arrivals == null ? "" : arrivals.toString())
                .collect(Collectors.joining("."));
    }

    private LocalDate upcoming(int zone, String day) throws SQLException {
        LocalDate validFrom = TargetPlanResource.date("day", day);
        if (validFrom.isBefore(targets.today(zone))) {
            throw Problem.conflict("the pattern of days gone by stays: their efficiency was measured against it");
        }
        return validFrom;
    }
}
