package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Logging in at a company's OpenID Connect provider, with its pages and tokens over HTTP. */
@QuarkusTest
@TestProfile(WithLogin.class)
class ProviderLoginIT {

    @Inject
    TestPeople people;

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
    void whoIsInNoGroupIsNotLetInToldSoAndRecorded() throws Exception {
        String name = unique("eve");
        TestProvider.expect(name, claims(name, "strangers"));
        HttpResponse<String> answer = open("/login/provider?to=/alerts");
        assertThat(answer.uri()).hasPath("/login").hasParameter("refused", "no_group").hasParameter("to", "/alerts");
        assertThat(answer.body()).contains("login-page");
        assertThat(open("/api/session").statusCode()).isEqualTo(401);
        assertThat(recorded(name)).containsEntry("action", "LOGIN_FAILED").containsEntry("who_kind", "ANONYMOUS");
        assertThat(recorded(name).get("after")).asString().contains("NO_GROUP", "/company");
    }

    @Test
    void whoseAccessWasEndedIsNotLetIn() throws Exception {
        String name = unique("fay");
        TestProvider.expect(name, claims(name, "control room"));
        open("/login/provider?to=/api/session");
        LoggedIn admin = people.logIn(Roles.ADMINISTRATOR);
        int id = admin.given().get("/api/users?page_size=10000").path("find { it.name == '%s' }.id".formatted(name));
        admin.given().contentType("application/json").header("If-Match", "*").body("{\"is_active\":false}").patch("/api/users/" + id).then().statusCode(200);
        TestProvider.expect(name, claims(name, "control room"));
        assertThat(open("/login/provider").uri()).hasPath("/login").hasParameter("refused", "ended");
        assertThat(open("/api/session").statusCode()).isEqualTo(401);
    }

    /** As the provider sends somebody back who has said no there. */
    @Test
    void refusalOfTheProviderLeadsToTheLoginPage() throws Exception {
        Map<String, String> asked = query(location("/login/provider?to=/alerts"));
        HttpResponse<String> answer = open("/login/provider?error=access_denied&error_description=%3Cscript%3E&state=" + asked.get("state"));
        assertThat(answer.uri()).hasPath("/login").hasParameter("refused", "denied").hasNoParameter("error_description");
        assertThat(answer.body()).contains("login-page").doesNotContain("<script>alert", "%3Cscript");
    }

    @Test
    void codeThatTheProviderDoesNotKnowLeadsToTheLoginPage() throws Exception {
        Map<String, String> asked = query(location("/login/provider"));
        assertThat(open("/login/provider?code=invented&state=" + asked.get("state")).uri()).hasPath("/login").hasParameter("refused", "failed");
        assertThat(open("/api/session").statusCode()).isEqualTo(401);
        // who was not sent away by us begins anew
        assertThat(location("/login/provider?code=invented&state=invented")).hasPath("/company/authorize");
    }

    @Test
    void codeAloneIsWorthNothingToWhoHasCaughtIt() throws Exception {
        assertThat(query(location("/login/provider"))).containsEntry("code_challenge_method", "S256").containsKeys("code_challenge", "state", "nonce");
    }

    private Map<String, Object> recorded(String name) {
        return people.logIn(Roles.ADMINISTRATOR).given().queryParam("action", "LOGIN_FAILED").queryParam("who", name).get("/api/audit").path("[0]");
    }

    private URI location(String path) throws IOException, InterruptedException {
        HttpClient stays = HttpClient.newBuilder().cookieHandler(cookies).build();
        return URI.create(stays.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString()).headers().firstValue("Location").orElseThrow());
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getQuery().split("&")).map(part -> part.split("=", 2)).collect(Collectors.toMap(part -> part[0], part -> part[1], (a, b) -> b));
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
