package io.parkbridge.alert;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;

/** {@code /api/mutes}: while a device, zone or facility is being worked on, its alerts are shown but nobody is notified. */
@Path("/api/mutes")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Alerts")
@RunOnVirtualThread
public class MuteResource {

    private static final int REASON_LENGTH_MAX = 500;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @param until RFC 3339 */
    @Schema(name = "MuteFields")
    public record MuteForm(Integer facilityId, Integer zoneId, Integer deviceId, String until, String reason) {
    }

    private final MuteStore mutes;
    private final ScopeCheck scopes;
    private final Caller caller;
    private final Clock clock;

    MuteResource(MuteStore mutes, ScopeCheck scopes, Caller caller, Clock clock) {
        this.mutes = mutes;
        this.scopes = scopes;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Mutes that are in force")
    public List<MuteStore.Mute> list() throws SQLException {
        return mutes.inForce(clock.instant());
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Keeps notifications of one facility, zone or device back until a time; what still lasts then is told then")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<MuteStore.Mute> create(@RequestBody(content = @Content(schema = @Schema(implementation = MuteForm.class))) byte[] body)
            throws SQLException {
        Fields fields = Fields.of(body);
        Integer facility = fields.integerOrNull("facility_id", null, 1, Integer.MAX_VALUE);
        Integer zone = fields.integerOrNull("zone_id", null, 1, Integer.MAX_VALUE);
        Integer device = fields.integerOrNull("device_id", null, 1, Integer.MAX_VALUE);
        if (Stream.of(facility, zone, device).filter(Objects::nonNull).count() != 1) {
            fields.refuse("facility_id", "exactly one of facility_id, zone_id and device_id must be set");
        }
        String reason = fields.text("reason", null, MuteResource::faultOfReason);
        Instant now = clock.instant();
        String until = fields.text("until", null, text -> end(text, now) == null
                ? "must be RFC 3339 with an offset, ahead of now by at most " + LONGEST.toDays() + " days" : null);
        fields.check();
        scopes.mustExist(facility, zone, device);
        return RestResponse.status(Status.CREATED, mutes.create(facility, zone, device, end(until, now), reason, caller.name(), now));
    }

    private static String faultOfReason(String text) {
        return !text.isEmpty() && text.length() <= REASON_LENGTH_MAX && text.indexOf(0) < 0 ? null
                : "must be text of 1 to " + REASON_LENGTH_MAX + " characters";
    }

    /** Null where it makes no sense. */
    private static Instant end(String text, Instant now) {
        try {
            Instant until = OffsetDateTime.parse(text).toInstant();
            return until.isAfter(now) && until.isBefore(now.plus(LONGEST)) ? until : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @DELETE
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}")
    @Operation(summary = "Ends a mute; what was held back is told")
    public void end(String id) throws SQLException {
        if (!id.matches("\\d{1,9}") || !mutes.end(Integer.parseInt(id), clock.instant())) {
            throw Problem.notFound("there is no mute " + id);
        }
    }
}
