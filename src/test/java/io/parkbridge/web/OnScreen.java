package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What each test of the screen begins with: a site of its own, sensors that speak for it, and windows of Chromium that know nothing of each other. */
abstract class OnScreen {

    @Inject
    TestSite sites;

    @TestHTTPResource("/")
    URI base;

    Site site;
    TestSensors sensors;
    TestBrowser browser;

    @BeforeEach
    void begin() throws Exception {
        site = site();
        sensors = TestSensors.connect();
        browser = new TestBrowser();
    }

    @AfterEach
    void end() throws Exception {
        browser.close();
        sensors.close();
    }

    /** Four bays, unless a test wants others. */
    Site site() {
        return sites.create(4);
    }

    /** The address of a page as it looks at the test's site; the path may have a query. */
    final String address(String path) {
        return base.resolve(path) + (path.contains("?") ? "&" : "?") + "facility=" + site.facility();
    }

    /** Opens it in this window, and waits until it is live. */
    final Page show(Page page, String path) {
        page.navigate(address(path));
        assertThat(connection(page)).containsText("live");
        return page;
    }

    final void occupied(int bay, boolean occupied, int seq) throws Exception {
        sensors.publish(site.topic(bay, "occupancy"), "{\"occupied\":%s,\"seq\":%d}".formatted(occupied, seq));
    }

    static Locator connection(Page page) {
        return page.locator("connection-state");
    }

    static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
