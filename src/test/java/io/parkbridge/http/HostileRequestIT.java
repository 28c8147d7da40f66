package io.parkbridge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Heads of requests that nobody sends by accident: refused or answered, never with a 5xx, never as two requests, and life goes on. */
@QuarkusTest
class HostileRequestIT {

    private static final String GET = "GET /api/facilities HTTP/1.1\r\nHost: parking.example\r\nConnection: close\r\n";
    private static final String POST = "POST /api/acknowledge-nothing HTTP/1.1\r\nHost: parking.example\r\nContent-Type: application/json\r\n";
    private static final String SMUGGLED = "GET /static/icon.svg HTTP/1.1\r\nHost: parking.example\r\n\r\n";

    @TestHTTPResource("/")
    URI server;

    @AfterEach
    void lifeGoesOn() {
        given().get("/api/facilities").then().statusCode(200);
    }

    private List<Integer> answers(String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return RawClient.statuses(client.send(request).readAll());
        }
    }

    private static String header(String name, String value) {
        return GET + name + ": " + value + "\r\n\r\n";
    }

    static Stream<Named<String>> tooMuch() {
        return Stream.of(
                Named.of("address of 100 KB", "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                Named.of("query of 10 KB", "GET /api/zones?a=" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                Named.of("header of 100 KB", header("X-Huge", "a".repeat(100_000))),
                Named.of("cookie of 30 KB", header("Cookie", "session=" + "a".repeat(30_000))),
                Named.of("10,000 cookies", header("Cookie", IntStream.range(0, 10_000).mapToObj(i -> "c" + i + "=1").collect(Collectors.joining("; ")))),
                Named.of("200 headers", GET + "A: b\r\n".repeat(200) + "\r\n"),
                Named.of("20,000 headers", GET + "A: b\r\n".repeat(20_000) + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource
    void tooMuch(String request) throws IOException {
        assertThat(answers(request)).hasSize(1).allSatisfy(status -> assertThat(status).isIn(400, 414, 431));
    }

    static Stream<Named<String>> nonsense() {
        return Stream.of(
                Named.of("NUL in a header", header("X-A", "a\0b")),
                Named.of("control characters in a header", header("X-A", "a\u0001\u001b[31m\u007f")),
                Named.of("carriage return in a header", GET + "X-A: a\rX-B: b\r\n\r\n"),
                Named.of("line feeds alone", GET.replace("\r\n", "\n") + "\n"),
                Named.of("header without colon", GET + "nonsense\r\n\r\n"),
                Named.of("space before the colon", GET + "X-A : b\r\n\r\n"),
                Named.of("header without a name", GET + ": b\r\n\r\n"),
                Named.of("folded header", GET + "X-A: b\r\n c\r\n\r\n"),
                Named.of("bad UTF-8 in a header", header("X-A", "\u00c3\u0028\u00ff\u00fe")),
                Named.of("bad UTF-8 in a cookie", header("Cookie", "a=\u00c3\u0028; b=\u00ff")),
                Named.of("cookies of nothing", header("Cookie", ";;; =; =a; a; ,,, \"=\"")),
                Named.of("cookie of quotes", header("Cookie", "a=\"\"\"\"\"; b='\"; c=\\\\\"")),
                Named.of("bad UTF-8 in the address", "GET /api/%ff%fe%c3%28?zone=%c3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("half a percent sign", "GET /api/zones%?facility=%4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("way up", "GET /../../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("way up, encoded", "GET /static/%2e%2e/%2e%2e/application.properties HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("no host", "GET /api/zones HTTP/1.1\r\nConnection: close\r\n\r\n"),
                Named.of("host of nonsense", "GET /api/zones?page_size=1 HTTP/1.1\r\nHost: \"><script>\r\nConnection: close\r\n\r\n"),
                Named.of("two hosts", "GET /api/zones?page_size=1 HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"),
                Named.of("unknown method", "BREW /api/zones HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("method of nonsense", "G\0T /api/zones HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\nX-Secret: b\r\nConnection: close\r\n\r\n"),
                Named.of("CONNECT", "CONNECT db:5432 HTTP/1.1\r\nHost: db:5432\r\nConnection: close\r\n\r\n"),
                Named.of("HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Named.of("forwarded nonsense", GET + "X-Forwarded-For: \"><script>\r\nX-Forwarded-Port: x\r\nForwarded: for=\"\r\n\r\n"),
                Named.of("range of nonsense", GET.replace("/api/facilities", "/static/icon.svg") + "Range: bytes=9-1,-,99999999999999999999-\r\n\r\n"),
                Named.of("languages of nonsense", GET + "Accept: ;;;q=x,*/*;q=-1\r\nAccept-Language: \u00ff;q=\r\nAccept-Encoding: gzip;q=x\r\n\r\n"),
                Named.of("version of nonsense", "PATCH /api/facilities/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nIf-Match: \"\u00ff,,*x\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"),
                Named.of("type of nonsense", POST + "Connection: close\r\nContent-Type: ;;/\u00ff\r\nContent-Length: 2\r\n\r\n{}"));
    }

    @ParameterizedTest
    @MethodSource
    void nonsense(String request) throws IOException {
        List<Integer> answers = answers(request);
        assertThat(answers).hasSizeLessThanOrEqualTo(1).allSatisfy(status -> assertThat(status).isBetween(200, 499));
    }

    static Stream<Named<String>> smuggling() {
        return Stream.of(
                Named.of("two lengths", POST + "Content-Length: 0\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED),
                Named.of("two lengths in one", POST + "Content-Length: 0, " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED),
                Named.of("signed length", POST + "Content-Length: +0\r\n\r\n" + SMUGGLED),
                Named.of("negative length", POST + "Content-Length: -1\r\n\r\n" + SMUGGLED),
                Named.of("length of nonsense", POST + "Content-Length: 0x0\r\n\r\n" + SMUGGLED),
                Named.of("length and chunks", POST + "Content-Length: " + (5 + SMUGGLED.length()) + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("chunks and length", POST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("unknown transfer encoding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("chunked twice", POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("hidden transfer encoding", POST + "Content-Length: 5\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("transfer encoding by a control character", POST + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("folded transfer encoding", POST + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("size of a chunk that overflows", POST + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n" + SMUGGLED),
                Named.of("size of a chunk with a sign", POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + SMUGGLED),
                Named.of("chunk without an end", POST + "Transfer-Encoding: chunked\r\n\r\n1\r\nZZ\r\n0\r\n\r\n" + SMUGGLED),
                Named.of("chunk extension with a line feed", POST + "Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\n4c\r\n0\r\n\r\n" + SMUGGLED));
    }

    /** What follows the head is never answered as a second request: a proxy in front may not have seen one. */
    @ParameterizedTest
    @MethodSource
    void smuggling(String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            String said = client.send(request).readAvailable(500);
            assertThat(said).doesNotContain("<svg");
            assertThat(RawClient.statuses(said)).allSatisfy(status -> assertThat(status).isBetween(400, 499));
        }
    }

    @Test
    void chanceFindsNothingEither() throws IOException {
        Random random = new Random(20261124);
        for (int i = 0; i < 300; i++) {
            StringBuilder head = new StringBuilder(random.nextBoolean() ? GET : POST + "Connection: close\r\nContent-Length: 0\r\n");
            for (int line = random.nextInt(20); line > 0; line--) {
                String[] names = {"Cookie", "Host", "Content-Length", "Transfer-Encoding", "Accept", "If-Match", "Origin", "Upgrade", "Expect", "X-" + line};
                head.append(names[random.nextInt(names.length)]).append(random.nextInt(10) == 0 ? "" : ": ");
                random.ints(random.nextInt(60), 0, 256).forEach(character -> head.append((char) character));
                head.append(random.nextInt(10) == 0 ? "\n" : "\r\n");
            }
            try (RawClient client = new RawClient(server)) {
                List<Integer> answers = RawClient.statuses(client.send(head.append("\r\n").toString()).readAvailable(100));
                assertThat(answers).as("%d: %s", i, head).hasSizeLessThanOrEqualTo(2).allSatisfy(status -> assertThat(status).isBetween(100, 499));
            }
        }
    }
}
