package io.parkbridge.access;

import java.util.UUID;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes people of a test's own. */
@ApplicationScoped
public class TestPeople {

    public static final String PASSWORD = "correct horse battery";

    /** Who has logged in. */
    public record LoggedIn(String name, String cookie, String csrf) {

        /** A request as the page sends it. */
        public RequestSpecification given() {
            return RestAssured.given().cookie("parkbridge", cookie).header(CrossSiteGuard.HEADER, csrf);
        }
    }

    private final Passwords passwords;
    private String hash;

    TestPeople(Passwords passwords) {
        this.passwords = passwords;
    }

    /** @param facilities none: all */
    public String create(String role, Integer... facilities) {
        String name = "t" + UUID.randomUUID().toString().substring(0, 8);
        QuarkusTransaction.requiringNew().run(() -> {
            User user = new User();
            user.name = name;
            user.fullName = "Test";
            user.role = role;
            user.facilities = facilities.length == 0 ? null : facilities;
            user.passwordHash = hash();
            user.active = true;
            user.persist();
        });
        return name;
    }

    private synchronized String hash() {
        hash = hash == null ? passwords.hash(PASSWORD) : hash;
        return hash;
    }

    public LoggedIn logIn(String role, Integer... facilities) {
        return again(create(role, facilities));
    }

    public LoggedIn again(String name) {
        Response answer = post(name, PASSWORD);
        return new LoggedIn(name, answer.cookie("parkbridge"), answer.path("csrf_token"));
    }

    public static Response post(String name, String password) {
        return RestAssured.given().contentType(ContentType.JSON).body("{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
                .post("/api/session");
    }
}
