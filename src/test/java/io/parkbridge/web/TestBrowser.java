package io.parkbridge.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;

/** A real Chromium without a window, the same for all tests of a run; each test gets windows of its own that know nothing of each other's. */
final class TestBrowser implements AutoCloseable {

    /** A machine may be busy; nothing waits longer than it must. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static Browser browser;

    private final List<BrowserContext> contexts = new ArrayList<>();

    private static synchronized Browser browser() {
        if (browser == null) {
            Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium")))
                    .setChromiumSandbox(false)
                    .setArgs(List.of("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                            "--disable-component-update", "--disable-sync")));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-browser"));
        }
        return browser;
    }

    Page page(int width, int height) {
        return page(width, height, "en-GB");
    }

    /** @param locale the reader's language and region */
    Page page(int width, int height, String locale) {
        BrowserContext context = browser().newContext(new Browser.NewContextOptions().setViewportSize(width, height).setLocale(locale)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        contexts.add(context);
        return context.newPage();
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
