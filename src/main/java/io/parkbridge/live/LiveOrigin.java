package io.parkbridge.live;

import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;

/**
 * Browsers open a WebSocket for a page of any origin, with our cookies, and leave it to us: only our own pages may, and those that may
 * call the API. Who names no origin is no browser.
 */
@ApplicationScoped
class LiveOrigin implements HttpUpgradeCheck {

    private final List<String> named;

    LiveOrigin(@ConfigProperty(name = "quarkus.http.cors.enabled") boolean cors,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> origins) {
        this.named = cors ? origins.orElse(List.of()) : List.of();
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return isWelcome(context.httpRequest()) ? CheckResult.permitUpgrade() : CheckResult.rejectUpgrade(Status.FORBIDDEN.getStatusCode());
    }

    private boolean isWelcome(HttpServerRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        return origins.isEmpty() || origins.size() == 1 && (isOurs(origins.getFirst(), request) || named.contains(origins.getFirst()));
    }

    /** A proxy that ends TLS and is not trusted leaves us in the dark about the scheme, so that http may be https; never the other way round. */
    private static boolean isOurs(String origin, HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host != null
                && (origin.equalsIgnoreCase("https://" + host) || !"https".equals(request.scheme()) && origin.equalsIgnoreCase("http://" + host));
    }
}
