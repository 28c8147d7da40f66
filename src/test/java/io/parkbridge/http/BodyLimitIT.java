package io.parkbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.access.TestPeople;
import io.parkbridge.access.TestPeople.LoggedIn;
import io.parkbridge.access.WithLogin;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** How much of a body is read: 1 MB from everybody and everywhere, but for one path, and there not from strangers. */
@QuarkusTest
@TestProfile(WithLogin.class)
class BodyLimitIT {

    private static final int USUAL = 1_024 * 1_024;
    private static final int IMAGE = 4 * USUAL;
    /** Of a zone that is not there: what is read of it is refused later. */
    private static final String IMAGE_PATH = "/api/zones/999999999/plan/image";
    private static final String JSON = "application/json";
    private static final String PNG = "image/png";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data; boundary=x";
    private static final int TOO_LARGE = 413;
    /** The connection stays open for the rest of the body. */
    private static final int SILENCE_MILLIS = 1_000;

    private record Door(String method, String path, String type) {
    }

    /** Methods, paths and types near the one that takes more, and far from it. */
    private static final List<Door> OTHERS = List.of(
            new Door("POST", "/api/session", JSON), new Door("POST", "/api/telemetry/bulk/", JSON), new Door("POST", "/api/facilities/", JSON),
            new Door("PATCH", "/api/zones/999999999", JSON), new Door("PATCH", "/api/zones/999999999/plan", JSON), new Door("PUT", "/api/zones/999999999/plan", PNG),
            new Door("POST", IMAGE_PATH, PNG), new Door("PATCH", IMAGE_PATH, PNG), new Door("PUT", IMAGE_PATH + "/more", PNG), new Door("PUT", IMAGE_PATH + "s", PNG),
            new Door("PUT", "/api/zones/9999999999/plan/image", PNG), new Door("PUT", "/api/zones/x/plan/image", PNG), new Door("PUT", "/API/zones/999999999/plan/image", PNG),
            new Door("PUT", IMAGE_PATH + "/../../plan", PNG), new Door("PUT", "/api/zones/999999999/plan%2fimage", PNG), new Door("PUT", "/api/nothing?" + IMAGE_PATH, PNG),
            new Door("PUT", IMAGE_PATH, FORM), new Door("PUT", IMAGE_PATH, PARTS), new Door("POST", "/api/session", FORM), new Door("POST", "/api/session", PARTS),
            new Door("POST", "/login", FORM), new Door("POST", "/", JSON), new Door("POST", "/ws/live", JSON), new Door("DELETE", IMAGE_PATH, PNG), new Door("GET", IMAGE_PATH, PNG));

    @TestHTTPResource("/")
    URI server;

    @Inject
    TestPeople people;

    private static String head(Door door, LoggedIn who) {
        return "%s %s HTTP/1.1\r\nHost: parking.example\r\nConnection: close\r\nIf-Match: *\r\nContent-Type: %s\r\n".formatted(door.method, door.path, door.type)
                + (who == null ? "" : "Cookie: parkbridge=%s\r\nX-CSRF-Token: %s\r\n".formatted(who.cookie(), who.csrf()));
    }

