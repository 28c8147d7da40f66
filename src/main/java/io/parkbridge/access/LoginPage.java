package io.parkbridge.access;

import io.quarkus.security.AuthenticationRedirectException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

/** The login's address: the bundler names pages after their files. A way to the provider that fails ends there, too. */
@ApplicationScoped
class LoginPage {

    private static final Logger LOG = Logger.getLogger(LoginPage.class);

    void install(@Observes Router router) {
        router.route("/login").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(request -> request.reroute("/login.html"));
        router.route("/login/provider").order(Integer.MIN_VALUE + 2).failureHandler(LoginPage::onFailure);
    }

    /** The provider is away, its answer makes no sense, or what a browser brings back is not what it was sent away with. */
    private static void onFailure(RoutingContext request) {
        // the way back to where one wanted to go is thrown as well
        if (request.failure() == null || request.failure() instanceof AuthenticationRedirectException || request.response().headWritten()) {
            request.next();
            return;
        }
        LOG.warnf("a login at the provider has failed: %s", request.failure().getMessage());
        request.response().setStatusCode(Status.FOUND.getStatusCode()).putHeader(HttpHeaders.LOCATION, ProviderLogin.REFUSED).end();
    }
}
