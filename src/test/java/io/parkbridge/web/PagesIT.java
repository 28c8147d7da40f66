package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page of the screen. A new page is a line in {@link #pages}. */
@QuarkusTest
class PagesIT extends OnScreen {

    /** The rules that the colour scheme can break. */
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private static final List<String> faults = new ArrayList<>();
    private static TestBrowser windows;
    private static Page window;

    /** Paths; {@code {device}} is a device of the test's facility. */
    static Stream<String> pages() {
        return Stream.of("/", "/devices", "/devices/{device}", "/alerts", "/reports", "/reports/runs", "/reports/schedules", "/account", "/admin", "/admin/facilities", "/admin/zones", "/admin/bays", "/admin/plan", "/admin/devices",
                "/admin/discovered", "/admin/dead-letters", "/admin/quarantine", "/admin/broker-accounts", "/admin/imports", "/admin/targets", "/admin/rules", "/admin/holidays", "/admin/deliveries", "/admin/users", "/admin/tokens", "/admin/audit", "/admin/status",
                "/no-such-page");
    }

    @AfterAll
    static void closeWindow() {
        if (windows != null) {
            windows.close();
            windows = null;
        }
    }

    /** The same for all pages, so that what they have in common is fetched and compiled once. */
    private Page window() {
        if (windows == null) {
            windows = new TestBrowser();
            window = windows.page(1280, 800);
            listen(window);
        }
        faults.clear();
        window.setViewportSize(1280, 800);
        window.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return window;
    }

    /** Opens a page as by its address, and waits until it has a heading and nothing is on its way. */
    private void settled(Page page, String path) {
        show(page, path.replace("{device}", site.device(1)));
        assertThat(heading(page)).isVisible();
        assertThat(page.locator("loading-state")).hasCount(0);
    }

    /** Reached by its address: complete from our own host, without a fault, for a screen reader in light and dark, and as wide as a phone. */
    @ParameterizedTest
    @MethodSource("pages")
    void pageIsSound(String path) {
        Page page = window();
        settled(page, path);
        assertThat(violations(new AxeBuilder(page))).as(path).isEmpty();
        inTheDark(page);
        assertThat(violations(new AxeBuilder(page).withRules(OF_COLOURS))).as(path + " in the dark").isEmpty();
        page.setViewportSize(390, 844);
        // tables and charts follow the window a moment later
        page.waitForFunction("() => document.documentElement.scrollWidth <= 390");
        assertThat(faults).isEmpty();
    }

    /** All of it: colours that take a moment to change are looked at when they have. */
    private static void inTheDark(Page page) {
        Object light = page.evaluate("() => getComputedStyle(document.body).backgroundColor");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.waitForFunction("""
                light => getComputedStyle(document.body).backgroundColor !== light
                    && !document.getAnimations().some(change => change instanceof CSSTransition)""", light);
    }

    /** In the page itself: there are no frames of others, for which axe would open a window of its own. */
    private static List<String> violations(AxeBuilder axe) {
        return axe.setLegacyMode(true).analyze().getViolations().stream().filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes()).toList();
    }

    private void listen(Page page) {
        page.onRequest(request -> {
            if (!request.url().startsWith(base.toString()) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
                faults.add("asked a foreign host: " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
    }

    @Test
    void loginOffersNoProviderWhereThereIsNone() {
        Page page = browser.page(1280, 800);
        page.waitForResponse(answer -> answer.url().endsWith("/api/session/ways") && answer.ok(), () -> page.navigate(base.resolve("/login").toString()));
        assertThat(page.getByRole(AriaRole.BUTTON)).hasText("Log in");
        assertThat(page.getByRole(AriaRole.LINK)).hasCount(0);
    }

    @Test
    void aGermanReadsGerman() {
        Page page = browser.page(1280, 800, "de-DE");
        page.navigate(address("/reports"));
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(heading(page)).hasText("Berichte");
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Hauptnavigation"))).containsText("Geräte");
    }

    @Test
    void navigationKeepsTheFacilityAndMovesTheFocusToTheHeading() {
        Page page = browser.page(1280, 800);
        settled(page, "/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reports")).click();
        Locator heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Reports"));
        assertThat(heading).isFocused();
        assertThat(page).hasURL(address("/reports"));
        assertThat(page).hasTitle("Reports · Parkbridge");
        page.goBack();
        assertThat(page).hasURL(address("/"));
        assertThat(page.locator("dashboard-page")).isVisible();
    }

    @Test
    void chosenColoursAndLanguageAreKept() {
        Page page = browser.page(1280, 800);
        settled(page, "/reports");
        choose(page, "Settings", "Dark");
        assertThat(page.locator("html")).hasAttribute("data-scheme", "dark");
        choose(page, "Settings", "Deutsch");
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.locator("html")).hasAttribute("data-scheme", "dark");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Berichte"))).isVisible();
    }

    private static void choose(Page page, String menu, String item) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(menu)).or(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(menu))).first().click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item)).or(page.getByRole(AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName(item))).first().click();
    }

    @Test
    void skipLinkLeadsToTheContent() {
        Page page = browser.page(1280, 800);
        settled(page, "/alerts");
        page.keyboard().press("Tab");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Skip to the content"))).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
    }

    @Test
    void coloursFollowTheSystemWithoutReloading() {
        Page page = browser.page(1280, 800);
        settled(page, "/");
        page.evaluate("() => { window.stayed = true; }");
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.waitForCondition(() -> isDark(page, "document.body") == (scheme == ColorScheme.DARK));
            page.waitForCondition(() -> isPictureDark(page) == (scheme == ColorScheme.DARK));
        }
        assertThat(page.evaluate("() => window.stayed")).isEqualTo(true);
    }

    private static boolean isDark(Page page, String element) {
        return (Boolean) page.evaluate("() => getComputedStyle(" + element + ").backgroundColor.match(/\\d+/g).slice(0, 3).every(part => part < 80)");
    }

    /** The ground of the zones, which is most of the picture. */
    private static boolean isPictureDark(Page page) {
        return (Boolean) page.locator("bays-picture canvas").evaluate("""
                canvas => {
                  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  let dark = 0, light = 0;
                  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) data[i] < 80 ? dark++ : data[i] > 180 ? light++ : 0;
                  return dark > light;
                }""");
    }

    @Test
    void anAddressThatIsPassedOnShowsTheSameView() {
        Page here = browser.page(1280, 800);
        settled(here, "/");
        here.locator("zone-table").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Zone B")).click();
        button(here, "List").click();
        button(here, "Month").click();
        Page there = browser.page(1280, 800);
        there.navigate(here.url());
        for (String name : List.of("Zone B", "List", "Month")) {
            assertThat(button(there, name)).hasAttribute("aria-pressed", "true");
        }
        assertThat(there.locator("bay-list")).containsText("Zone B");
        assertThat(there.locator("bay-list")).not().containsText("Zone A");

        settled(here, "/devices");
        button(here, "Never heard").click();
        button(here, "Battery").click();
        there.navigate(here.url());
        assertThat(button(there, "Never heard")).hasAttribute("aria-pressed", "true");
        assertThat(there.locator(".sort[data-order='rising']")).containsText("Battery");
        assertThat(there.locator("page-head")).containsText("5 devices");
    }
}
