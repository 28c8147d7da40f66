package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page of the screen. A new page is a line in {@link #pages}. */
@QuarkusTest
class PagesIT {

    @Inject
    TestSite sites;

    @TestHTTPResource("/")
    URI base;

    private Site site;
    private TestBrowser browser;

    /** Paths; {@code {device}} is a device of the test's facility. */
    static Stream<String> pages() {
        return Stream.of("/", "/devices", "/devices/{device}", "/alerts", "/reports", "/admin", "/admin/facilities", "/admin/zones", "/admin/bays", "/admin/devices",
                "/admin/discovered", "/admin/dead-letters", "/admin/imports", "/admin/targets", "/admin/rules", "/admin/holidays", "/admin/deliveries", "/admin/users", "/admin/tokens", "/admin/audit", "/admin/status",
                "/no-such-page");
    }

    @BeforeEach
    void open() {
        site = sites.create(4);
        browser = new TestBrowser();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String address(String path) {
        return base.resolve(path.replace("{device}", site.device(1))) + "?facility=" + site.facility();
    }

    /** Opens a page as by its address, and waits until it has a heading and nothing is on its way. */
    private void show(Page page, String path) {
        page.navigate(address(path));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        assertThat(page.locator("connection-state")).containsText("live");
        assertThat(page.locator("loading-state")).hasCount(0);
    }

    /** Reached by its address: complete from our own host, without a fault, for a screen reader in light and dark, and as wide as a phone. */
    @ParameterizedTest
    @MethodSource("pages")
    void pageIsSound(String path) {
        Page page = browser.page(1280, 800);
        List<String> faults = faultsOf(page);
        show(page, path);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page).analyze().getViolations().stream().filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                    .map(rule -> rule.getId() + ": " + rule.getNodes()).toList()).as(path + " " + scheme).isEmpty();
        }
        page.setViewportSize(390, 844);
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(faults).isEmpty();
    }

    private List<String> faultsOf(Page page) {
        List<String> faults = new ArrayList<>();
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
        return faults;
    }

    @Test
    void aGermanReadsGerman() {
        Page page = browser.page(1280, 800, "de-DE");
        page.navigate(address("/reports"));
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Berichte");
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Hauptnavigation"))).containsText("Geräte");
    }

    @Test
    void navigationKeepsTheFacilityAndMovesTheFocusToTheHeading() {
        Page page = browser.page(1280, 800);
        show(page, "/");
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
        show(page, "/reports");
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
        show(page, "/alerts");
        page.keyboard().press("Tab");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Skip to the content"))).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
    }
}
