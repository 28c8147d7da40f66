package io.parkbridge.bench.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A browser that looks at one facility and remembers when it first saw each active alert. */
final class Viewer implements WebSocket.Listener, AutoCloseable {

    private static final int ANSWER_SECONDS = 10;

    private final ObjectMapper json = new ObjectMapper();
    private final StringBuilder frame = new StringBuilder();
    private final CountDownLatch snapshot = new CountDownLatch(1);
    private final ConcurrentHashMap<String, Long> seen = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    Viewer(URI live, String facility) throws InterruptedException {
        socket = http.newWebSocketBuilder().buildAsync(live, this).join();
        socket.sendText("{\"type\":\"subscribe\",\"facility\":\"" + facility + "\"}", true);
        if (!snapshot.await(ANSWER_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no picture of " + facility + " comes");
        }
    }

    /** When the frame with a device's alert was there, by {@link System#nanoTime}; null while it is not. */
    Long seenAt(String type, String device) {
        return seen.get(type + " " + device);
    }

    /** When the first of a type was there. */
    long anyAt(String type) {
        return seen.entrySet().stream().filter(entry -> entry.getKey().startsWith(type)).mapToLong(java.util.Map.Entry::getValue).min().orElseThrow();
    }

    int seen(String type) {
        return (int) seen.keySet().stream().filter(key -> key.startsWith(type)).count();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            long now = System.nanoTime();
            read(frame.toString(), now);
            frame.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void read(String text, long now) {
        try {
            JsonNode message = json.readTree(text);
            for (JsonNode alert : message.path("alerts")) {
                if (alert.path("active").asBoolean()) {
                    seen.putIfAbsent(alert.path("type").asText() + " " + alert.path("device").asText("null"), now);
                }
            }
            if ("snapshot".equals(message.path("type").asText())) {
                snapshot.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
