package io.parkbridge.access;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Logging in, what a session is good for, and its end. */
@QuarkusTest
@TestProfile(WithLogin.class)
class SessionIT {

    @Inject
    TestPeople people;

    @Inject
    DataSource database;

    @TestHTTPResource("/")
    URI base;

    @Test
    void nobodySeesAnythingWithoutHavingLoggedIn() {
        given().get("/api/zones").then().statusCode(401).contentType("application/problem+json").header("WWW-Authenticate", "Bearer")
                .body("status", equalTo(401));
        given().get("/api/session").then().statusCode(401);
        given().get("/q/openapi").then().statusCode(401);
        given().get("/asyncapi.yaml").then().statusCode(401);
    }

    @Test
    void pageLeadsToTheLoginAndBack() {
        given().redirects().follow(false).accept("text/html").get("/?facility=a&zone=b").then().statusCode(302)
                .header("Location", containsString("/login?to=%2F%3Ffacility%3Da%26zone%3Db"));
        given().accept("text/html").get("/login").then().statusCode(200).body(containsString("login-page"));
    }

    @Test
    void whoHasLoggedInIsKnownByTheCookie() {
        LoggedIn viewer = people.logIn(Roles.VIEWER, 1, 2);
        viewer.given().get("/api/session").then().statusCode(200).body("name", equalTo(viewer.name()), "role", equalTo("viewer"),
                "facilities", org.hamcrest.Matchers.containsInAnyOrder(1, 2), "csrf_token", equalTo(viewer.csrf()));
        viewer.given().get("/api/zones").then().statusCode(200);
        viewer.given().accept(ContentType.JSON).get("/q/openapi").then().statusCode(200);
    }

    @Test
    void cookieIsKeptFromScriptsAndOtherSites() {
        String cookie = TestPeople.post(people.create(Roles.VIEWER), TestPeople.PASSWORD).header("Set-Cookie");
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax").contains("Path=/").doesNotContain("Domain");
    }

    @Test
    void roleDecidesWhatOneMay() {
        LoggedIn operator = people.logIn(Roles.OPERATOR);
        operator.given().get("/api/dead-letters").then().statusCode(403).contentType("application/problem+json").body("status", equalTo(403));
        operator.given().contentType(ContentType.JSON).body("{}").post("/api/mutes").then().statusCode(400);
        people.logIn(Roles.VIEWER).given().contentType(ContentType.JSON).body("{}").post("/api/mutes").then().statusCode(403);
        people.logIn(Roles.ADMINISTRATOR).given().get("/api/dead-letters").then().statusCode(200);
    }

    @Test
    void wrongPasswordAndUnknownNameAreToldAlike() {
        String wrong = TestPeople.post(people.create(Roles.VIEWER), "wrong password").then().statusCode(401).extract().asString();
        assertThat(TestPeople.post("nobody-" + System.nanoTime(), "wrong password").then().statusCode(401).extract().asString()).isEqualTo(wrong);
    }

    @Test
    void callThatChangesSomethingNeedsTheTokenOfThePage() {
        LoggedIn operator = people.logIn(Roles.OPERATOR);
        given().cookie("parkbridge", operator.cookie()).contentType(ContentType.JSON).body("{}").post("/api/mutes").then().statusCode(403)
                .body("detail", containsString("X-CSRF-Token"));
        given().cookie("parkbridge", operator.cookie()).delete("/api/session").then().statusCode(403);
        operator.given().get("/api/session").then().statusCode(200);
    }

    @Test
    void sessionThatIsLoggedOutIsOver() {
        LoggedIn viewer = people.logIn(Roles.VIEWER);
        viewer.given().get("/api/zones").then().statusCode(200);
        viewer.given().delete("/api/session").then().statusCode(204).cookie("parkbridge", equalTo(""));
        viewer.given().get("/api/zones").then().statusCode(401);
    }

