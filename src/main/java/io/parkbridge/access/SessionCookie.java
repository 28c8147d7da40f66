package io.parkbridge.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

/**
 * The cookie that holds a session's secret: no script reads it, no other site sends it along with more than a link, and over TLS it is sent
 * to this very host only. Behind a proxy that ends TLS, {@code quarkus.http.proxy.proxy-address-forwarding} tells of it.
 */
final class SessionCookie {

    private static final String NAME = "parkbridge";
    private static final String NAME_SECURE = "__Host-parkbridge";

    private SessionCookie() {
    }

    /** Null where there is none, or what it holds is none of our secrets. */
    static String read(HttpServerRequest request) {
        Cookie cookie = request.getCookie(name(request));
        return cookie != null && Secret.isPossible(cookie.getValue()) ? cookie.getValue() : null;
    }

    static void set(HttpServerRequest request, String secret) {
        request.response().addCookie(of(request, secret));
    }

    static void clear(HttpServerRequest request) {
        request.response().addCookie(of(request, "").setMaxAge(0));
    }

    private static Cookie of(HttpServerRequest request, String secret) {
        return Cookie.cookie(name(request), secret).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.LAX).setSecure(isSecure(request));
    }

    private static String name(HttpServerRequest request) {
        return isSecure(request) ? NAME_SECURE : NAME;
    }

    private static boolean isSecure(HttpServerRequest request) {
        return "https".equals(request.scheme());
    }
}
