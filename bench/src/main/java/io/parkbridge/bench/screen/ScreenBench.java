package io.parkbridge.bench.screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.bench.Application;
import io.parkbridge.bench.Ground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dashboard in Chromium while bays change: what its first load weighs, how busy its main thread is, whether its memory stays, how smoothly its picture moves. */
@Command(name = "screen", mixinStandardHelpOptions = true, description = "The dashboard in a browser while bays change.")
public final class ScreenBench implements Callable<Integer> {

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final int READY_SECONDS = 60;
    private static final int LOADED_SECONDS = 5;
    private static final int COUNTED_SECONDS = 10;
    private static final int PROFILE_SECONDS = 10;
    private static final int PAN_MOVES = 600;
    private static final int PAN_MILLIS = 16;
    private static final int PAN_REACH = 150;
    private static final int NEARER = 4;
    private static final double ARRIVED_LEAST = 0.95;
    private static final double SCRIPT_MOST = 400_000;
    private static final double FRAME_MOST = 1_000 / 60.0 * 1.1;
    private static final String PICTURE = """
            (() => {
              const find = root => {
                for (const one of root.querySelectorAll('*')) {
                  const found = one.localName === 'bays-picture' ? one.shadowRoot?.querySelector('canvas') : one.shadowRoot && find(one.shadowRoot);
                  if (found) return found;
                }
              };
              const box = find(document)?.getBoundingClientRect();
              return box && box.width > 0 && document.querySelector('parkbridge-app') ? [box.x + box.width / 2, box.y + box.height / 2] : null;
            })()""";
    private static final String RECORD = """
            window.frames_ = []; window.record_ = true;
            requestAnimationFrame(function next(now) { window.frames_.push(now); if (window.record_) requestAnimationFrame(next); });""";

    @Mixin
    private Ground ground;

    @Option(names = "--minutes", defaultValue = "10", description = "(default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--rate", defaultValue = "100", description = "changes a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--warm-up", defaultValue = "60", description = "seconds before (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--alerts", defaultValue = "0", description = "active alerts meanwhile, of as many devices (default: ${DEFAULT-VALUE})")
    private int alerts;

