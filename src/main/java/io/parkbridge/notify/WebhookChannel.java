package io.parkbridge.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.alert.Alert;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Posts each step of an alert as JSON. {@code Parkbridge-Signature} is the HMAC-SHA-256, in hex, of the timestamp header, a dot and the
 * body; {@code Idempotency-Key} is the same for every attempt. Any answer but 2xx is tried again.
 */
@ApplicationScoped
class WebhookChannel implements Channel {

    /** Well within the lease of a delivery, or another instance would send it as well. */
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(1);

    private final WebhookConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http;

    WebhookChannel(WebhookConfig config, ObjectMapper json, Clock clock) {
        if (config.timeout().compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("parkbridge.notify.webhook.timeout must be at most " + TIMEOUT_MAX);
        }
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean isOpen() {
        return config.url().isPresent();
    }

    @Override
    public boolean wants(Alert alert) {
        return config.passes(alert);
    }

    @Override
    public int noticesMax() {
        return 1;
    }

    @Override
    public void send(List<Notice> notices) throws IOException, InterruptedException {
        for (Notice notice : notices) {
            post(notice);
        }
    }

    private void post(Notice notice) throws IOException, InterruptedException {
        String body = json.writeValueAsString(notice);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url().orElseThrow()).timeout(config.timeout())
                .header("Content-Type", "application/json").header("Idempotency-Key", notice.key())
                .header("Parkbridge-Timestamp", timestamp);
        config.secret().ifPresent(secret -> request.header("Parkbridge-Signature", "sha256=" + signature(secret, timestamp, body)));
        HttpResponse<InputStream> answer = http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        // the timeout ends with the headers: a body that never ends is not waited for
        answer.body().close();
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("answered " + answer.statusCode());
        }
    }

    static String signature(String secret, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
