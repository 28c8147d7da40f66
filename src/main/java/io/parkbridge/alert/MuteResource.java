package io.parkbridge.alert;

import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
    public RestResponse<MuteStore.Mute> create(MuteForm form) throws SQLException {
        if (form == null) {
            throw Problem.badRequest("the body must say what to mute");
        }
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (Stream.of(form.facilityId() != null, form.zoneId() != null, form.deviceId() != null).filter(set -> set).count() != 1) {
            errors.put("facility_id", List.of("exactly one of facility_id, zone_id and device_id must be set"));
        }
        String reason = form.reason() == null ? "" : form.reason().strip();
        if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX || reason.indexOf(0) >= 0) {
            errors.put("reason", List.of("must be text of 1 to " + REASON_LENGTH_MAX + " characters"));
        }
        Instant until = until(form.until(), errors);
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors);
        }
        scopes.mustExist(form.facilityId(), form.zoneId(), form.deviceId());
        return RestResponse.status(Status.CREATED,
                mutes.create(form.facilityId(), form.zoneId(), form.deviceId(), until, reason, caller.name(), clock.instant()));
    }

    private Instant until(String text, Map<String, List<String>> errors) {
        Instant now = clock.instant();
        try {
            Instant until = OffsetDateTime.parse(String.valueOf(text).strip()).toInstant();
            if (until.isAfter(now) && until.isBefore(now.plus(LONGEST))) {
                return until;
            }
        } catch (DateTimeException e) {
            // said below
        }
        errors.put("until", List.of("must be RFC 3339 with an offset, ahead of now by at most " + LONGEST.toDays() + " days"));
        return null;
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
