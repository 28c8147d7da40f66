package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports as a manager looks at them, in Chromium. */
@QuarkusTest
class ReportsPageIT {

    @Inject
    TestSite sites;

    @TestHTTPResource("/")
    URI base;

    private Site site;
    private TestBrowser browser;

    @BeforeEach
    void open() throws Exception {
        site = sites.create(4);
        browser = new TestBrowser();
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"seq\":0}");
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Page show(String query) {
        Page page = browser.page(1440, 900);
        page.navigate(base.resolve("/reports") + "?facility=" + site.facility() + query);
        assertThat(page.locator("connection-state")).containsText("live");
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void reportIsChosenSortedAndDownloaded() throws Exception {
        Page page = show("");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Device health")).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Device health"))).isVisible();
        button(page, "Yesterday").click();
        assertThat(page).hasURL(Pattern.compile("report=device-health.*range=yesterday|range=yesterday.*report=device-health"));
        assertThat(button(page, "Yesterday")).hasAttribute("aria-pressed", "true");
        button(page, "Last 7 days").click();
        button(page, "Devices, the worst first").click();

        Locator first = page.locator("report-table vaadin-grid-cell-content:visible").getByText(Pattern.compile(site.facility() + "-[1-4]")).first();
        button(page, "Device").click();
        assertThat(first).hasText(site.device(1));
        button(page, "Device").click();
        assertThat(page).hasURL(Pattern.compile("sort=-device"));
        assertThat(first).hasText(site.device(4));

        Download download = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CSV")).click());
        assertThat(download.suggestedFilename()).endsWith(".csv");
        assertThat(Files.readAllLines(download.path()).getFirst()).isEqualTo("device,zone,bay,score,availability,last_seen,battery,signal_dbm,open_alerts,service");
    }

    @Test
    void rangeThatCannotBeIsExplainedAtTheFilters() {
        Page page = show("&from=2026-01-02&to=2026-01-01");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("from must not be after to");
        button(page, "Last month").click();
        assertThat(page.getByText("Nothing was recorded here")).isVisible();
    }
}
