package io.parkbridge.http;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads a request's body whole, up to {@code quarkus.http.limits.max-body-size}, before a thread is spent on it. Beyond that the answer is
 * a 413 that says so: left to itself the framework sends one without a body, and logs an error where the length was not announced.
 */
@ApplicationScoped
class BodyLimit {

    /** Before the framework's own check of the limit, which stands at -2. */
    private static final int ORDER = -3;

    private final long bytesMax;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bytesMax) {
        this.bytesMax = bytesMax.asLongValue();
    }

    void install(@Observes Router router) {
        router.route("/api/*").order(ORDER).method(HttpMethod.POST).method(HttpMethod.PUT).method(HttpMethod.PATCH)
                .handler(BodyHandler.create(false).setBodyLimit(bytesMax))
                .handler(BodyLimit::emptyIsRead)
                .failureHandler(this::refuse);
    }

    /** Where there is no body the framework would take it for one that is still to come, and wait for it. */
    private static void emptyIsRead(RoutingContext request) {
        if (request.body().buffer() == null) {
            ((RoutingContextInternal) request).setBody(Buffer.buffer());
        }
        request.next();
    }

    private void refuse(RoutingContext request) {
        if (request.statusCode() != Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode()) {
            request.next();
            return;
        }
        String text = "The body is larger than " + bytesMax + " bytes.";
        request.response().setStatusCode(request.statusCode()).putHeader("Content-Type", MediaType.APPLICATION_JSON)
                .putHeader("Connection", "close")
                .end(Json.encode(Map.of("status", "error", "errors", Map.of(Rejected.WHOLE, List.of(text)))));
    }
}
