package io.parkbridge.scope;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Whoever names facilities in a header is an administrator of these, or a manager; {@code all} is one of everything. In tests alone. */
@ApplicationScoped
public class TestCaller implements HttpAuthenticationMechanism {

    public static final String FACILITIES = "X-Test-Facilities";
    public static final String ALL = "all";
    /** Whoever is named there is a manager and no more. */
    public static final String MANAGER = "X-Test-Manager";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String facilities = context.request().getHeader(FACILITIES);
        return facilities == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(caller(facilities, context.request().getHeader(MANAGER)));
    }

    private static SecurityIdentity caller(String facilities, String manager) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(manager == null ? "test" : manager))
                .addRoles(manager == null ? Set.of("viewer", "operator", "manager", "administrator", "ingest") : Set.of("viewer", "operator", "manager"));
        if (!facilities.equals(ALL)) {
            identity.addAttribute(Reach.ATTRIBUTE, Arrays.stream(facilities.split(",")).map(Long::valueOf).collect(Collectors.toSet()));
        }
        return identity.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
