package io.parkbridge.access;

import java.sql.SQLException;
import java.util.Set;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.scope.Unlimited;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/session}: log in, who am I, log out. */
@Path("/api/session")
@Tag(name = "Access")
@PermitAll
@Unlimited
@RunOnVirtualThread
public class SessionResource {

    /** What logs in. */
    @Schema(name = "Login")
    public record LoginFields(String name, String password) {
    }

    /** What changes one's password. */
    @Schema(name = "PasswordChange")
    public record PasswordFields(String currentPassword, String newPassword) {
    }

    /**
     * @param name        null: not logged in, and everybody has the role
     * @param facilities  ids; null: all
     * @param csrfToken   null where no session's cookie was sent
     * @param hasPassword false of machines, and of who logs in at the OpenID Connect provider
     */
    public record SessionView(String name, String fullName, String role, Set<Long> facilities, String csrfToken, boolean hasPassword) {
    }

    /**
     * @param provider     whether {@code /login/provider} leads to the company's own login
     * @param providerName as people call it; null where nothing is said
     */
    public record Ways(boolean provider, String providerName) {
    }

    private final Login login;
    private final Sessions sessions;
    private final Audit audit;
    private final SecurityIdentity identity;
    private final Caller caller;
    private final HttpServerRequest request;
    private final Ways ways;

    SessionResource(Login login, Sessions sessions, Audit audit, SecurityIdentity identity, Caller caller, HttpServerRequest request,
            AccessConfig config, @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean provider) {
        this.login = login;
        this.sessions = sessions;
        this.audit = audit;
        this.identity = identity;
        this.caller = caller;
        this.request = request;
        this.ways = new Ways(provider, provider ? config.providerName().orElse(null) : null);
    }

    @GET
    @Operation(summary = "Who I am", description = "401 where nobody is logged in and no role is granted to everybody")
    public SessionView whoAmI() {
        String role = Role.highest(identity.getRoles());
        if (role == null) {
            throw Problem.unauthorized();
        }
        if (identity.isAnonymous()) {
            return new SessionView(null, null, role, null, null, false);
        }
        User user = identity.getAttribute(Identities.PROOF) instanceof Proof.Session ? login.user(identity.getPrincipal().getName()) : null;
        String csrf = user == null ? null : CrossSiteGuard.tokenOf(SessionCookie.read(request));
        return new SessionView(identity.getPrincipal().getName(), user == null ? null : user.fullName, role,
                identity.getAttribute(Identities.FACILITIES), csrf, user != null && user.passwordHash != null);
    }

    @GET
    @Path("/ways")
    @Operation(summary = "How one can log in, beside name and password")
    public Ways ways() {
        return ways;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Logs in", description = """
            The answer sets the session's cookie; csrf_token goes into the header X-CSRF-Token of every call that changes something. 401 where \
            name or password is wrong, 429 with Retry-After after too many such tries.""")
    public SessionView logIn(@RequestBody(content = @Content(schema = @Schema(implementation = LoginFields.class))) byte[] body)
            throws SQLException {
        requireJson();
        Fields fields = Fields.of(body);
        String name = fields.text("name", null, Login::faultOfText);
        String password = fields.secret("password", Login::faultOfText);
        fields.check();
        return begin(login.check(name, password, caller.address()));
    }

    @DELETE
    @Operation(summary = "Logs out")
    public void logOut() {
        if (identity.getAttribute(Identities.PROOF) instanceof Proof.Session session) {
            QuarkusTransaction.requiringNew().call(() -> {
                for (Sessions.Seen ended : sessions.end(session.userId(), Sessions.id(session))) {
                    audit.record(new Entry(Action.LOGOUT, Subject.SESSION, ended.id(), identity.getPrincipal().getName(), null, ended, null));
                }
                return null;
            });
            sessions.changed(session.userId());
        }
        SessionCookie.clear(request);
    }

    @PUT
    @Authenticated
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Changes one's own password", description = "All sessions of oneself end but this one, which gets a new cookie and csrf_token")
    public SessionView changePassword(@RequestBody(content = @Content(schema = @Schema(implementation = PasswordFields.class))) byte[] body)
            throws SQLException {
        if (!(identity.getAttribute(Identities.PROOF) instanceof Proof.Session)) {
            throw Problem.forbidden("only a person has a password");
        }
        String name = identity.getPrincipal().getName();
        Fields fields = Fields.of(body);
        String present = fields.secret("current_password", Login::faultOfText);
        String wanted = fields.secret("new_password", text -> Passwords.fault(text, name));
        fields.check();
        return begin(login.changePassword(name, present, wanted, caller.address()));
    }

    /**
     * The framework lets pass what names no type at all. A page of another site may have a browser send that, and who is logged in as
     * somebody that page knows believes to be oneself.
     */
    private void requireJson() {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.regionMatches(true, 0, MediaType.APPLICATION_JSON, 0, MediaType.APPLICATION_JSON.length())) {
            throw new NotSupportedException();
        }
    }

    private SessionView begin(User user) throws SQLException {
        String secret = sessions.open(user, caller);
        if (secret == null) {
            throw Login.refused();
        }
        SessionCookie.set(request, secret);
        return new SessionView(user.name, user.fullName, user.role, User.facilitySet(user.facilities), CrossSiteGuard.tokenOf(secret),
                user.passwordHash != null);
    }
}
