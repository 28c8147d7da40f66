package io.parkbridge.alert;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;

/** {@code /api/alert-rules}: a change applies from the next message on. */
@Path("/api/alert-rules")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Alert rules")
@RunOnVirtualThread
public class RuleResource {

    private final RuleStore rules;
    private final ScopeCheck scopes;
    private final Map<String, AlertRule> kinds;

    RuleResource(RuleStore rules, ScopeCheck scopes, @All List<AlertRule> kinds) {
        this.rules = rules;
        this.scopes = scopes;
        this.kinds = kinds.stream().collect(Collectors.toMap(AlertRule::type, Function.identity()));
    }

    @GET
    @Operation(summary = "All rules: per type the general one first, then those of facilities, zones and devices")
    public List<RuleView> list(@QueryParam("type") String type) throws SQLException {
        return rules.list(null, QueryParameter.text("type", type, 50));
    }

    @POST
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Operation(summary = "A rule for one facility, zone or device; what is not said is as in the general rule of the type")
    public RestResponse<RuleView> create(RuleForm form) throws SQLException {
        if (form == null || form.type() == null || !kinds.containsKey(form.type())) {
            throw Problem.ofFields(Map.of("type", List.of("must be one of " + String.join(", ", kinds.keySet().stream().sorted().toList()))));
        }
        if (Stream.of(form.facilityId() != null, form.zoneId() != null, form.deviceId() != null).filter(set -> set).count() != 1) {
            throw Problem.ofFields(Map.of("facility_id", List.of("exactly one of facility_id, zone_id and device_id must be set")));
        }
        scopes.mustExist(form.facilityId(), form.zoneId(), form.deviceId());
        RuleView general = rules.list(null, form.type()).stream().filter(RuleView::isGeneral).findFirst()
                .orElseThrow(() -> Problem.conflict("the type has no general rule"));
        RuleView wanted = form.over(general.scoped(form.facilityId(), form.zoneId(), form.deviceId()), kinds.get(form.type()));
        RuleView written = rules.write(null, wanted);
        if (written == null) {
            throw Problem.conflict("this scope has a rule of type " + form.type() + " already");
        }
        return RestResponse.status(Status.CREATED, written);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One rule")
    public RuleView one(String id) throws SQLException {
        return known(id);
    }

    @PATCH
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id}")
    @Operation(summary = "Changes what is said of a rule; type and scope stay")
    public RuleView change(String id, RuleForm form) throws SQLException {
        RuleView known = known(id);
        if (form == null) {
            throw Problem.badRequest("the body must say what to change");
        }
        RuleView written = rules.write(known, form.over(known, kinds.get(known.type())));
        if (written == null) {
            throw Problem.notFound("there is no rule " + id);
        }
        return written;
    }

    @DELETE
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id}")
    @Operation(summary = "Takes back a rule of a facility, zone or device; a general rule can only be switched off")
    public void delete(String id) throws SQLException {
        RuleView known = known(id);
        if (known.isGeneral()) {
            throw Problem.conflict("a general rule cannot be deleted; set enabled to false");
        }
        rules.delete(known);
    }

    private RuleView known(String id) throws SQLException {
        List<RuleView> found = id.matches("\\d{1,9}") ? rules.list(Integer.valueOf(id), null) : List.of();
        if (found.isEmpty()) {
            throw Problem.notFound("there is no rule " + id);
        }
        return found.getFirst();
    }
}
