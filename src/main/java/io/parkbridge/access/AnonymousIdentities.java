package io.parkbridge.access;

import java.util.Set;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AnonymousAuthenticationRequest;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Who is not logged in: nobody, or whom the configuration takes everybody for. */
@ApplicationScoped
class AnonymousIdentities implements IdentityProvider<AnonymousAuthenticationRequest> {

    private static final Logger LOG = Logger.getLogger(AnonymousIdentities.class);
    private static final String NONE = "none";

    private final SecurityIdentity identity;

    AnonymousIdentities(AccessConfig config) {
        identity = Identities.anonymous(roles(config.anonymousRole()));
    }

    private static Set<String> roles(String setting) {
        if (setting.equals(NONE)) {
            return Set.of();
        }
        Role role = Role.of(setting);
        if (role == null) {
            throw new IllegalArgumentException("parkbridge.access.anonymous-role must be none, viewer, operator, manager, administrator or "
                    + "ingest, and not " + setting);
        }
        return role.names;
    }

    void onStart(@Observes StartupEvent start) {
        if (!identity.getRoles().isEmpty()) {
            LOG.warnf("who is not logged in has the roles %s (parkbridge.access.anonymous-role)", identity.getRoles());
        }
    }

    @Override
    public Class<AnonymousAuthenticationRequest> getRequestType() {
        return AnonymousAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(AnonymousAuthenticationRequest request, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }
}
