package io.parkbridge.alert;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.http.Version;
import io.quarkus.arc.All;
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
import jakarta.ws.rs.core.MediaType;

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
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "A rule for one facility, zone or device; what is not said is as in the general rule of the type")
    public RestResponse<RuleView> create(@RequestBody(content = @Content(schema = @Schema(implementation = RuleForm.Creation.class))) byte[] body)
            throws SQLException {
        Fields fields = Fields.of(body);
        AlertRule kind = kinds.get(fields.text("type", "", text -> null));
        if (kind == null) {
            throw Problem.ofField("type", "must be one of " + String.join(", ", kinds.keySet().stream().sorted().toList()));
        }
        Integer facility = fields.integerOrNull("facility_id", null, 1, Integer.MAX_VALUE);
        Integer zone = fields.integerOrNull("zone_id", null, 1, Integer.MAX_VALUE);
        Integer device = fields.integerOrNull("device_id", null, 1, Integer.MAX_VALUE);
        if (Stream.of(facility, zone, device).filter(Objects::nonNull).count() != 1) {
            fields.refuse("facility_id", "exactly one of facility_id, zone_id and device_id must be set");
        }
        RuleView general = general(kind.type());
        RuleView wanted = new RuleForm(fields, general.scoped(facility, zone, device), general, kind).read();
        scopes.mustExist(facility, zone, device);
        RuleView written = rules.write(null, wanted);
        if (written == null) {
            throw Problem.conflict("this scope has a rule of type " + kind.type() + " already");
        }
        return Version.answer(Status.CREATED, written, written.version());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One rule, its version in the ETag header")
    public RestResponse<RuleView> one(String id) throws SQLException {
        RuleView rule = known(id);
        return Version.answer(Status.OK, rule, rule.version());
    }

    @PATCH
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Changes what is said of a rule; type and scope stay", description = """
            If-Match names the version that was seen. What is absent stays. Null takes away: active_days (then every day), active_from and \
            active_until (then all day), a threshold or all of them (then as in the general rule, which must have all of its own).""")
    public RestResponse<RuleView> change(String id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = RuleForm.Changes.class))) byte[] body) throws SQLException {
        RuleView known = known(id);
        Version.require(ifMatch, known.version());
        RuleView general = known.isGeneral() ? known : general(known.type());
        RuleView written = rules.write(known, new RuleForm(Fields.of(body), known, general, kinds.get(known.type())).read());
        if (written == null) {
            throw changedSince();
        }
        return Version.answer(Status.OK, written, written.version());
    }

    @DELETE
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Path("/{id}")
    @Operation(summary = "Takes back a rule of a facility, zone or device; a general rule can only be switched off",
            description = "If-Match names the version that was seen")
    public void delete(String id, @HeaderParam("If-Match") String ifMatch) throws SQLException {
        RuleView known = known(id);
        if (known.isGeneral()) {
            throw Problem.conflict("a general rule cannot be deleted; set enabled to false");
        }
        Version.require(ifMatch, known.version());
        if (!rules.delete(known)) {
            throw changedSince();
        }
    }

    private static Problem changedSince() {
        return Problem.preconditionFailed("it has been changed since");
    }

    private RuleView general(String type) throws SQLException {
        return rules.list(null, type).stream().filter(RuleView::isGeneral).findFirst()
                .orElseThrow(() -> Problem.conflict("the type has no general rule"));
    }

    private RuleView known(String id) throws SQLException {
        List<RuleView> found = id.matches("\\d{1,9}") ? rules.list(Integer.valueOf(id), null) : List.of();
        if (found.isEmpty()) {
            throw Problem.notFound("there is no rule " + id);
        }
        return found.getFirst();
    }
}
