package io.parkbridge.access;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID Connect provider: discovery, keys, authorization and token endpoint over HTTP. */
public class TestProvider implements QuarkusTestResourceLifecycleManager {

    private static final String ISSUER = "company";
    private static final String CLIENT = "parkbridge";
    private static MockOAuth2Server server;

    @Override
    public Map<String, String> start() {
        server = new MockOAuth2Server();
        server.start();
        return Map.of("quarkus.oidc.tenant-enabled", "true", "quarkus.oidc.auth-server-url", server.issuerUrl(ISSUER).toString(),
                "quarkus.oidc.client-id", CLIENT, "quarkus.oidc.credentials.secret", "a secret that only the test's provider knows",
                "parkbridge.access.groups.\"control room\".role", Roles.OPERATOR, "parkbridge.access.groups.\"it\".role", Roles.ADMINISTRATOR,
                "parkbridge.access.groups.\"gate\".role", Roles.VIEWER, "parkbridge.access.groups.\"gate\".facilities", "GATE-SITE");
    }

    /** Who comes next is that one. */
    public static void expect(String subject, Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of(CLIENT), claims, 3_600));
    }

    @Override
    public void stop() {
        server.shutdown();
    }
}
