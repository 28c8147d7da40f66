package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A socket lives no longer than what it was opened with. */
@QuarkusTest
@TestProfile(WithLogin.class)
class LiveSocketAccessIT {

    private static final int POLICY_VIOLATION = 1008;

    @Inject
    TestPeople people;

    @Inject
    DataSource database;

    @Inject
    OpenSockets sockets;

    @TestHTTPResource("/ws/live")
    URI live;

    private final HttpClient http = HttpClient.newHttpClient();

    private static final class Listener implements WebSocket.Listener {

        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        int code() throws Exception {
            return closed.get(10, TimeUnit.SECONDS);
        }
    }

    private Listener connect(String header, String value) {
        Listener listener = new Listener();
        http.newWebSocketBuilder().header(header, value).buildAsync(URI.create(live.toString().replaceFirst("^http", "ws")), listener).join();
        return listener;
    }

    private Listener connect(LoggedIn person) {
        return connect("Cookie", "parkbridge=" + person.cookie());
    }

    @Test
    void strangerGetsNone() {
        assertThatThrownBy(() -> connect("Cookie", "parkbridge=" + Secret.fresh())).rootCause().hasMessageContaining("401");
        assertThatThrownBy(() -> connect("Authorization", "Bearer pbt_" + Secret.fresh())).rootCause().hasMessageContaining("401");
    }

    @Test
    void loggingOutClosesItAndNoOther() throws Exception {
        LoggedIn person = people.logIn(Roles.VIEWER);
        Listener own = connect(person);
        Listener others = connect(people.logIn(Roles.VIEWER));
        person.given().delete("/api/session").then().statusCode(204);
        assertThat(own.code()).isEqualTo(POLICY_VIOLATION);
        assertThat(others.closed).isNotDone();
    }

    @Test
    void sessionThatEndsElsewhereIsNoticed() throws Exception {
        LoggedIn person = people.logIn(Roles.VIEWER);
        Listener own = connect(person);
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from session where hash = ?")) {
            delete.setString(1, Secret.hash(person.cookie()));
            delete.executeUpdate();
        }
        sockets.sweep();
        assertThat(own.code()).isEqualTo(POLICY_VIOLATION);
    }

    @Test
    void changedFacilitiesCloseItSoThatItComesBackWithThem() throws Exception {
        LoggedIn admin = people.logIn(Roles.ADMINISTRATOR);
        LoggedIn person = people.logIn(Roles.VIEWER);
        Listener own = connect(person);
        int id = admin.given().get("/api/users?page_size=10000").path("find { it.name == '%s' }.id".formatted(person.name()));
        admin.given().contentType(ContentType.JSON).header("If-Match", "*").body("{\"role\":\"operator\"}").patch("/api/users/" + id).then().statusCode(200);
        assertThat(own.code()).isEqualTo(POLICY_VIOLATION);
        assertThat(connect(person).closed).isNotDone();
    }

    @Test
    void revokingATokenClosesIt() throws Exception {
        LoggedIn admin = people.logIn(Roles.ADMINISTRATOR);
        JsonPath token = admin.given().contentType(ContentType.JSON)
                .body("{\"name\":\"wall\",\"role\":\"viewer\",\"facilities\":null}").post("/api/tokens").jsonPath();
        Listener wall = connect("Authorization", "Bearer " + token.getString("token"));
        admin.given().delete("/api/tokens/" + token.getInt("id")).then().statusCode(204);
        assertThat(wall.code()).isEqualTo(POLICY_VIOLATION);
    }
}