    @Option(names = "--profile", paramLabel = "FOLDER", description = "also write what the main thread does and what is held at the beginning and the end, for Chrome's developer tools")
    private Path profile;

    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> scripts = Collections.synchronizedSet(new LinkedHashSet<>());
    private final AtomicLong seen = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        try (Application application = ground.application(); Changes changes = new Changes(ground.devices);
                Chromium browser = new Chromium(ground.instance.resolve("chromium"), WIDTH, HEIGHT, this::onEvent)) {
            believeSensors(application);
            Ground.say("every bay speaks once");
            changes.begin();
            changes.alarm(alerts);
            say("| %,d bays, %.0f changes a second, %,d alerts, %d × %d | measured | bar | |%n|---|---|---|---|", ground.devices, rate, alerts, WIDTH, HEIGHT);
            open(browser, application);
            changes.start(rate);
            arrive(browser, changes);
            TimeUnit.SECONDS.sleep(Math.max(0, warmUp - COUNTED_SECONDS));
            stay(browser);
            pan(browser, "all bays in sight");
            nearer(browser);
            pan(browser, "nearer");
        }
        return 0;
    }

    /** A bay that changes each fifty seconds is no fault here. */
    private void believeSensors(Application application) throws Exception {
        for (JsonNode rule : json.readTree(application.get("/api/alert-rules?type=FLAPPING_SENSOR"))) {
            application.patch("/api/alert-rules/" + rule.path("id").asInt(), "{\"enabled\":false}");
        }
    }

    private void open(Chromium browser, Application application) throws Exception {
        for (String domain : new String[] {"Network", "Page", "Performance", "HeapProfiler", "Runtime"}) {
            browser.ask(domain + ".enable", Map.of());
        }
        browser.ask("Page.navigate", Map.of("url", "http://" + application.live().getAuthority() + "/?facility=load"));
        until(() -> !browser.evaluate(PICTURE).isNull(), "the picture");
        TimeUnit.SECONDS.sleep(LOADED_SECONDS);
        double weight = weight(application);
        line("JavaScript of the first load, gzipped", "%.0f KB in %d files".formatted(weight / 1e3, scripts.size()), "≤ 400 KB", weight <= SCRIPT_MOST);
    }

    private double weight(Application application) throws Exception {
        double bytes = 0;
        for (String path : Set.copyOf(scripts)) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
                zip.write(application.get(path).getBytes(StandardCharsets.UTF_8));
            }
            bytes += packed.size();
        }
        return bytes;
    }

    /** Whether what is published reaches the page; afterwards nobody listens in, because that would cost its main thread something for each frame. */
    private void arrive(Chromium browser, Changes changes) throws Exception {
        long takenBefore = changes.taken(), seenBefore = seen.get();
        TimeUnit.SECONDS.sleep(COUNTED_SECONDS);
        double taken = changes.taken() - takenBefore, arrived = seen.get() - seenBefore;
        browser.ask("Network.disable", Map.of());
        line("changes of bays that reach the page", "%.0f a second".formatted(arrived / COUNTED_SECONDS), "%.0f, as published".formatted(rate),
                taken >= ARRIVED_LEAST * rate * COUNTED_SECONDS && arrived >= ARRIVED_LEAST * taken);
    }

    private void onEvent(String method, JsonNode event) {
        if (method.equals("Network.responseReceived") && event.path("type").asText().equals("Script")) {
            scripts.add(URI.create(event.path("response").path("url").asText()).getPath());
        } else if (method.equals("Network.webSocketFrameReceived")) {
            count(event.path("response").path("payloadData").asText());
        }
    }

    private void count(String frame) {
        try {
            JsonNode message = json.readTree(frame);
            if (message.path("type").asText().equals("delta")) {
                seen.addAndGet(message.path("bays").size());
            }
        } catch (IOException e) {
            throw new IllegalStateException("a frame that is no JSON", e);
        }
    }

    private void stay(Chromium browser) throws Exception {
        Ground.say("for %.1f minutes".formatted(minutes));
        if (profile != null) {
            Files.createDirectories(profile);
            browser.snapshot(profile.resolve("begin.heapsnapshot"));
        }
        new Stay(browser).measure(minutes).forEach(figure -> line(figure.what(), figure.measured(), figure.bar(), figure.met()));
        if (profile != null) {
            browser.snapshot(profile.resolve("end.heapsnapshot"));
            browser.profile(profile.resolve("main-thread.cpuprofile"), PROFILE_SECONDS);
        }
    }

    private static void nearer(Chromium browser) throws Exception {
        JsonNode middle = browser.evaluate(PICTURE);
        for (int i = 0; i < NEARER; i++) {
            browser.ask("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", middle.get(0).asDouble(), "y", middle.get(1).asDouble(), "deltaX", 0, "deltaY", -120));
        }
    }

    /** Drags the picture in circles, changes going on. */
    private static void pan(Chromium browser, String where) throws Exception {
        Ground.say("panning, " + where);
        JsonNode middle = browser.evaluate(PICTURE);
        double x = middle.get(0).asDouble(), y = middle.get(1).asDouble();
        mouse(browser, "mouseMoved", x, y, 0);
        mouse(browser, "mousePressed", x, y, 1);
        browser.evaluate(RECORD + "0");
        long began = System.nanoTime();
        for (int i = 1; i <= PAN_MOVES; i++) {
            mouse(browser, "mouseMoved", x + PAN_REACH * Math.sin(i / 30.0), y + PAN_REACH * (1 - Math.cos(i / 30.0)), 1);
            long wait = began + TimeUnit.MILLISECONDS.toNanos((long) i * PAN_MILLIS) - System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
        }
        JsonNode frames = browser.evaluate("window.record_ = false, window.frames_");
        browser.ask("Input.dispatchMouseEvent", Map.of("type", "mouseReleased", "x", x, "y", y, "button", "left", "clickCount", 1));
        double[] intervals = new double[frames.size() - 1];
        Arrays.setAll(intervals, i -> frames.get(i + 1).asDouble() - frames.get(i).asDouble());
        double mean = Arrays.stream(intervals).average().orElseThrow();
        Arrays.sort(intervals);
        line("frames while the picture is dragged, " + where, "%.0f a second; p50 %.1f ms, p95 %.1f ms, longest %.1f ms".formatted(1_000 / mean, intervals[intervals.length / 2],
                intervals[intervals.length * 95 / 100], intervals[intervals.length - 1]), "60 a second", mean <= FRAME_MOST);
    }

    private static void mouse(Chromium browser, String type, double x, double y, int buttons) throws IOException {
        browser.tell("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", buttons == 0 ? "none" : "left", "buttons", buttons, "clickCount",
                type.equals("mousePressed") ? 1 : 0));
    }

    private static void until(Callable<Boolean> holds, String what) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + ": not within " + READY_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void line(String what, String measured, String bar, boolean met) {
        say("| %s | %s | %s | %s |", what, measured, bar, met ? "met" : "missed");
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