    /** What is said when nothing but the length is known yet. */
    private int announced(Door door, LoggedIn who, int bytes) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return status(client.send(head(door, who) + "Content-Length: " + bytes + "\r\n\r\n").readHead());
        }
    }

    /** What is said to a body that is here but for its end. */
    private int unannounced(Door door, LoggedIn who, int bytes) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return status(client.send(head(door, who) + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(bytes) + "\r\n").send(new byte[bytes]).readHead());
        }
    }

    private int whole(Door door, LoggedIn who, int bytes, boolean isAnnounced) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(head(door, who)).send(isAnnounced ? "Content-Length: " + bytes + "\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(bytes) + "\r\n")
                    .send(new byte[bytes]).send(isAnnounced ? "" : "\r\n0\r\n\r\n");
            return status(client.readHead());
        }
    }

    private static int status(String head) {
        List<Integer> statuses = RawClient.statuses(head);
        assertThat(statuses).as(head).hasSize(1);
        return statuses.getFirst();
    }

    @Test
    void announcedBodyIsRefusedEverywhereButForTheImage() throws IOException {
        List<String> against = new ArrayList<>();
        LoggedIn administrator = people.logIn("administrator");
        for (Door door : OTHERS) {
            for (LoggedIn who : new LoggedIn[] {null, administrator}) {
                int status = announced(door, who, USUAL + 1);
                boolean isForNobody = who == null && !door.path.startsWith("/api/") && status == 401;
                if (status != TOO_LARGE && !isForNobody) {
                    against.add("%s by %s: %d".formatted(door, who == null ? "a stranger" : "an administrator", status));
                }
            }
        }
        assertThat(against).isEmpty();
    }

    @Test
    void bodyOfUnknownLengthIsRefusedWhereverOneIsRead() throws IOException {
        List<String> against = new ArrayList<>();
        LoggedIn administrator = people.logIn("administrator");
        for (Door door : OTHERS) {
            boolean isRead = door.path.startsWith("/api/") && !door.type.equals(FORM) && !door.type.equals(PARTS) && !List.of("GET", "DELETE").contains(door.method);
            if (isRead) {
                for (LoggedIn who : new LoggedIn[] {null, administrator}) {
                    int status = unannounced(door, who, USUAL + 1);
                    if (status != TOO_LARGE) {
                        against.add("%s by %s: %d".formatted(door, who == null ? "a stranger" : "an administrator", status));
                    }
                }
            }
        }
        assertThat(against).isEmpty();
    }

    /** What nobody waits for is answered without it. */
    @Test
    void formOfUnknownLengthIsRefusedUnread() throws IOException {
        LoggedIn administrator = people.logIn("administrator");
        for (Door door : OTHERS) {
            if (door.path.startsWith("/api/") && (door.type.equals(FORM) || door.type.equals(PARTS))) {
                assertThat(unannounced(door, administrator, USUAL + 1)).as(door.toString()).isIn(TOO_LARGE, 415);
            }
        }
    }

    @Test
    void imageOfAStrangerIsRefusedLikeAnythingElse() throws IOException {
        Door image = new Door("PUT", IMAGE_PATH, PNG);
        LoggedIn gone = new LoggedIn("gone", "x".repeat(43), "x");
        for (LoggedIn stranger : new LoggedIn[] {null, gone}) {
            assertThat(announced(image, stranger, USUAL + 1)).isIn(403, TOO_LARGE);
            assertThat(unannounced(image, stranger, USUAL + 1)).isIn(403, TOO_LARGE);
        }
        assertThat(announced(image, null, USUAL + 1)).isEqualTo(TOO_LARGE);
        assertThat(unannounced(image, null, USUAL + 1)).isEqualTo(TOO_LARGE);
        assertThat(whole(image, null, USUAL, true)).isEqualTo(401);
    }

    @Test
    void imageOfSomebodyWithARoleMayBeLarger() throws IOException {
        for (String path : List.of(IMAGE_PATH, IMAGE_PATH + "/")) {
            Door image = new Door("PUT", path, PNG);
            for (boolean isAnnounced : new boolean[] {true, false}) {
                assertThat(whole(image, people.logIn("viewer"), IMAGE, isAnnounced)).isEqualTo(403);
                // it has been read, and is none
                assertThat(whole(image, people.logIn("administrator"), IMAGE, isAnnounced)).isEqualTo(400);
            }
            LoggedIn administrator = people.logIn("administrator");
            assertThat(announced(image, administrator, IMAGE + 1)).isEqualTo(TOO_LARGE);
            assertThat(unannounced(image, administrator, IMAGE + 1)).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void whoAsksForTooMuchIsToldHowMuchItMayBe() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(head(new Door("PUT", IMAGE_PATH, PNG), people.logIn("administrator")) + "Content-Length: " + (IMAGE + 1) + "\r\n\r\n");
            assertThat(client.readAvailable(SILENCE_MILLIS)).contains("larger than 4194304 bytes");
        }
        try (RawClient client = new RawClient(server)) {
            client.send(head(new Door("PUT", IMAGE_PATH, PNG), null) + "Content-Length: " + (IMAGE + 1) + "\r\n\r\n");
            assertThat(client.readAvailable(SILENCE_MILLIS)).contains("larger than 1048576 bytes");
        }
    }
}
