package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports as a manager looks at them, in Chromium. */
@QuarkusTest
class ReportsPageIT extends OnScreen {

    @BeforeEach
    void oneParks() throws Exception {
        occupied(1, true, 0);
    }

    private Page show(String query) {
        return show(browser.page(1440, 900), "/reports" + query);
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
        Page page = show("?from=2026-01-02&to=2026-01-01");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("from must not be after to");
        button(page, "Last month").click();
        assertThat(page.getByText("Nothing was recorded here")).isVisible();
    }
}
