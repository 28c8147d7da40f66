package io.parkbridge.access;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.audit.Who;
import io.parkbridge.http.Caller;
import io.parkbridge.scope.Unlimited;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/**
 * {@code /login/provider}: the way to the OpenID Connect provider and back. Who comes back gets a session as everybody has one; the
 * provider's own is not kept, so that logging out, expiry and what administrators do work alike for all. Who is not let in is told so by
 * the login page.
 */
@Path("/login")
@RunOnVirtualThread
@Unlimited
public class ProviderLogin {

    static final String REFUSED = "/login/refused";
    private static final int CODE_LENGTH_MAX = 60;

    private final ProviderUsers users;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final Audit audit;
    private final OidcSession provider;
    private final Caller caller;
    private final HttpServerRequest request;

    ProviderLogin(ProviderUsers users, Sessions sessions, LoginThrottle throttle, Audit audit, OidcSession provider, Caller caller,
            HttpServerRequest request) {
        this.users = users;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.provider = provider;
        this.caller = caller;
        this.request = request;
    }

    @GET
    @Path("/provider")
    @Authenticated
    @Operation(hidden = true)
    public Response logIn(@QueryParam("to") String to) throws SQLException {
        JsonWebToken token = provider.getIdToken();
        provider.logout().await().indefinitely();
        try {
            User user = users.of(token);
            String secret = sessions.open(user, caller);
            if (secret == null) {
                throw new ProviderUsers.NotLetIn(Refusal.ENDED);
            }
            SessionCookie.set(request, secret);
            audit.record(new Who(Caller.Kind.USER, user.name), Entry.of(Action.LOGIN, Subject.SESSION, null, user.name, null,
                    Map.of("provider", token.getIssuer())));
            return Response.seeOther(URI.create(isOurs(to) ? to : "/")).build();
        } catch (ProviderUsers.NotLetIn e) {
            String name = ProviderUsers.shownName(token);
            audit.record(new Who(Caller.Kind.ANONYMOUS, name), Entry.of(Action.LOGIN_FAILED, Subject.SESSION, null, name, null,
                    Map.of("provider", token.getIssuer(), "reason", e.reason)));
            return refused(e.reason, to);
        }
    }

    /**
     * Where the provider's refusal leads. Anybody can come here, or be led here by another site, so it is recorded no more often than failed
     * passwords are looked at, and slows no password down.
     */
    @GET
    @Path("/refused")
    @PermitAll
    @Operation(hidden = true)
    public Response refuse(@QueryParam("error") String error, @QueryParam("to") String to) throws SQLException {
        Refusal reason = "access_denied".equals(error) ? Refusal.DENIED : Refusal.FAILED;
        if (throttle.begin("refused " + caller.address()).isZero()) {
            String code = error == null ? "" : error.substring(0, Math.min(error.length(), CODE_LENGTH_MAX));
            audit.record(new Who(Caller.Kind.ANONYMOUS, caller.address()), Entry.of(Action.LOGIN_FAILED, Subject.SESSION, null, null, null,
                    Map.of("provider", code, "reason", reason)));
        }
        return refused(reason, to);
    }

    private static Response refused(Refusal reason, String to) {
        String back = isOurs(to) ? "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8) : "";
        return Response.seeOther(URI.create("/login?refused=" + reason.lowerCase() + back)).build();
    }

    /** A path, and no address of another host in disguise. */
    private static boolean isOurs(String to) {
        return to != null && to.matches("/(?![/\\\\])[A-Za-z0-9/._~?&=%+-]*");
    }
}
