package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** What an operator does with the dashboard. */
@QuarkusTest
class DashboardIT extends OnScreen {

    private static final Logger LOG = Logger.getLogger(DashboardIT.class);
    private static final ZoneId CLOCK = ZoneId.of("Europe/London");
    private static final int FIRST_LOAD_BYTES_MAX = 400_000;

    @Override
    Site site() {
        return sites.create(4, CLOCK.getId());
    }

    private Page show(String more) {
        Page page = browser.page(1440, 900);
        page.navigate(address("/") + more);
        assertThat(heading(page)).hasText("Site " + site.facility());
        return page;
    }

    private static Locator figure(Page page, String name) {
        return page.locator("figure-card[heading='" + name + "']");
    }

    private void parked(LocalDate day, LocalTime from, LocalTime to) throws Exception {
        occupancy(1, day, from, true);
        occupancy(1, day, to, false);
        for (int bay = 2; bay <= 4; bay++) {
            occupancy(bay, day, from, false);
        }
        // a past day is loaded once: all of it must be stored before the page opens
        int facility = site.id();
        await().until(() -> given().queryParam("facility", facility).queryParam("date", day.toString())
                .get("/api/dashboard/summary").path("total_parking_events").equals(5));
    }

    private void occupancy(int bay, LocalDate day, LocalTime time, boolean occupied) throws Exception {
        sensors.publish(site.topic(bay, "occupancy"), "{\"time\":\"%s\",\"occupied\":%s}".formatted(day.atTime(time).atZone(CLOCK).toInstant(), occupied));
    }

    @Test
    void figuresFollowTheSensors() throws Exception {
        Page page = show("");
        assertThat(figure(page, "Parking events")).containsText("0 arrivals");

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"seq\":1}");
        sensors.publish(site.topic(2, "occupancy"), "{\"occupied\":false,\"seq\":1}");

