package io.parkbridge.bench.screen;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The system's Chromium without a window, driven over its own protocol (Chrome DevTools), which is all that measuring needs. */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ";
    private static final int ANSWER_SECONDS = 60;
    private static final int POLL_MILLIS = 50;
    private static final int PROFILE_MICROS = 500;

    private final Process process;
    private final WebSocket socket;
    private final String session;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final BiConsumer<String, JsonNode> onEvent;
    private volatile Writer snapshot = Writer.nullWriter();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    /**
     * One page of this size.
     *
     * @param profile an empty folder of its own
     * @param onEvent the protocol's events: method and parameters; called by the socket's thread
     */
    Chromium(Path profile, int width, int height, BiConsumer<String, JsonNode> onEvent) throws Exception {
        this.onEvent = onEvent;
        List<String> command = new ArrayList<>(List.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"), "--headless=new",
                "--remote-debugging-port=0", "--user-data-dir=" + profile, "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-precise-memory-info",
                "--window-size=" + width + "," + height, "about:blank"));
        Path log = Files.createTempFile("chromium", ".log");
        process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(log.toFile()).start();
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address(log), new Ear()).join();
        String target = ask(null, "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
        session = ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true)).path("sessionId").asText();
        ask("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private URI address(Path log) throws IOException, InterruptedException {
        while (process.isAlive()) {
            Optional<String> said = Files.readAllLines(log).stream().filter(line -> line.startsWith(LISTENING)).findFirst();
            if (said.isPresent()) {
                Files.delete(log);
                return URI.create(said.get().substring(LISTENING.length()).trim());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IOException("Chromium has ended before it listened: " + Files.readString(log));
    }

    JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        return ask(session, method, parameters);
    }

    private JsonNode ask(String of, String method, Map<String, ?> parameters) throws Exception {
        return send(of, method, parameters).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** Without waiting for the answer. */
    void tell(String method, Map<String, ?> parameters) throws IOException {
        send(session, method, parameters);
    }

    private synchronized CompletableFuture<JsonNode> send(String of, String method, Map<String, ?> parameters) throws IOException {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (of != null) {
            message.put("sessionId", of);
        }
        String text = JSON.writeValueAsString(message);
        sent = sent.thenCompose(ignored -> socket.sendText(text, true));
        return answer;
    }

    /** What an expression in the page comes to; a promise is waited for. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Its own counters, by name. */
    Map<String, Double> metrics() throws Exception {
        Map<String, Double> values = new HashMap<>();
        ask("Performance.getMetrics", Map.of()).path("metrics").forEach(metric -> values.put(metric.path("name").asText(), metric.path("value").asDouble()));
        return values;
    }

    /** What is still held: a snapshot of it, which collects all garbage first. */
    Held held() throws Exception {
        Path file = Files.createTempFile("chromium", ".heapsnapshot");
        try {
            snapshot(file);
            JsonNode document = ask("Memory.getDOMCounters", Map.of());
            return Held.of(file, document.path("nodes").asLong(), document.path("jsEventListeners").asLong());
        } finally {
            Files.delete(file);
        }
    }

    /** All that is held, as Chrome's developer tools open it. */
    void snapshot(Path file) throws Exception {
        try (Writer out = Files.newBufferedWriter(file)) {
            snapshot = out;
            ask("HeapProfiler.takeHeapSnapshot", Map.of("reportProgress", false));
            snapshot = Writer.nullWriter();
        }
    }

    /** What the main thread does in these seconds, as Chrome's developer tools open it. */
    void profile(Path file, int seconds) throws Exception {
        ask("Profiler.enable", Map.of());
        ask("Profiler.setSamplingInterval", Map.of("interval", PROFILE_MICROS));
        ask("Profiler.start", Map.of());
        TimeUnit.SECONDS.sleep(seconds);
        Files.writeString(file, ask("Profiler.stop", Map.of()).path("profile").toString());
        ask("Profiler.disable", Map.of());
    }

    private final class Ear implements WebSocket.Listener {

        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heard.append(part);
            if (last) {
                hear(heard.toString());
                heard.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void hear(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
                if (message.path("method").asText().equals("HeapProfiler.addHeapSnapshotChunk")) {
                    snapshot.write(message.path("params").path("chunk").asText());
                } else if (answer == null) {
                    onEvent.accept(message.path("method").asText(), message.path("params"));
                } else if (message.has("error")) {
                    answer.completeExceptionally(new IllegalStateException(message.path("error").toString()));
                } else {
                    answer.complete(message.path("result"));
                }
            } catch (IOException e) {
                throw new IllegalStateException("Chromium says what is no JSON", e);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
