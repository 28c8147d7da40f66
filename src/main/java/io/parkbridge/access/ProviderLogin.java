package io.parkbridge.access;

import java.net.URI;
import java.sql.SQLException;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/**
 * {@code /login/provider}: the way to the OpenID Connect provider and back. Who comes back gets a session as everybody has one; the
 * provider's own is not kept, so that logging out, expiry and what administrators do work alike for all.
 */
@Path("/login/provider")
@Authenticated
@RunOnVirtualThread
@Unlimited
public class ProviderLogin {

    private final ProviderUsers users;
    private final Sessions sessions;
    private final Audit audit;
    private final OidcSession provider;
    private final HttpServerRequest request;

    ProviderLogin(ProviderUsers users, Sessions sessions, Audit audit, OidcSession provider, HttpServerRequest request) {
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.provider = provider;
        this.request = request;
    }

    @GET
    @Operation(hidden = true)
    public Response logIn(@QueryParam("to") String to) throws SQLException {
        JsonWebToken token = provider.getIdToken();
        provider.logout().await().indefinitely();
        User user = users.of(token);
        String address = request.remoteAddress() == null ? "unknown" : request.remoteAddress().hostAddress();
        SessionCookie.set(request, sessions.open(user.id, address));
        audit.record(new Who(Caller.Kind.USER, user.name), Entry.of(Action.LOGIN, Subject.SESSION, null, user.name, null, null));
        return Response.seeOther(URI.create(isOurs(to) ? to : "/")).build();
    }

    /** A path, and no address of another host in disguise. */
    private static boolean isOurs(String to) {
        return to != null && to.matches("/(?![/\\\\])[A-Za-z0-9/._~?&=%+-]*");
    }
}
