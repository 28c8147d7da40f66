package io.parkbridge.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.parkbridge.http.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;

/**
 * Who sends a request: a person by the session's cookie, a machine by {@code Authorization: Bearer}. A cookie that is no longer good is as
 * none at all; a token that is not good is refused. A request with an {@code Authorization} header stands by that alone. Who may not see a
 * page is led to the login and back.
 */
@ApplicationScoped
class AccessMechanism implements HttpAuthenticationMechanism {

    private static final String BEARER = "bearer ";

    /** A session's secret. */
    static final class BySession extends BaseAuthenticationRequest {

        final String secret;

        BySession(String secret) {
            this.secret = secret;
        }
    }

    /** What a machine shows. */
    static final class ByToken extends BaseAuthenticationRequest {

        final String token;

        ByToken(String token) {
            this.token = token;
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? identities.authenticate(new ByToken(authorization.substring(BEARER.length()).strip()))
                    : Uni.createFrom().nullItem();
        }
        String secret = SessionCookie.read(request.request());
        return secret == null ? Uni.createFrom().nullItem()
                : identities.authenticate(new BySession(secret)).onFailure(AuthenticationFailedException.class).recoverWithNull();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(BySession.class, ByToken.class);
    }

    /** Before mechanisms that only know one way: what the answer to a stranger looks like is decided here. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1_000;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(isOfPage(request) ? new ChallengeData(Status.FOUND.getStatusCode(), HttpHeaders.LOCATION, login(request))
                : new ChallengeData(Status.UNAUTHORIZED.getStatusCode(), "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        return getChallenge(request).map(challenge -> {
            request.response().setStatusCode(challenge.status);
            challenge.getHeaders().forEach((name, value) -> request.response().putHeader(name, value));
            if (challenge.status == Status.UNAUTHORIZED.getStatusCode()) {
                request.response().putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
                request.response().end(Problem.unauthorized().json());
            } else {
                request.response().end();
            }
            return true;
        });
    }

    private static boolean isOfPage(RoutingContext request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        return request.request().method() == HttpMethod.GET && accept != null && accept.contains("text/html")
                && !request.request().path().startsWith("/api/");
    }

    private static String login(RoutingContext request) {
        return "/login?to=" + URLEncoder.encode(request.request().uri(), StandardCharsets.UTF_8);
    }
}
