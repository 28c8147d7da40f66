package io.parkbridge.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/**
 * A request that cannot be answered, told as RFC 9457 problem details by the calls beyond the predecessor's; its texts are meant for
 * whoever sent the request.
 */
public final class Problem extends RuntimeException {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The members of RFC 9457, with {@code errors} by field as an extension. */
    private record Details(String type, String title, int status, String detail, Map<String, List<String>> errors) {
    }

    final Status status;
    final transient Map<String, List<String>> errors;
    private final Duration retryAfter;

    /**
     * @param errors what is wrong with each field, all at once; empty where it is not about fields
     */
    private Problem(Status status, String detail, Map<String, List<String>> errors, Duration retryAfter) {
        super(detail);
        this.status = status;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    private Problem(Status status, String detail, Map<String, List<String>> errors) {
        this(status, detail, errors, Duration.ZERO);
    }

    public static Problem ofField(String field, String fault) {
        return ofFields(Map.of(field, List.of(fault)));
    }

    /** Nobody is logged in. */
    public static Problem unauthorized() {
        return unauthorized("log in, or show a token");
    }

    public static Problem unauthorized(String detail) {
        return new Problem(Status.UNAUTHORIZED, detail, Map.of());
    }

    /** Whoever it is may not. */
    public static Problem forbidden(String detail) {
        return new Problem(Status.FORBIDDEN, detail, Map.of());
    }

    /** 429. */
    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(Status.TOO_MANY_REQUESTS, detail, Map.of(), retryAfter);
    }

    /** 503: nothing is wrong with the request, it should come again. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(Status.SERVICE_UNAVAILABLE, detail, Map.of(), retryAfter);
    }

    /** Fields that make no sense: 400 with every one of them named. */
    public static Problem ofFields(Map<String, List<String>> errors) {
        return new Problem(Status.BAD_REQUEST, "some fields are not acceptable: " + String.join(", ", errors.keySet()), errors);
    }

    public static Problem badRequest(String detail) {
        return new Problem(Status.BAD_REQUEST, detail, Map.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(Status.NOT_FOUND, detail, Map.of());
    }

    /** The request is fine, but what is there now stands against it. */
    public static Problem conflict(String detail) {
        return new Problem(Status.CONFLICT, detail, Map.of());
    }

    /** Nothing is wrong with the request, but whom it takes is away. */
    public static Problem unavailable(String detail) {
        return new Problem(Status.SERVICE_UNAVAILABLE, detail, Map.of());
    }

    /** {@code If-Match} names another version than the present one. */
    public static Problem preconditionFailed(String detail) {
        return new Problem(Status.PRECONDITION_FAILED, detail, Map.of());
    }

    /** {@code If-Match} is required and absent. */
    public static Problem preconditionRequired(String detail) {
        return new Problem(Status.PRECONDITION_REQUIRED, detail, Map.of());
    }

    /** What is wrong, where there is no answer that could name fields. */
    public String inOneLine() {
        return errors.isEmpty() ? getMessage() : errors.values().stream().flatMap(List::stream).collect(Collectors.joining("; "));
    }

    /** The answer. */
    public Response response() {
        Response.ResponseBuilder answer = Response.status(status).type(MEDIA_TYPE).entity(details());
        return (retryAfter.isZero() ? answer : answer.header("Retry-After", retryAfter.toSeconds())).build();
    }

    /** The answer's body, where no resource has been reached that could give it. */
    public String json() {
        return JsonObject.of("type", "about:blank", "title", status.getReasonPhrase(), "status", status.getStatusCode(), "detail", getMessage(),
                "errors", JsonObject.of()).encode();
    }

    private Details details() {
        return new Details("about:blank", status.getReasonPhrase(), status.getStatusCode(), getMessage(), errors);
    }
}
