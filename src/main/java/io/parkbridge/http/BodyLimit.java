package io.parkbridge.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
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
 * Reads a request's body whole, up to {@code quarkus.http.limits.max-body-size}, before a thread is spent on it; the image of a plan up to
 * {@code parkbridge.web.image-max}, from somebody who has a role. Beyond that the answer is a 413 that says so: left to itself the framework
 * sends one without a body, and logs an error where the length was not announced. Forms are left to the framework, which reads them in
 * parts.
 */
@ApplicationScoped
class BodyLimit {

    /** Before the framework's own check of the limit, which stands at -2. */
    private static final int ORDER = -3;
    private static final String READ = "parkbridge.body-read";
    private static final Pattern IMAGE = Pattern.compile("/api/zones/\\d{1,9}/plan/image/?");

    private final long bytesMax;
    private final long imageBytesMax;
    private final BodyHandler reader;
    private final BodyHandler imageReader;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bytesMax,
            @ConfigProperty(name = "parkbridge.web.image-max") MemorySize imageBytesMax) {
        this.bytesMax = bytesMax.asLongValue();
        this.imageBytesMax = imageBytesMax.asLongValue();
        this.reader = BodyHandler.create(false).setBodyLimit(this.bytesMax);
        this.imageReader = BodyHandler.create(false).setBodyLimit(this.imageBytesMax);
    }

    void install(@Observes Router router) {
        router.route("/api/*").order(ORDER).method(HttpMethod.POST).method(HttpMethod.PUT).method(HttpMethod.PATCH)
                .handler(this::read).handler(BodyLimit::markRead).failureHandler(this::refuse);
    }

    private void read(RoutingContext request) {
        if (isForm(request)) {
            request.next();
        } else {
            (isImage(request) ? imageReader : reader).handle(request);
        }
    }

    /** A stranger gets no more memory than elsewhere. */
    private static boolean isImage(RoutingContext request) {
        return request.request().method() == HttpMethod.PUT && !isForm(request) && IMAGE.matcher(request.normalizedPath()).matches()
                && request.user() instanceof QuarkusHttpUser user && !user.getSecurityIdentity().getRoles().isEmpty();
    }

    /** Where there is no body the framework would take it for one that is still to come, and wait for it. */
    private static void markRead(RoutingContext request) {
        request.put(READ, true);
        if (isImage(request)) {
            // the framework knows one limit for all, and judges by what was announced: this one is here already
            request.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        if (!isForm(request) && request.body().buffer() == null) {
            ((RoutingContextInternal) request).setBody(Buffer.buffer());
        }
        request.next();
    }

    private static boolean isForm(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && (type.regionMatches(true, 0, MediaType.MULTIPART_FORM_DATA, 0, MediaType.MULTIPART_FORM_DATA.length())
                || type.regionMatches(true, 0, MediaType.APPLICATION_FORM_URLENCODED, 0, MediaType.APPLICATION_FORM_URLENCODED.length()));
    }

    private void refuse(RoutingContext request) {
        boolean tooLarge = request.statusCode() == Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
        if (!tooLarge && request.get(READ) != null || request.response().ended()) {
            request.next();
            return;
        }
        String text = tooLarge ? "The body is larger than " + (isImage(request) ? imageBytesMax : bytesMax) + " bytes." : "The body cannot be read to its end.";
        request.response().setStatusCode(tooLarge ? request.statusCode() : Status.BAD_REQUEST.getStatusCode()).putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(Json.encode(Map.of("status", "error", "errors", Map.of(Rejected.WHOLE, List.of(text)))));
    }
}
