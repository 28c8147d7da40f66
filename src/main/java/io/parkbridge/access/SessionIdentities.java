package io.parkbridge.access;

import java.sql.SQLException;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** People by their session. */
@ApplicationScoped
class SessionIdentities implements IdentityProvider<AccessMechanism.BySession> {

    private final Sessions sessions;

    SessionIdentities(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<AccessMechanism.BySession> getRequestType() {
        return AccessMechanism.BySession.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(AccessMechanism.BySession request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> {
            try {
                Sessions.Open open = sessions.find(request.secret);
                if (open == null) {
                    throw new AuthenticationFailedException("no such session");
                }
                return open.identity();
            } catch (SQLException e) {
                throw new IllegalStateException("whose session it is cannot be asked", e);
            }
        });
    }
}