    @Test
    void changedPasswordEndsTheOtherSessions() {
        LoggedIn one = people.logIn(Roles.VIEWER);
        LoggedIn other = people.again(one.name());
        String body = "{\"current_password\":\"%s\",\"new_password\":\"%s\"}";
        one.given().contentType(ContentType.JSON).body(body.formatted("wrong", "a quite different one")).put("/api/session/password").then()
                .statusCode(400).body("errors.current_password", contains("is wrong"));
        one.given().contentType(ContentType.JSON).body(body.formatted(TestPeople.PASSWORD, "short")).put("/api/session/password").then()
                .statusCode(400).body("errors.new_password", notNullValue());

        one.given().contentType(ContentType.JSON).body(body.formatted(TestPeople.PASSWORD, "a quite different one")).put("/api/session/password")
                .then().statusCode(200).cookie("parkbridge", notNullValue()).body("csrf_token", notNullValue());

        other.given().get("/api/zones").then().statusCode(401);
        TestPeople.post(one.name(), TestPeople.PASSWORD).then().statusCode(401);
        TestPeople.post(one.name(), "a quite different one").then().statusCode(200);
    }

    /** The database holds up the login's last step as it does anyway where somebody just changes the password. */
    @Test
    void whoseOldPasswordWasStillRightWhenTheLoginBeganGetsNoSession() throws Exception {
        String name = people.create(Roles.VIEWER);
        CompletableFuture<Response> login;
        try (Connection other = database.getConnection(); Statement change = other.createStatement()) {
            other.setAutoCommit(false);
            change.executeUpdate("update app_user set password_hash = 'another' where name = '%s'".formatted(name));
            login = CompletableFuture.supplyAsync(() -> TestPeople.post(name, TestPeople.PASSWORD));
            await().until(() -> waitsForThePerson(login));
            other.commit();
        }
        login.join().then().statusCode(401).header("Set-Cookie", nullValue());
    }

    private boolean waitsForThePerson(CompletableFuture<Response> login) throws SQLException {
        try (Connection connection = database.getConnection(); Statement query = connection.createStatement(); ResultSet row = query.executeQuery("""
                select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%update app_user set last_login_at%')
                """)) {
            row.next();
            return row.getBoolean(1) || login.isDone();
        }
    }

    @Test
    void textThatNoDatabaseCanHoldIsTheSendersFault() {
        TestPeople.post("ad\\u0000min", TestPeople.PASSWORD).then().statusCode(400);
        LoggedIn administrator = people.logIn(Roles.ADMINISTRATOR);
        for (String path : new String[] {"/api/sessions/a%00", "/api/quarantine/a%00", "/api/broker-accounts/a%00"}) {
            administrator.given().urlEncodingEnabled(false).delete(path).then().statusCode(400);
        }
        administrator.given().contentType(ContentType.JSON).body("{\"name\":\"north\",\"kind\":\"GATEWAY\",\"facility_code\":\"a\\u0000\"}")
                .post("/api/broker-accounts").then().statusCode(400);
    }

    /** A page of another site may have a browser send that, without asking first. */
    @Test
    void loginThatDoesNotSayThatItIsJsonIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/session")).POST(HttpRequest.BodyPublishers.ofString(
                "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(people.create(Roles.VIEWER), TestPeople.PASSWORD))).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void ownSessionsAreSeenAndEndedAndNoOthers() {
        LoggedIn here = people.logIn(Roles.VIEWER);
        LoggedIn there = people.again(here.name());
        LoggedIn elsewhere = people.again(here.name());
        LoggedIn stranger = people.logIn(Roles.VIEWER);
        JsonPath seen = here.given().header("User-Agent", "the test").get("/api/sessions").then().statusCode(200).extract().jsonPath();
        assertThat(seen.getList("id")).hasSize(3).doesNotHaveDuplicates();
        assertThat(seen.getList("findAll { it.is_current }")).hasSize(1);
        assertThat(seen.getString("[0].address")).isEqualTo("127.0.0.1");
        String id = there.given().get("/api/sessions").path("find { it.is_current }.id");

