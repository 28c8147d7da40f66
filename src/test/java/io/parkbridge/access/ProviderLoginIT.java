package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Logging in at a company's OpenID Connect provider, with its pages and tokens over HTTP. */
@QuarkusTest
@TestProfile(WithLogin.class)
class ProviderLoginIT {

    @TestHTTPResource("/")
    URI base;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();

    private HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/html,application/json").build(), BodyHandlers.ofString());
    }

    private static Map<String, Object> claims(String name, String... groups) {
        return Map.of("preferred_username", name, "name", "Ada Lovelace", "groups", List.of(groups));
    }

    private static String unique(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void whoIsInAGroupGetsItsRoleAndASessionOfOurs() throws Exception {
        String name = unique("ada");
        TestProvider.expect(name, claims(name, "control room", "strangers"));

        HttpResponse<String> answer = open("/login/provider?to=/api/session");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri().getPath()).isEqualTo("/api/session");
        assertThat(answer.body()).contains("\"name\":\"" + name + "\"", "\"role\":\"operator\"", "\"facilities\":null", "Ada Lovelace");
        assertThat(cookies.getCookieStore().getCookies()).extracting("name").contains("parkbridge").doesNotContain("q_session");
    }

    @Test
    void groupsSayTheFacilitiesAndAreReadAgainAtEachLogin() throws Exception {
        String name = unique("bob");
        TestProvider.expect(name, claims(name, "gate"));
        assertThat(open("/login/provider?to=/api/session").body()).contains("\"role\":\"viewer\"", "\"facilities\":[]");
        TestProvider.expect(name, claims(name, "gate", "it"));
        assertThat(open("/login/provider?to=/api/session").body()).contains("\"name\":\"" + name + "\"", "\"role\":\"administrator\"", "\"facilities\":null");
    }

    @Test
    void whoIsInNoGroupIsNotLetIn() throws Exception {
        String name = unique("eve");
        TestProvider.expect(name, claims(name, "strangers"));
        assertThat(open("/login/provider?to=/api/session").statusCode()).isEqualTo(403);
        assertThat(open("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void nameOfSomebodyHereIsNotTakenOver() throws Exception {
        String subject = unique("x");
        TestProvider.expect(subject, claims(FirstAdministrator.NAME, "control room"));
        assertThat(open("/login/provider?to=/api/session").body()).contains("\"name\":\"admin-", "\"role\":\"operator\"");
    }

    @Test
    void wayBackLeadsToOurOwnPagesOnly() throws Exception {
        String name = unique("cy");
        TestProvider.expect(name, claims(name, "control room"));
        HttpResponse<String> answer = open("/login/provider?to=//stranger.example/");
        assertThat(answer.uri().getHost()).isEqualTo(base.getHost());
        assertThat(answer.uri().getPath()).isEqualTo("/");
    }
}
