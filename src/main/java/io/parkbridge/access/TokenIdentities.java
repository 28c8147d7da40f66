package io.parkbridge.access;

import java.sql.SQLException;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Machines by their token. */
@ApplicationScoped
class TokenIdentities implements IdentityProvider<AccessMechanism.ByToken> {

    private final Tokens tokens;

    TokenIdentities(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<AccessMechanism.ByToken> getRequestType() {
        return AccessMechanism.ByToken.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(AccessMechanism.ByToken request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> {
            try {
                SecurityIdentity identity = tokens.find(request.token);
                if (identity == null) {
                    throw new AuthenticationFailedException("no such token");
                }
                return identity;
            } catch (SQLException e) {
                throw new IllegalStateException("whose token it is cannot be asked", e);
            }
        });
    }
}
