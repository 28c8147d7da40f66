package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.parkbridge.report.Turns;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports as a manager looks at them, in Chromium. */
@QuarkusTest
class ReportsPageIT extends OnScreen {

    private static final Locator.GetByLabelOptions EXACT = new Locator.GetByLabelOptions().setExact(true);

    @Inject
    DataSource database;

    @Inject
    Turns turns;

    private int turnsTaken;

    @BeforeEach
    void oneParks() throws Exception {
        occupied(1, true, 0);
    }

    private Page show(String query) {
        return show(browser.page(1440, 900), "/reports" + query);
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Reports").setExact(true)).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    /** Its bytes, after a look at its name. */
    private static byte[] downloaded(Page page, Locator link, String name) throws IOException {
        Download download = page.waitForDownload(link::click);
        assertThat(download.suggestedFilename()).matches(name);
        return Files.readAllBytes(download.path());
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void reportIsChosenSortedAndDownloadedInEachFormat() throws Exception {
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

        assertThat(page.locator("report-charts").getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(Pattern.compile("^To service, by zone")))).isVisible();

        assertThat(new String(downloaded(page, link(page, "CSV"), "device-health-.*\\.csv"), StandardCharsets.UTF_8).lines().findFirst())
                .contains("device,zone,bay,score,availability,last_seen,battery,signal_dbm,open_alerts,service");
        assertThat(downloaded(page, link(page, "PDF"), "device-health-.*\\.pdf")).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        assertThat(downloaded(page, link(page, "Excel"), "device-health-.*\\.xlsx")).startsWith("PK".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void reportIsMadeInTheBackgroundAndToldWhenItIsReady() throws Exception {
        Page page = show("?report=zone-performance");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("In the background")).click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Excel")).click();
        assertThat(page.locator("vaadin-notification-card").getByText("is being made in the background")).isVisible();
        tab(page, "Runs").click();
        assertThat(page.locator("vaadin-notification-card").getByText("“Zone performance (Excel)” is ready.")).isVisible();

        Locator run = page.locator("runs-page li").filter(new Locator.FilterOptions().setHasText("Site " + site.facility()));
        assertThat(run).containsText("done");
        assertThat(downloaded(page, run.getByRole(AriaRole.LINK), "zone-performance-.*\\.xlsx")).startsWith("PK".getBytes(StandardCharsets.US_ASCII));
        run.getByText("Remove").click();
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove")).click();
        assertThat(run).hasCount(0);
    }

    /** Run after run: the page asks when the feed has told something, and at no other time. */
    @Test
    void whatBecomesOfARunIsToldAndNotAskedForFromTimeToTime() throws Exception {
        Page page = browser.page(1440, 900);
        AtomicInteger told = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> told.addAndGet(frame.text().startsWith("{\"type\":\"reports\"") ? 1 : 0)));
        page.onRequest(request -> asked.addAndGet(request.url().contains("/api/report-runs") ? 1 : 0));
        takeTurns(2);
        show(page, "/reports/runs");
        Locator run = page.locator("runs-page li").filter(new Locator.FilterOptions().setHasText("Site " + site.facility()));
        assertThat(page.locator("runs-page loading-state")).hasCount(0);
        int facility = site.id();
        given().contentType(ContentType.JSON).body(Map.of("report", "zone-performance", "format", "csv", "facility", facility)).post("/api/report-runs").then().statusCode(202);
        assertThat(run.locator(".state")).hasText("queued");

        giveTurnsBack();
        assertThat(run.locator(".state")).hasText("done");
        assertThat(told.get()).isPositive();
        // at first, and when the connection began to tell
        assertThat(asked.get()).isLessThanOrEqualTo(told.get() + 2);
    }

    @Test
    void whatBecameOfARunWithoutAConnectionShowsWhenItIsBack() throws Exception {
        Page page = browser.page(1440, 900);
        show(page, "/reports/runs");
        assertThat(page.locator("runs-page loading-state")).hasCount(0);
        page.context().setOffline(true);
        assertThat(connection(page)).containsText("connection lost");
        int facility = site.id();
        int made = given().contentType(ContentType.JSON).body(Map.of("report", "zone-performance", "format", "csv", "facility", facility)).post("/api/report-runs").path("id");
        await().until(() -> given().get("/api/report-runs/" + made).path("state"), "done"::equals);
        Locator run = page.locator("runs-page li").filter(new Locator.FilterOptions().setHasText("Site " + site.facility()));
        assertThat(run).hasCount(0);

        page.context().setOffline(false);
        assertThat(run.locator(".state")).hasText("done");
    }

    private void takeTurns(int number) {
        for (int i = 0; i < number; i++) {
            await().until(turns::tryTake);
            turnsTaken++;
        }
    }

    @AfterEach
    void giveTurnsBack() {
        for (; turnsTaken > 0; turnsTaken--) {
            turns.giveBack();
        }
    }

    @Test
    void scheduleMadeOnThePageRunsAndItsFileIsDownloaded() throws Exception {
        String name = "For the owner of " + site.facility();
        Page page = show("");
        tab(page, "Schedules").click();
        button(page, "New schedule").click();
        Locator form = page.locator("form-dialog");
        form.getByLabel("Name", EXACT).fill(name);
        form.getByLabel("Report", EXACT).fill("Zone performance");
        page.keyboard().press("Enter");
        form.getByLabel("Recipients", EXACT).fill("owner@example");
        form.locator(".send").click();
        assertThat(form).containsText("must be addresses like name@example.org");
        form.getByLabel("Recipients", EXACT).fill("owner@example.org\nmayor@example.org");
        form.locator(".send").click();
        Locator grid = page.locator("schedules-page vaadin-grid");
        assertThat(grid).containsText(name);
        assertThat(grid).containsText("owner@example.org +1");

        int id = given().queryParam("page_size", 1_000).get("/api/report-schedules").path("find { it.name == '%s' }.id".formatted(name));
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("update report_schedule set next_due = now() - interval '1 minute' where id = " + id);
        }
        await().until(() -> given().get("/api/report-schedules/" + id).path("last_run.state"), "done"::equals);
        show(page, "/reports/runs?schedule=" + id);
        assertThat(page.locator("runs-page")).containsText("What has come of the schedule “" + name + "”");
        Locator run = page.locator("runs-page li");
        assertThat(run).hasCount(1);
        assertThat(downloaded(page, run.getByRole(AriaRole.LINK), "zone-performance-.*\\.pdf")).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));

        tab(page, "Schedules").click();
        button(page, "Pause: " + name).click();
        button(page, "Resume: " + name).click();
        button(page, "Change: " + name).click();
        form.getByText("Remove").click();
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove")).click();
        assertThat(page.locator("schedules-page").getByText(name)).hasCount(0);
        given().get("/api/report-schedules/" + id).then().statusCode(404);
    }

    @Test
    void rangeThatCannotBeIsExplainedAtTheFilters() {
        Page page = show("?from=2026-01-02&to=2026-01-01");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("from must not be after to");
        button(page, "Last month").click();
        assertThat(page.getByText("Nothing was recorded here")).isVisible();
    }
}
