package io.parkbridge.http;

import java.util.Map;
import java.util.regex.Pattern;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;

/** What every answer tells a browser not to do, whoever gives the answer. */
@ApplicationScoped
class AnswerHeaders {

    private static final int HEADERS_MAX = 100;
    private static final int HEADERS_TOO_MANY = 431;

    /** Styles may stand in the page: Vaadin's components write some into it, Lit binds style attributes, charts write tooltips with them. Scripts may not. */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** Its page has inline scripts of its own; it shows our own interface document alone. */
    private static final String SWAGGER_UI = PAGE.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String NOTHING_OF_THE_MACHINE = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            + "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), serial=(), hid=(), bluetooth=()";
    private static final Pattern BUNDLE = Pattern.compile("/static/bundle/[^/]+-[A-Z0-9]{8}\\.\\w+");
    private static final String A_YEAR = "max-age=31536000";

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::onRequest);
    }

    void install(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(this::onRequest);
    }

    private void onRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader(RequestId.HEADER, RequestId.of(context));
        write(context.normalizedPath(), "https".equals(request.scheme()), context.response());
        if (BUNDLE.matcher(context.normalizedPath()).matches()) {
            context.addHeadersEndHandler(sent -> keep(context.response()));
        }
        int refused = refused(request.headers());
        if (refused == 0) {
            context.next();
        } else {
            context.response().setStatusCode(refused).putHeader("Connection", "close").end().onComplete(sent -> request.connection().close());
        }
    }

    /** The status for a head that is too long, or that leaves open where its body ends; 0 for any other. */
    private static int refused(MultiMap headers) {
        int count = 0;
        for (Map.Entry<String, String> header : headers) {
            if (++count > HEADERS_MAX) {
                return HEADERS_TOO_MANY;
            }
            if (header.getKey().equalsIgnoreCase("Transfer-Encoding") && !header.getValue().equalsIgnoreCase("chunked")) {
                return Status.BAD_REQUEST.getStatusCode();
            }
        }
        return 0;
    }

    /** A bundle's name changes with its content; that there is none of a name may change. */
    private static void keep(HttpServerResponse answer) {
        if (answer.getStatusCode() == Status.OK.getStatusCode() || answer.getStatusCode() == Status.NOT_MODIFIED.getStatusCode()) {
            answer.putHeader("Cache-Control", "public, max-age=31536000, immutable");
        }
    }

    private static void write(String path, boolean encrypted, HttpServerResponse answer) {
        boolean isData = path.startsWith("/api/") || path.startsWith("/ws/");
        answer.putHeader("Content-Security-Policy", isData ? DATA : path.startsWith("/q/swagger-ui") ? SWAGGER_UI : PAGE)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Permissions-Policy", NOTHING_OF_THE_MACHINE)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        answer.putHeader("Cache-Control", isData ? "no-store" : "no-cache"); // open data says otherwise
        if (encrypted) {
            answer.putHeader("Strict-Transport-Security", A_YEAR);
        }
    }
}
