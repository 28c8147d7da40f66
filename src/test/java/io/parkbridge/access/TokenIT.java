package io.parkbridge.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of machines. */
@QuarkusTest
@TestProfile(WithLogin.class)
class TokenIT {

    @Inject
    TestPeople people;

    @Inject
    DataSource database;

    private LoggedIn admin;

    @BeforeEach
    void logIn() {
        admin = people.logIn(Roles.ADMINISTRATOR);
    }

    private Response make(String role) {
        return admin.given().contentType(ContentType.JSON).body("{\"name\":\"gate\",\"role\":\"%s\",\"facilities\":null}".formatted(role))
                .post("/api/tokens");
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    @Test
    void tokenIsShownOnceAndOpensWhatItsRoleMay() {
        Response made = make(Roles.VIEWER);
        made.then().statusCode(201).body("token", startsWith("pbt_"), "expires_at", notNullValue(), "created_by", equalTo(admin.name()));
        String token = made.path("token");
        with(token).get("/api/zones").then().statusCode(200);
        with(token).get("/api/dead-letters").then().statusCode(403);
        with(token).get("/api/session").then().body("name", equalTo("token:gate"), "role", equalTo("viewer"), "csrf_token", nullValue());
        admin.given().get("/api/tokens").then().body("[0]", not(hasKey("token")), "find { it.id == %s }.last_used_at".formatted((int) made.path("id")),
                notNullValue());
    }

    @Test
    void readingsTakeTheRoleIngestAndThatOpensNothingElse() {
        String token = make(Roles.INGEST).path("token");
        with(token).contentType(ContentType.JSON).body("{}").post("/api/telemetry/").then().statusCode(400);
        with(token).contentType(ContentType.JSON).body("{}").post("/api/parking-log/").then().statusCode(400);
        with(token).get("/api/zones").then().statusCode(403);
        given().contentType(ContentType.JSON).body("{}").post("/api/telemetry/").then().statusCode(401);
        with(make(Roles.MANAGER).path("token")).contentType(ContentType.JSON).body("{}").post("/api/telemetry/").then().statusCode(403);
    }

    @Test
    void callOfAMachineNeedsNoTokenOfThePage() {
        with(make(Roles.OPERATOR).path("token")).contentType(ContentType.JSON).body("{}").post("/api/mutes").then().statusCode(400);
    }

    @Test
    void wrongTokenIsRefusedEvenWithAGoodCookie() {
        admin.given().header("Authorization", "Bearer pbt_" + Secret.fresh()).get("/api/zones").then().statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void revokedAndExpiredTokensOpenNothing() throws SQLException {
        Response revoked = make(Roles.VIEWER);
        with(revoked.path("token")).get("/api/zones").then().statusCode(200);
        admin.given().delete("/api/tokens/" + revoked.path("id")).then().statusCode(204);
        with(revoked.path("token")).get("/api/zones").then().statusCode(401);
        admin.given().delete("/api/tokens/" + revoked.path("id")).then().statusCode(404);

        Response expired = make(Roles.VIEWER);
        execute("update api_token set expires_at = now() where id = ?", expired.path("id"));
        with(expired.path("token")).get("/api/zones").then().statusCode(401);
    }

    @Test
    void everyFaultIsTold() {
        admin.given().contentType(ContentType.JSON).body("{\"name\":\"\",\"role\":\"x\",\"facilities\":[0],\"expires_in_days\":0}").post("/api/tokens")
                .then().statusCode(400).body("errors.keySet()", hasItems("name", "role", "facilities", "expires_in_days"));
    }

    @Test
    void makingAndRevokingIsInTheAuditLogWithoutTheToken() {
        Response made = make(Roles.VIEWER);
        admin.given().delete("/api/tokens/" + made.path("id"));
        Response log = admin.given().queryParam("subject", "TOKEN").queryParam("subject_id", (int) made.path("id")).get("/api/audit");
        log.then().body("action", hasItems("ISSUED", "REVOKED"));
        assertThat(log.asString()).doesNotContain((String) made.path("token"), Secret.hash(made.path("token")));
    }

    private void execute(String sql, int parameter) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, parameter);
            update.executeUpdate();
        }
    }
}
