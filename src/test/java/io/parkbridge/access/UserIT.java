package io.parkbridge.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.parkbridge.facility.TestSite;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Administrators make, change and end people's access. */
@QuarkusTest
@TestProfile(WithLogin.class)
class UserIT {

    @Inject
    TestPeople people;

    @Inject
    TestSite sites;

    private LoggedIn admin;

    @BeforeEach
    void logIn() {
        admin = people.logIn(Roles.ADMINISTRATOR);
    }

    private Response create(String body) {
        return admin.given().contentType(ContentType.JSON).body(body).post("/api/users");
    }

    private static String name() {
        return "u" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Response change(int id, int version, String body) {
        return admin.given().contentType(ContentType.JSON).header("If-Match", "\"" + version + "\"").body(body).patch("/api/users/" + id);
    }

    @Test
    void personIsMadeWithAPasswordThatIsShownOnce() {
        String name = name();
        Response made = create("{\"name\":\"%s\",\"full_name\":\"Ada\",\"role\":\"operator\",\"facilities\":null}".formatted(name));
        made.then().statusCode(201).header("ETag", "\"0\"").body("name", equalTo(name), "role", equalTo("operator"), "facilities", nullValue(),
                "is_active", equalTo(true), "created_at", notNullValue(), "password", notNullValue());
        TestPeople.post(name.toUpperCase(), made.path("password")).then().statusCode(200).body("full_name", equalTo("Ada"));
        admin.given().get("/api/users/" + made.path("id")).then().statusCode(200).body("$", not(hasKey("password")), "last_login_at", notNullValue());
        admin.given().get("/api/users?page_size=10000").then().statusCode(200).body("name", hasItem(name));
    }

    @Test
    void administratorOfOneFacilityIsNotToldHowMuchComesInAtAll() throws SQLException {
        TestSite.Site site = sites.create(1);
        admin.given().contentType(ContentType.JSON).body("{\"device_code\":\"%s\",\"is_occupied\":true,\"timestamp\":\"%s\"}".formatted(site.device(1), Instant.now()))
                .post("/api/parking-log").then().statusCode(201);
        admin.given().get("/api/status").then().statusCode(200).body("ledger.received", greaterThan(0));
        people.logIn(Roles.ADMINISTRATOR, 1).given().get("/api/status").then().statusCode(200)
                .body("broker_connected", equalTo(true), "ledger.received", equalTo(0), "ledger.stored", equalTo(0));
    }

    @Test
    void everyFaultIsTold() {
        create("{\"name\":\"Not A Name\",\"role\":\"king\",\"facilities\":[999999999],\"password\":\"short\",\"colour\":1}").then().statusCode(400)
                .contentType("application/problem+json")
                .body("errors.keySet()", hasItems("name", "role", "facilities", "password", "colour"));
        create("{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(name())).then().statusCode(400).body("errors", hasKey("facilities"));
        create("{\"name\":\"%s\",\"role\":\"viewer\",\"facilities\":[]}".formatted(name())).then().statusCode(400);
        create("{\"name\":\"%s\",\"role\":\"viewer\",\"facilities\":[null,\"x\"]}".formatted(name())).then().statusCode(400);
        create("{\"name\":\"%s\",\"role\":\"ingest\",\"facilities\":null}".formatted(name())).then().statusCode(400).body("errors", hasKey("role"));
        create("{\"name\":\"%s\",\"role\":\"viewer\",\"facilities\":null}".formatted(admin.name())).then().statusCode(400)
                .body("errors.name", hasItem("is taken"));
    }

    @Test
    void changeIsEffectiveAtOnceAndNeedsTheVersion() {
        LoggedIn person = people.logIn(Roles.VIEWER);
        int id = id(person.name());
        String code = sites.create(2).facility();
        int facility = admin.given().get("/api/facilities").path("find { it.code == '%s' }.id".formatted(code));
        person.given().get("/api/dead-letters").then().statusCode(403);
        admin.given().contentType(ContentType.JSON).body("{}").patch("/api/users/" + id).then().statusCode(428);
        change(id, 7, "{}").then().statusCode(412);

        change(id, 0, "{\"role\":\"administrator\",\"facilities\":[%d]}".formatted(facility)).then().statusCode(200).header("ETag", "\"1\"")
                .body("facilities", everyItem(equalTo(facility)));

        person.given().get("/api/dead-letters").then().statusCode(200);
        person.given().get("/api/session").then().body("role", equalTo("administrator"), "facilities", everyItem(equalTo(facility)));
    }

    @Test
    void administratorOfSomeFacilitiesDoesNotGrantAnything() {
        LoggedIn limited = people.logIn(Roles.ADMINISTRATOR, 1);
        limited.given().get("/api/users").then().statusCode(403);
        limited.given().contentType(ContentType.JSON).body("{\"name\":\"%s\",\"role\":\"viewer\",\"facilities\":null}".formatted(name()))
                .post("/api/users").then().statusCode(403);
        limited.given().get("/api/tokens").then().statusCode(403);
    }

    @Test
    void whoIsMadeInactiveIsOutAndStaysOut() {
        LoggedIn person = people.logIn(Roles.VIEWER);
        change(id(person.name()), 0, "{\"is_active\":false}").then().statusCode(200);
        person.given().get("/api/zones").then().statusCode(401);
        TestPeople.post(person.name(), TestPeople.PASSWORD).then().statusCode(401);
    }

    @Test
    void newPasswordEndsSessionsAndOpensTheDoorAgain() {
        LoggedIn person = people.logIn(Roles.VIEWER);
        for (int i = 0; i <= LoginThrottle.NAME_FREE; i++) {
            TestPeople.post(person.name(), "guess " + i);
        }
        TestPeople.post(person.name(), TestPeople.PASSWORD).then().statusCode(429);

        String password = admin.given().post("/api/users/%d/password".formatted(id(person.name()))).then().statusCode(200).extract().path("password");

        person.given().get("/api/zones").then().statusCode(401);
        TestPeople.post(person.name(), password).then().statusCode(200);
    }

    @Test
    void sessionsCanBeEndedByAnAdministrator() {
        LoggedIn person = people.logIn(Roles.VIEWER);
        person.given().get("/api/zones").then().statusCode(200);
        admin.given().delete("/api/users/%d/sessions".formatted(id(person.name()))).then().statusCode(204);
        person.given().get("/api/zones").then().statusCode(401);
    }

    @Test
    void whatIsDoneIsInTheAuditLogWithoutAnySecret() {
        String name = name();
        String password = create("{\"name\":\"%s\",\"role\":\"viewer\",\"facilities\":null}".formatted(name)).path("password");
        TestPeople.post(name, "not that");
        LoggedIn person = new LoggedIn(name, TestPeople.post(name, password).cookie("parkbridge"), null);
        given().cookie("parkbridge", person.cookie()).header(CrossSiteGuard.HEADER, CrossSiteGuard.tokenOf(person.cookie())).delete("/api/session")
                .then().statusCode(204);

        String made = admin.given().queryParam("who", admin.name()).get("/api/audit").asString();
        assertThat(made).contains("\"CREATED\"", "\"USER\"", name).doesNotContain(password, "argon2");
        admin.given().queryParam("who", name).get("/api/audit").then().body("action", hasItems("LOGIN", "LOGIN_FAILED", "LOGOUT"))
                .body("address", everyItem(notNullValue()));
    }

    private int id(String name) {
        return admin.given().get("/api/users?page_size=10000").path("find { it.name == '%s' }.id".formatted(name));
    }
}
