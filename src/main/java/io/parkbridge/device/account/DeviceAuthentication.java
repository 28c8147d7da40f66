package io.parkbridge.device.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Devices that post readings say who they are by HTTP Basic, with the credentials they have for the broker. Elsewhere, and of any other
 * {@code Authorization}, it has no opinion.
 */
@ApplicationScoped
public class DeviceAuthentication implements HttpAuthenticationMechanism {

    private static final String BASIC = "Basic ";
    private static final Set<String> READINGS = Set.of("/api/telemetry", "/api/telemetry/", "/api/telemetry/bulk", "/api/telemetry/bulk/",
            "/api/parking-log", "/api/parking-log/");

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        String said = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (said == null || !said.regionMatches(true, 0, BASIC, 0, BASIC.length()) || !takesReadings(request)) {
            return Uni.createFrom().nullItem();
        }
        DeviceLogin login = login(said.substring(BASIC.length()).strip());
        return login == null ? Uni.createFrom().failure(new AuthenticationFailedException()) : identities.authenticate(login);
    }

    /** Null where it is not base64 of a name, a colon and a password. */
    private static DeviceLogin login(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 || text.indexOf(0) >= 0 ? null : new DeviceLogin(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return takesReadings(request)
                ? Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Basic realm=\"Parkbridge devices\", charset=\"UTF-8\""))
                : Uni.createFrom().nullItem();
    }

    private static boolean takesReadings(RoutingContext request) {
        return request.request().method() == HttpMethod.POST && READINGS.contains(request.normalizedPath());
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(DeviceLogin.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "basic"));
    }
}