        stranger.given().delete("/api/sessions/" + id).then().statusCode(404);
        there.given().get("/api/zones").then().statusCode(200);
        here.given().delete("/api/sessions/" + id).then().statusCode(204);
        there.given().get("/api/zones").then().statusCode(401);
        elsewhere.given().get("/api/zones").then().statusCode(200);
        here.given().delete("/api/sessions").then().statusCode(204);
        elsewhere.given().get("/api/zones").then().statusCode(401);
        here.given().get("/api/zones").then().statusCode(200);
        stranger.given().get("/api/zones").then().statusCode(200);
    }

    @Test
    void endOfSessionsAndChangedPasswordsAreInTheLogWithoutSecrets() {
        LoggedIn one = people.logIn(Roles.VIEWER);
        LoggedIn other = people.again(one.name());
        one.given().contentType(ContentType.JSON).body("{\"current_password\":\"%s\",\"new_password\":\"a quite different one\"}".formatted(TestPeople.PASSWORD))
                .put("/api/session/password").then().statusCode(200);
        String opened = TestPeople.post(one.name(), "a quite different one").cookie("parkbridge");
        String csrf = CrossSiteGuard.tokenOf(opened);
        given().cookie("parkbridge", opened).header(CrossSiteGuard.HEADER, csrf).delete("/api/sessions").then().statusCode(204);
        given().cookie("parkbridge", opened).header(CrossSiteGuard.HEADER, csrf).delete("/api/session").then().statusCode(204);

        Response log = people.logIn(Roles.ADMINISTRATOR).given().queryParam("who", one.name()).get("/api/audit");
        assertThat(log.jsonPath().getList("action")).containsExactly("LOGOUT", "REVOKED", "LOGIN", "PASSWORD_CHANGED", "LOGIN", "LOGIN");
        assertThat(log.jsonPath().getString("[0].before.address")).isEqualTo("127.0.0.1");
        assertThat(log.jsonPath().getString("[1].before.created_at")).isNotNull();
        assertThat(log.jsonPath().getList("[3].before.sessions")).hasSize(2);
        assertThat(log.asString()).doesNotContain(opened, Secret.hash(opened), csrf, one.cookie(), Secret.hash(one.cookie()), other.cookie(),
                TestPeople.PASSWORD, "a quite different one");
    }

    @Test
    void whatAProxyIsSaidToSayCountsFromTrustedOnesAlone() {
        Response answer = given().header("X-Forwarded-Proto", "https").header("X-Forwarded-For", "192.0.2.7").header("Forwarded", "proto=https;for=192.0.2.7")
                .contentType(ContentType.JSON).body("{\"name\":\"%s\",\"password\":\"%s\"}".formatted(people.create(Roles.VIEWER), TestPeople.PASSWORD))
                .post("/api/session");
        assertThat(answer.header("Set-Cookie")).startsWith("parkbridge=").doesNotContain("Secure");
        assertThat(answer.header("Strict-Transport-Security")).isNull();
        assertThat(given().cookie("parkbridge", answer.cookie("parkbridge")).get("/api/sessions").<String>path("[0].address")).isEqualTo("127.0.0.1");
    }

    @Test
    void sessionIsOverWhenItWasNotUsedOrIsTooOld() throws SQLException {
        for (String past : new String[] {"last_used_at = now() - interval '9 hours'", "ends_at = now()"}) {
            LoggedIn viewer = people.logIn(Roles.VIEWER);
            execute("update session set %s where hash = ?".formatted(past), Secret.hash(viewer.cookie()));
            viewer.given().get("/api/zones").then().statusCode(401);
        }
    }

    @Test
    void databaseHoldsNothingThatOpensASession() throws SQLException {
        LoggedIn viewer = people.logIn(Roles.VIEWER);
        given().cookie("parkbridge", Secret.hash(viewer.cookie())).get("/api/zones").then().statusCode(401);
    }

    private void execute(String sql, String parameter) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, parameter);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
