package io.parkbridge.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;

import io.parkbridge.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * A browser sends the session's cookie along, whoever has made it call. A call that changes something has to show as {@value #HEADER} what
 * only our own page can know: a hash of the session's secret, which {@code /api/session} tells. Tokens need none of it, and logging in
 * takes JSON, which a foreign page may not send.
 */
@ApplicationScoped
class CrossSiteGuard {

    static final String HEADER = "X-CSRF-Token";

    /** After CORS (300), before authentication (200). */
    private static final int PRIORITY = 250;
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String LOGIN = "/api/session";

    void install(@Observes Filters filters) {
        filters.register(CrossSiteGuard::check, PRIORITY);
    }

    /** What a session's page has to show. */
    static String tokenOf(String sessionSecret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.sha256("csrf " + sessionSecret));
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String secret = HARMLESS.contains(request.method()) || request.headers().contains(HttpHeaders.AUTHORIZATION) || isLogin(request) ? null
                : SessionCookie.read(request);
        if (secret == null || isEqual(tokenOf(secret), request.getHeader(HEADER))) {
            context.next();
            return;
        }
        context.response().setStatusCode(403).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Problem.forbidden("the header " + HEADER + " must be the csrf_token that GET /api/session tells").json());
    }

    private static boolean isLogin(HttpServerRequest request) {
        return request.method() == HttpMethod.POST && (request.path().equals(LOGIN) || request.path().equals(LOGIN + "/"));
    }

    private static boolean isEqual(String expected, String shown) {
        return shown != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
