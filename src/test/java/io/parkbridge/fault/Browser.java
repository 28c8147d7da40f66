package io.parkbridge.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Watches a facility as a browser does and folds what it is told into a picture: how many bays of each zone are occupied. */
final class Browser implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Long, Long> occupied = new ConcurrentHashMap<>();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    Browser(int port, String facility) {
        socket = http.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/live"), this).join();
        socket.sendText("{\"type\":\"subscribe\",\"facility\":\"" + facility + "\"}", true).join();
    }

    /** Occupied bays by zone. */
    Map<Long, Long> occupied() {
        return occupied;
    }

    int snapshots() {
        return snapshots.get();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            fold(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void fold(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            if ("snapshot".equals(frame.get("type").asText())) {
                frame.get("zones").forEach(zone -> occupied.put(zone.get("id").asLong(), zone.get("occupied").asLong()));
                snapshots.incrementAndGet();
            } else {
                frame.path("zones").forEach(zone -> occupied.put(zone.get(0).asLong(), zone.get(1).asLong()));
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
