package io.parkbridge.http;

import java.util.regex.Pattern;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The addresses of the screen's pages ({@code /devices/PARK-B1-S001}) are known to the browser alone; whoever opens or reloads one gets the one
 * document that holds them all. A file, a call of the API and what the framework serves are no pages, and not found where they are not.
 */
@ApplicationScoped
class Pages {

    private static final Pattern PAGE = Pattern.compile("/(?!(?:api|ws|q|static|login)(?:/|$)).+");
    private static final Pattern FILE = Pattern.compile(".*\\.(?:js|css|map|json|ya?ml|svg|png|ico|txt|xml|html|webmanifest|php|woff2?)");

    void install(@Observes Router router) {
        router.routeWithRegex(PAGE.pattern()).method(HttpMethod.GET).handler(Pages::serve);
    }

    private static void serve(RoutingContext request) {
        String accepted = request.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains("text/html") && !FILE.matcher(request.normalizedPath()).matches()) {
            request.reroute("/");
        } else {
            request.next();
        }
    }
}
