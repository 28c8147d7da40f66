package io.parkbridge.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;

/** Who a request comes from, for what is kept of who did what. As long as there is no login, that is an address. */
@RequestScoped
public class Caller {

    private final HttpServerRequest request;

    Caller(HttpServerRequest request) {
        this.request = request;
    }

    public String name() {
        return request.remoteAddress() == null ? "anonymous" : request.remoteAddress().hostAddress();
    }
}
