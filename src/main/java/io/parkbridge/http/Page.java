package io.parkbridge.http;

import java.util.List;

import org.jboss.resteasy.reactive.RestResponse;

import jakarta.ws.rs.core.UriInfo;

/**
 * A part of a list.
 *
 * @param number from 1
 */
public record Page(int number, int size) {

    private static final int SIZE_DEFAULT = 1_000;
    private static final int SIZE_MAX = 10_000;

    /** Reads {@code page} and {@code page_size}; absent, the first {@value #SIZE_DEFAULT}. */
    public static Page of(String page, String pageSize) {
        Integer number = QueryParameter.id("page", page);
        Integer size = QueryParameter.id("page_size", pageSize);
        if (number != null && (number < 1 || number > Integer.MAX_VALUE / SIZE_MAX)) {
            throw new BadParameter("page must be 1 or more, and is at most " + Integer.MAX_VALUE / SIZE_MAX);
        }
        if (size != null && (size < 1 || size > SIZE_MAX)) {
            throw new BadParameter("page_size must be 1 to " + SIZE_MAX);
        }
        return new Page(number == null ? 1 : number, size == null ? SIZE_DEFAULT : size);
    }

    /** The same for a list whose clients may know of no pages: with neither said it is all of it, up to {@value #SIZE_MAX}. */
    public static Page ofWhole(String page, String pageSize) {
        boolean isWhole = QueryParameter.id("page", page) == null && QueryParameter.id("page_size", pageSize) == null;
        return isWhole ? new Page(1, SIZE_MAX) : of(page, pageSize);
    }

    /** How many rows to ask the database for: one more than shown tells whether there is a next page. */
    public int limit() {
        return size + 1;
    }

    public int offset() {
        return (number - 1) * size;
    }

    /** The page's rows, with {@code Link: <…>; rel="next"} where there are more. */
    public <T> RestResponse<List<T>> answer(List<T> rows, UriInfo uri) {
        if (rows.size() <= size) {
            return RestResponse.ok(rows);
        }
        String next = uri.getRequestUriBuilder().replaceQueryParam("page", number + 1).build().toString();
        return RestResponse.ResponseBuilder.ok(rows.subList(0, size)).header("Link", "<" + next + ">; rel=\"next\"").build();
    }
}
