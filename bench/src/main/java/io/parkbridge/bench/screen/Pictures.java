package io.parkbridge.bench.screen;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The pictures in docs/screens/: each page wide, on a phone and dark, of an application that runs and lets anybody in. */
@Command(name = "pictures", mixinStandardHelpOptions = true, description = "Pictures of each page: wide, phone, dark.")
public final class Pictures implements Callable<Integer> {

    private static final int WIDTH = 1_440;
    private static final int HEIGHT = 900;
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final int QUALITY = 90;
    private static final int PATIENCE_SECONDS = 30;
    private static final int POLL_MILLIS = 100;

    /** What is drawn after its data has come: charts grow, the picture fits itself to its place. */
    private static final int SETTLED_SECONDS = 3;

    /** Nothing says any more that it loads, in whatever shadow it is. */
    private static final String LOADED = """
            (() => {
              const loads = root => [...root.querySelectorAll("*")].some(e => e.matches("[aria-busy=true], vaadin-progress-bar[indeterminate]") || e.shadowRoot && loads(e.shadowRoot));
              return document.readyState === "complete" && !!document.querySelector("parkbridge-app, login-page, form") && !loads(document);
            })()
            """;

    @Option(names = "--address", required = true, description = "where the application is")
    private URI address;

    @Option(names = "--into", required = true, description = "folder of the pictures")
    private Path folder;

    @Option(names = "--page", required = true, description = "NAME=PATH, for each picture")
    private Map<String, String> pages = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder);
        Path profile = Files.createTempDirectory("pictures");
        try (Chromium browser = new Chromium(profile, WIDTH, HEIGHT, (method, event) -> { })) {
            browser.ask("Page.enable", Map.of());
            for (Map.Entry<String, String> page : pages.entrySet()) {
                picture(browser, page.getKey() + "-wide", page.getValue(), WIDTH, HEIGHT, "light");
                picture(browser, page.getKey() + "-phone", page.getValue(), PHONE_WIDTH, PHONE_HEIGHT, "light");
                picture(browser, page.getKey() + "-dark", page.getValue(), WIDTH, HEIGHT, "dark");
            }
        }
        return 0;
    }

    private void picture(Chromium browser, String name, String path, int width, int height, String scheme) throws Exception {
        browser.ask("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == PHONE_WIDTH));
        browser.ask("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.ask("Page.navigate", Map.of("url", address.resolve(path).toString()));
        long began = System.nanoTime();
        while (!browser.evaluate(LOADED).asBoolean()) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IllegalStateException(path + " still loads after " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
        String picture = browser.ask("Page.captureScreenshot", Map.of("format", "webp", "quality", QUALITY)).path("data").asText();
        Files.write(folder.resolve(name + ".webp"), Base64.getDecoder().decode(picture));
    }
}
