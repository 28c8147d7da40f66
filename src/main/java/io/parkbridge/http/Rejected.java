package io.parkbridge.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.Response.Status;

/**
 * A request to one of the predecessor's calls that is not taken, told as its clients expect:
 * {@code {"status":"error","errors":{field:[text…]}}}. The texts are meant for whoever sent the request.
 */
public final class Rejected extends RuntimeException {

    /** Stands for a field where the request as a whole is at fault. */
    public static final String WHOLE = "non_field_errors";

    final Status status;
    final transient Map<String, List<String>> errors;
    final Duration retryAfter;

    private Rejected(Status status, Map<String, List<String>> errors, Duration retryAfter) {
        super(status.getStatusCode() + " " + errors);
        this.status = status;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    /** 400 with every field that is wrong. */
    public static Rejected fields(Map<String, List<String>> errors) {
        return new Rejected(Status.BAD_REQUEST, errors, Duration.ZERO);
    }

    /** 400 for the body as a whole. */
    public static Rejected body(String text) {
        return fields(Map.of(WHOLE, List.of(text)));
    }

    /** 413. */
    public static Rejected tooLarge(String text) {
        return new Rejected(Status.REQUEST_ENTITY_TOO_LARGE, Map.of(WHOLE, List.of(text)), Duration.ZERO);
    }

    /** 429: too much of this sender for now. */
    public static Rejected tooMany(String text, Duration retryAfter) {
        return new Rejected(Status.TOO_MANY_REQUESTS, Map.of(WHOLE, List.of(text)), retryAfter);
    }

    /** 503: nothing is wrong with the request, it should come again. */
    public static Rejected unavailable(String text, Duration retryAfter) {
        return new Rejected(Status.SERVICE_UNAVAILABLE, Map.of(WHOLE, List.of(text)), retryAfter);
    }
}
