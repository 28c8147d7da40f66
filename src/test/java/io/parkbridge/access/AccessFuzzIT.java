package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * Cookies and authorization headers as nobody in his right mind sends them, byte by byte over a socket of our own: they let nobody in, and
 * are never our fault.
 */
@QuarkusTest
@TestProfile(WithLogin.class)
class AccessFuzzIT {

    private static final int RANDOM_CASES = 150;
    private static final long SEED = 20_261_125;

    @Inject
    TestPeople people;

    @TestHTTPResource("/")
    URI base;

    private static List<String> headers(String secret) {
        String huge = "x".repeat(7_000);
        List<String> headers = new ArrayList<>(List.of("Cookie: parkbridge", "Cookie: parkbridge=", "Cookie: =", "Cookie: ;;;;", "Cookie: parkbridge=\"",
                "Cookie: parkbridge=" + huge, "Cookie: " + "a=b; ".repeat(1_000), "Cookie: parkbridge=\u00e4\u00f6\u00fc", "Cookie: parkbridge=a\u0001b",
                "Cookie: parkbridge=" + secret + "x", "Cookie: parkbridge= " + secret.substring(1), "Cookie: __Host-parkbridge=" + secret,
                "Cookie: Parkbridge=" + secret, "Cookie: $Version=1; parkbridge=x", "Cookie: parkbridge=%00", "Cookie: parkbridge=' or 1=1 --",
                "Authorization:", "Authorization: Bearer", "Authorization: Bearer ", "Authorization: Bearer " + huge, "Authorization: bearer pbt_",
                "Authorization: Bearer pbt_" + secret, "Authorization: Bearer " + secret, "Authorization: Basic", "Authorization: Basic %%%",
                "Authorization: Basic " + huge, "Authorization: Basic YWRtaW46YWRtaW4=", "Authorization: Digest username=\"admin\"",
                "Authorization: Negotiate TlRMTVNTUAAB", "Authorization: \u0001\u0002", "Authorization: Bearer a\u007fb", "Authorization: Bearer \u00ff\u00fe",
                "Authorization: Bearer a\r\nAuthorization: Bearer b", "Cookie: parkbridge=a\r\nCookie: parkbridge=b"));
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_CASES; i++) {
            StringBuilder value = new StringBuilder(random.nextBoolean() ? "Cookie: parkbridge=" : "Authorization: Bearer pbt_");
            random.ints(random.nextInt(200), 1, 256).filter(c -> c != '\r' && c != '\n').forEach(c -> value.append((char) c));
            headers.add(value.toString());
        }
        return headers;
    }

    @Test
    void rubbishIsRefusedAndIsNeverOurFault() throws IOException {
        String secret = people.logIn(Roles.ADMINISTRATOR).cookie();
        for (String header : headers(secret)) {
            for (String request : List.of("GET /api/users", "GET /", "DELETE /api/session", "GET /ws/live", "GET /q/openapi")) {
                int status = status(request, header);
                assertThat(status == 0 || status >= 300 && status < 500 || status == 204 && request.startsWith("DELETE"))
                        .as("%s with %s: %d", request, header, status).isTrue();
            }
        }
        assertThat(status("GET /api/users", "Cookie: parkbridge=" + secret)).isEqualTo(200);
    }

    /** A session's cookie is there, so all hangs on the token of the page. */
    @Test
    void noTokenThatIsMadeUpChangesAnything() throws IOException {
        LoggedIn operator = people.logIn(Roles.OPERATOR);
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_CASES; i++) {
            StringBuilder token = new StringBuilder(i % 3 == 0 ? operator.csrf().substring(0, i % 43) : "");
            random.ints(random.nextInt(60), 1, 256).filter(c -> c != '\r' && c != '\n').forEach(c -> token.append((char) c));
            int status = status("POST /api/mutes", "Cookie: parkbridge=%s\r\nContent-Type: application/json\r\nContent-Length: 0\r\nX-CSRF-Token: %s".formatted(operator.cookie(), token));
            assertThat(status).as("%s", token).isIn(0, 400, 403);
        }
        assertThat(status("POST /api/mutes", "Cookie: parkbridge=%s\r\nContent-Type: application/json\r\nContent-Length: 2\r\nX-CSRF-Token: %s\r\n\r\n{}"
                .formatted(operator.cookie(), operator.csrf()))).isEqualTo(400);
    }

    /** Codes and states that no provider has sent, with the cookies in which they are remembered. */
    @Test
    void whatNoProviderHasSentBackLetsNobodyIn() throws IOException {
        Random random = new Random(SEED);
        List<String> parts = List.of("code=", "state=", "error=", "error_description=", "to=", "iss=", "session_state=", "response=", "%00", "%ff", "&", "=", "x", "//stranger.example", "%0d%0aSet-Cookie:a=b", "q_auth");
        for (int i = 0; i < RANDOM_CASES; i++) {
            StringBuilder query = new StringBuilder();
            random.ints(random.nextInt(12), 0, parts.size()).forEach(part -> query.append(parts.get(part)).append(random.nextInt(3) == 0 ? "&" : ""));
            String state = Integer.toString(random.nextInt(1_000));
            StringBuilder cookie = new StringBuilder(random.nextBoolean() ? "q_auth_" + state + "=" : "q_session=");
            random.ints(random.nextInt(200), 1, 256).filter(c -> c != '\r' && c != '\n').forEach(c -> cookie.append((char) c));
            String path = random.nextBoolean() ? "/login/provider?state=" + state + "&" : "/login/refused?";
            String answer = answer("GET " + path + query, "Cookie: " + cookie);
            assertThat(answer).as("%s%s with %s", path, query, cookie).doesNotContainPattern("(?im)^set-cookie: (__Host-)?parkbridge=").doesNotContainPattern("(?im)^set-cookie: a=b")
                    .doesNotContainPattern("(?im)^location: (https?:)?//stranger");
            assertThat(answer.isEmpty() ? 302 : Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()))).as("%s%s with %s", path, query, cookie).isBetween(300, 499);
        }
    }

    /** 0 where the connection is closed without an answer. */
    private int status(String request, String header) throws IOException {
        String answer = answer(request, header);
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** As much of it as has the head; empty where the connection is closed without one. */
    private String answer(String request, String header) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            String upgrade = request.contains("/ws/") ? "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" : "";
            socket.getOutputStream().write("%s HTTP/1.1\r\nHost: a\r\nConnection: %s\r\n%s%s\r\n\r\n"
                    .formatted(request, upgrade.isEmpty() ? "close" : "Upgrade", upgrade, header).getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            for (int next = answer.read(); next >= 0; next = answer.read()) {
                head.append((char) next);
                if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                    break;
                }
            }
            return head.toString();
        }
    }
}
