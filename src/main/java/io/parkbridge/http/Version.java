package io.parkbridge.http;

import java.util.Arrays;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Optimistic locking: who changes a thing says which version of it was seen (RFC 9110, {@code ETag} and {@code If-Match}). */
public final class Version {

    private Version() {
    }

    /**
     * @param ifMatch the request's header; {@code *} stands for any version
     * @throws Problem 428 where the header is absent, 412 where the thing has been changed since
     */
    public static void require(String ifMatch, int present) {
        require(ifMatch, Integer.toString(present));
    }

    /** @param present of whatever form */
    public static void require(String ifMatch, String present) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired("If-Match must name the version that was seen: the ETag of the last answer");
        }
        requireIfGiven(ifMatch, present);
    }

    /**
     * The same for things so small that who names no version may overwrite them.
     *
     * @throws Problem 412 where a version is named and the thing has been changed since
     */
    public static void requireIfGiven(String ifMatch, String present) {
        String tag = tag(present);
        if (ifMatch != null && !ifMatch.isBlank()
                && Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(seen -> seen.equals("*") || seen.equals(tag))) {
            throw Problem.preconditionFailed("it has been changed since; the present version is " + tag);
        }
    }

    /** The thing as it is now, with its version. */
    public static <T> RestResponse<T> answer(Status status, T entity, int version) {
        return answer(status, entity, Integer.toString(version));
    }

    /** @param version of whatever form */
    public static <T> RestResponse<T> answer(Status status, T entity, String version) {
        return RestResponse.ResponseBuilder.create(status, entity).header("ETag", tag(version)).build();
    }

    private static String tag(String version) {
        return "\"" + version + "\"";
    }
}
