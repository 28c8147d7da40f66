package io.parkbridge.notify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.parkbridge.alert.Severity;
import org.junit.jupiter.api.Test;

/** A receiver that misbehaves. */
class WebhookChannelTest {

    private record Config(Optional<URI> url, Duration timeout) implements WebhookConfig {

        @Override
        public Optional<String> secret() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<Severity>> severities() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> types() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> facilities() {
            return Optional.empty();
        }
    }

    @Test
    void answerWhoseBodyNeverEndsIsNotWaitedFor() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        WebhookChannel channel = new WebhookChannel(new Config(Optional.of(url), Duration.ofSeconds(5)), new ObjectMapper(), Clock.systemUTC());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> channel.send(List.of(new Notice("key", null, null, null))));
        server.stop(0);
    }

    @Test
    void timeoutLongerThanADeliveryIsLentStopsTheStart() {
        assertThatThrownBy(() -> new WebhookChannel(new Config(Optional.empty(), Duration.ofMinutes(2)), new ObjectMapper(), Clock.systemUTC()))
                .hasMessageContaining("parkbridge.notify.webhook.timeout");
    }
}
