package io.parkbridge.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The login's address: the bundler names pages after their files. */
@ApplicationScoped
class LoginPage {

    void install(@Observes Router router) {
        router.route("/login").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(request -> request.reroute("/login.html"));
    }
}
