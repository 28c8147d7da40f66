package io.parkbridge.http;

import java.util.List;
import java.util.Map;
import jakarta.ws.rs.core.Response.Status;

/**
 * A request that cannot be answered, told as RFC 9457 problem details by the calls beyond the predecessor's; its texts are meant for
 * whoever sent the request.
 */
public final class Problem extends RuntimeException {

    final Status status;
    final transient Map<String, List<String>> errors;

    /**
     * @param errors what is wrong with each field, all at once; empty where it is not about fields
     */
    private Problem(Status status, String detail, Map<String, List<String>> errors) {
        super(detail);
        this.status = status;
        this.errors = errors;
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

    /** {@code If-Match} names another version than the present one. */
    public static Problem preconditionFailed(String detail) {
        return new Problem(Status.PRECONDITION_FAILED, detail, Map.of());
    }

    /** {@code If-Match} is required and absent. */
    public static Problem preconditionRequired(String detail) {
        return new Problem(Status.PRECONDITION_REQUIRED, detail, Map.of());
    }
}
