package io.parkbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.http.WebCertificate;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logging in over TLS: what the browser is told to keep to, and that a renewed certificate ends nothing. */
@QuarkusTest
@TestProfile(WithLogin.class)
class EncryptedIT {

    private static final String COOKIE = "__Host-parkbridge";

    @Inject
    TestPeople people;

    @Inject
    WebCertificate certificate;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource(value = "/", tls = true)
    URI base;

    private HttpClient http;

    private record LoggedIn(String setCookie, String secret, String csrf) {

        String header() {
            return COOKIE + "=" + secret;
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.complete(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }

    @BeforeEach
    void trustTheCertificate() throws Exception {
        http = HttpClient.newBuilder().sslContext(TestCertificate.trusted()).build();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return send(http, method, path, body, headers);
    }

    private HttpResponse<String> send(HttpClient client, String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private LoggedIn logIn() throws Exception {
        HttpResponse<String> answer = send("POST", "/api/session",
                "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(people.create(Roles.OPERATOR), TestPeople.PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return new LoggedIn(cookie, cookie.replaceFirst("^[^=]*=([^;]*);.*$", "$1"), JsonPath.from(answer.body()).getString("csrf_token"));
    }

    private WebSocket socket(LoggedIn person, String origin, Listener listener) {
        return http.newWebSocketBuilder().header("Cookie", person.header()).header("Origin", origin)
                .buildAsync(URI.create("wss://%s:%d/ws/live".formatted(base.getHost(), base.getPort())), listener).join();
    }

    private String origin() {
        return "https://%s:%d".formatted(base.getHost(), base.getPort());
    }

    @Test
    void cookieIsForThisHostAndForTlsAlone() throws Exception {
        LoggedIn person = logIn();
        assertThat(person.setCookie).startsWith(COOKIE + "=").contains("Secure", "HTTPOnly", "SameSite=Lax", "Path=/").doesNotContain("Domain");
        assertThat(send("GET", "/api/session", null, "Cookie", person.header()).statusCode()).isEqualTo(200);
        // the cookie of a connection that somebody could have read along is none here
        assertThat(send("GET", "/api/session", null, "Cookie", "parkbridge=" + person.secret).statusCode()).isEqualTo(401);
    }

    @Test
    void everyAnswerTellsToComeByTlsFromNowOn() throws Exception {
        for (String path : new String[] {"/login", "/static/icon.svg", "/api/session", "/nothing/here", "/"}) {
            assertThat(send("GET", path, null).headers().firstValue("Strict-Transport-Security")).as(path).contains("max-age=31536000");
        }
    }

    @Test
    void callThatChangesSomethingNeedsTheTokenOfThePage() throws Exception {
        LoggedIn person = logIn();
        assertThat(send("POST", "/api/mutes", "{}", "Cookie", person.header()).statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api/mutes", "{}", "Cookie", person.header(), CrossSiteGuard.HEADER, "x").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api/mutes", "{}", "Cookie", person.header(), CrossSiteGuard.HEADER, person.csrf).statusCode()).isEqualTo(400);
    }

    @Test
    void socketIsForPagesThatCameByTls() throws Exception {
        LoggedIn person = logIn();
        Listener listener = new Listener();
        socket(person, origin(), listener).sendText("{\"type\":\"subscribe\"}", true);
        assertThat(listener.heard.get(10, TimeUnit.SECONDS)).isNotEmpty();
        for (String foreign : new String[] {origin().replace("https", "http"), "https://stranger.example", "null"}) {
            assertThatThrownBy(() -> socket(person, foreign, new Listener())).as(foreign).rootCause().hasMessageContaining("403");
        }
    }

    @Test
    void renewedCertificateIsServedAndEndsNothing() throws Exception {
        LoggedIn person = logIn();
        Listener listener = new Listener();
        socket(person, origin(), listener);

        TestCertificate.renew();
        certificate.readAgain();

        HttpClient trustsTheNew = HttpClient.newBuilder().sslContext(TestCertificate.trusted()).build();
        assertThat(send(trustsTheNew, "GET", "/api/session", null, "Cookie", person.header()).statusCode()).isEqualTo(200);
        assertThat(listener.closed).isNotDone();
        HttpClient trustsTheOld = HttpClient.newBuilder().sslContext(http.sslContext()).build();
        assertThatThrownBy(() -> send(trustsTheOld, "GET", "/login", null)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void keyThatDoesNotFitItsCertificateIsNotTakenUntilOneDoes() throws Exception {
        Counter refused = metrics.counter("parkbridge.web.certificate.refused");
        double before = refused.count();
        try {
            TestCertificate.renewTheKeyAlone();
            certificate.readAgain();

            assertThat(refused.count()).isEqualTo(before + 1);
            HttpClient another = HttpClient.newBuilder().sslContext(TestCertificate.trusted()).build();
            assertThat(send(another, "GET", "/login", null).statusCode()).isEqualTo(200);
        } finally {
            TestCertificate.renew();
            certificate.readAgain();
        }
        HttpClient trustsTheNew = HttpClient.newBuilder().sslContext(TestCertificate.trusted()).build();
        assertThat(send(trustsTheNew, "GET", "/login", null).statusCode()).isEqualTo(200);
        assertThat(refused.count()).isEqualTo(before + 1);
    }
}
