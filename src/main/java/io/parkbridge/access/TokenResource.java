package io.parkbridge.access;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.scope.Unlimited;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/tokens}: what machines show as {@code Authorization: Bearer …}. */
@Path("/api/tokens")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Access")
@Unlimited
@RunOnVirtualThread
public class TokenResource {

    private static final int DAYS_DEFAULT = 365;
    private static final int DAYS_MAX = 3_650;
    private static final int NAME_LENGTH_MAX = 100;

    /** @param facilities ids; null: all */
    public record TokenView(int id, String name, String role, Integer[] facilities, String createdBy, Instant createdAt, Instant expiresAt,
            Instant lastUsedAt, Instant revokedAt) {
    }

    /** What can be said of a new token. */
    @Schema(name = "TokenFields")
    public record TokenFields(String name, String role, Integer[] facilities, Integer expiresInDays) {
    }

    /** @param token shown this once */
    public record NewToken(@JsonUnwrapped TokenView view, String token) {
    }

    private final Tokens tokens;
    private final Grants grants;
    private final Caller caller;

    TokenResource(Tokens tokens, Grants grants, Caller caller) {
        this.tokens = tokens;
        this.grants = grants;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "All tokens, without what they are", description = """
            Newest first; last_used_at is true to a minute. Paged by page and page_size; the Link header names the next page.""")
    public RestResponse<List<TokenView>> list(@QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri)
            throws SQLException {
        grants.requireAllFacilities();
        Page wanted = Page.of(page, pageSize);
        return wanted.answer(tokens.list(wanted), uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional(rollbackOn = SQLException.class)
    @Operation(summary = "Makes a token", description = """
            name, role and facilities (ids, or null for all) are required; role is viewer, operator, manager, administrator or ingest; it \
            expires after expires_in_days, 365 unless given. token is in the answer, this once.""")
    public RestResponse<NewToken> create(@RequestBody(content = @Content(schema = @Schema(implementation = TokenFields.class))) byte[] body)
            throws SQLException {
        grants.requireAllFacilities();
        Fields fields = Fields.of(body);
        String name = fields.text("name", null, TokenResource::faultOfName);
        String role = fields.text("role", null, text -> Role.of(text) == null ? "must be viewer, operator, manager, administrator or ingest" : null);
        Integer[] facilities = fields.idsOrNull("facilities", null, true, Grants.FACILITIES_MAX);
        int days = fields.integer("expires_in_days", DAYS_DEFAULT, 1, DAYS_MAX);
        Grants.check(fields, facilities);
        fields.check();
        String token = Tokens.PREFIX + Secret.fresh();
        TokenView view = tokens.create(token, name, role, facilities, days, caller.name());
        return RestResponse.status(RestResponse.Status.CREATED, new NewToken(view, token));
    }

    @DELETE
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "Revokes a token", description = "At once in this instance, within seconds in others; what it has opened is closed")
    public void revoke(int id) {
        grants.requireAllFacilities();
        if (!QuarkusTransaction.requiringNew().call(() -> tokens.revoke(id))) {
            throw Problem.notFound("there is no such token, or no longer");
        }
        tokens.changed(id);
    }

    private static String faultOfName(String name) {
        return !name.isEmpty() && name.length() <= NAME_LENGTH_MAX && name.chars().noneMatch(Character::isISOControl) ? null
                : "must be 1 to " + NAME_LENGTH_MAX + " characters, none of them a control character";
    }
}