        assertThat(figure(page, "Occupancy")).containsText("50%");
        assertThat(figure(page, "Occupancy")).containsText("1 of 4 bays · 1 free · 2 unknown");
        assertThat(figure(page, "Parking events")).containsText("1 arrival");
        assertThat(figure(page, "Active devices")).containsText("5");
    }

    @Test
    void anAlertIsAcknowledgedInPlaceAndForEveryone() throws Exception {
        Page here = show("");
        Page there = show("");
        sensors.publish(site.topic(1, "heartbeat"), "{\"voltage\":400}");
        assertThat(there.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Alerts, 1 unacknowledged alert"))).isVisible();

        assertThat(here.locator("alerts-card").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Invalid data")))
                .hasAttribute("href", Pattern.compile("/alerts\\?facility=.*&alert=\\d+"));
        here.locator("alerts-card").getByRole(AriaRole.BUTTON).first().click();

        assertThat(here.locator("alerts-card")).containsText("acknowledged");
        assertThat(there.locator("alerts-card")).containsText("acknowledged");
        assertThat(there.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Alerts").setExact(true))).isVisible();
    }

    @Test
    void aPastDayIsReplayed() throws Exception {
        LocalDate yesterday = LocalDate.now(CLOCK).minusDays(1);
        parked(yesterday, LocalTime.of(10, 0), LocalTime.of(11, 0));
        Page page = show("&date=" + yesterday + "&time=10:30");
        assertThat(page.locator("day-slider")).containsText("10:30");
        assertThat(figure(page, "Occupancy")).containsText("1 of 4 bays · 3 free");
        assertThat(figure(page, "Parking events")).containsText("1 arrival");

        page.getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Time of day")).focus();
        for (int fiveMinutes = 0; fiveMinutes < 7; fiveMinutes++) {
            page.keyboard().press("ArrowRight");
        }

        assertThat(page.locator("day-slider")).containsText("11:05");
        assertThat(figure(page, "Occupancy")).containsText("0 of 4 bays · 4 free");
        assertThat(page).hasURL(base + "?facility=" + site.facility() + "&date=" + yesterday + "&time=" + "11%3A05");
    }

    @Test
    void theDayIsTheServersAlsoWhereTheBrowsersClockIsWrong() {
        Page page = browser.page(1440, 900);
        page.clock().setFixedTime(System.currentTimeMillis() + Duration.ofDays(3).toMillis());
        page.navigate(base + "?facility=" + site.facility());
        assertThat(page.locator("day-choice")).hasAttribute("date", LocalDate.now(CLOCK).toString());
        assertThat(button(page, "The day after")).isDisabled();
    }

    @Test
    void aFacilityWithoutZonesIsEmptyAndNotBroken() {
        String code = "empty-" + site.facility();
        given().contentType(ContentType.JSON).body("{\"code\":\"%s\",\"name\":\"Empty %s\"}".formatted(code, code)).post("/api/facilities").then().statusCode(201);
        Page page = browser.page(1440, 900);
        List<String> refused = new ArrayList<>();
        page.onResponse(response -> {
            if (response.status() >= 400) {
                refused.add(response.url());
            }
        });
        page.navigate(base + "?facility=" + code);
        assertThat(page.getByText("This facility has no zones yet")).isVisible();
        assertThat(figure(page, "Parking events")).containsText("0 arrivals");
        assertThat(page.locator("usage-card, heat-map-card, forecast-card")).hasCount(0);
        assertThat(refused).isEmpty();
    }

    @Test
    void daysAreStepsForthAndBack() {
        Page page = show("");
        LocalDate today = LocalDate.now(CLOCK);
        button(page, "The day before").click();
        assertThat(page).hasURL(base + "?facility=" + site.facility() + "&date=" + today.minusDays(1));
        assertThat(page.locator("day-slider")).isVisible();
        button(page, "Today").click();
        assertThat(page).hasURL(base + "?facility=" + site.facility());
        assertThat(page.locator("day-slider")).hasCount(0);
        page.goBack();
        assertThat(page.locator("day-slider")).isVisible();
    }

    @Test
    void oneCardThatFailsLeavesTheOthersAndCanBeTriedAgain() {
        Page page = browser.page(1440, 900);
        page.route("**/api/analytics/heatmap**", route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("{}")));
        page.navigate(base + "?facility=" + site.facility());
        Locator card = page.locator("heat-map-card");
        assertThat(card.getByRole(AriaRole.ALERT)).containsText("The server could not answer this");
        assertThat(page.locator("usage-card pb-chart canvas")).isVisible();

        page.unroute("**/api/analytics/heatmap**");
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again")).click();

        assertThat(card.locator("pb-chart canvas")).isVisible();
    }

    @Test
    void usageOfAMonthIsAnAddressOfItsOwn() {
        Page page = show("");
        button(page, "Month").click();
        assertThat(page).hasURL(base + "?facility=" + site.facility() + "&span=month");
        assertThat(button(page, "Month")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void theFirstLoadIsSmall() {
        Page page = browser.page(1440, 900);
        List<Response> scripts = new ArrayList<>();
        page.onResponse(response -> {
            if (response.url().endsWith(".js")) {
                scripts.add(response);
            }
        });
        page.navigate(base + "?facility=" + site.facility());
        assertThat(page.locator("usage-card pb-chart canvas")).isVisible();
        assertThat(page.locator("heat-map-card pb-chart canvas")).isVisible();
        assertThat(scripts).isNotEmpty().allSatisfy(script -> assertThat(script.headers().get("content-encoding")).isEqualTo("gzip"));
        int bytes = scripts.stream().mapToInt(script -> gzipped(script.body())).sum();
        LOG.infof("first load of the dashboard, its charts included: %d bytes of JavaScript, gzipped, in %d files; at most %d", bytes, scripts.size(), FIRST_LOAD_BYTES_MAX);
        assertThat(bytes).isBetween(100_000, FIRST_LOAD_BYTES_MAX);
    }

    private static int gzipped(byte[] script) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size();
    }
}
