package io.parkbridge.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import io.vertx.ext.web.RoutingContext;

/** Names a request in the answer's {@code X-Request-Id}, in the log and in the audit log. Given by us: what a client says proves nothing. */
final class RequestId {

    private static final String KEY = "parkbridge.request-id";
    static final CharSequence HEADER = "X-Request-Id";

    private RequestId() {
    }

    static String of(RoutingContext context) {
        String id = context.get(KEY);
        if (id == null) {
            id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            context.put(KEY, id);
        }
        return id;
    }
}
