package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

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

/** Alerts as they are worked through, in Chromium. */
@QuarkusTest
class AlertsPageIT {

    @Inject
    TestSite sites;

    @TestHTTPResource("/")
    URI base;

    private Site site;
    private TestSensors sensors;
    private TestBrowser browser;

    @BeforeEach
    void open() throws Exception {
        site = sites.create(4);
        sensors = TestSensors.connect();
        browser = new TestBrowser();
    }

    @AfterEach
    void close() throws Exception {
        browser.close();
        sensors.close();
    }

    private Page show(String query, int width) {
        Page page = browser.page(width, 900);
        page.navigate(base.resolve("/alerts") + "?facility=" + site.facility() + query);
        assertThat(page.locator("connection-state")).containsText("live");
        return page;
    }

    private void battery(int bay, int percent) throws Exception {
        sensors.publish(site.topic(bay, "heartbeat"), "{\"battery\":%d}".formatted(percent));
    }

    private static Locator rows(Page page) {
        return page.locator("alerts-page li[data-id]");
    }

    @Test
    void alertAppearsIsAcknowledgedByKeyboardAndGoneInAnotherBrowser() throws Exception {
        Page page = show("", 1440);
        Page other = show("&ack=false", 1440);
        assertThat(page.getByText("Nothing is wrong")).isVisible();
        battery(1, 10);
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(other)).containsText(site.device(1));

        page.keyboard().press("j");
        page.keyboard().press("a");

        assertThat(rows(page).locator(".done")).hasText("Acknowledged");
        assertThat(rows(other)).hasCount(0);
        battery(1, 90);
        assertThat(rows(page)).hasCount(0);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("History")).click();
        assertThat(rows(page)).containsText("Over");
    }

    @Test
    void manyAreAcknowledgedTogetherWithANote() throws Exception {
        battery(1, 10);
        battery(2, 11);
        Page page = show("", 1440);
        assertThat(rows(page)).hasCount(2);
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.getByText("2 selected")).isVisible();
        page.keyboard().press("a");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Note")).fill("cells are ordered");
        page.locator("vaadin-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Acknowledge")).click();
        assertThat(rows(page).locator(".done")).hasCount(2);
        page.keyboard().press("Enter");
        rows(page).first().getByRole(AriaRole.LINK).click();
        assertThat(page.locator("alert-view li.ACKNOWLEDGED")).containsText("cells are ordered");
    }

    @Test
    void filtersAreInTheAddressAndTakenBack() throws Exception {
        battery(1, 10);
        sensors.publish(site.topic(3, "heartbeat"), "{\"voltage\":340}");
        Page page = show("&type=INVALID_DATA", 1440);
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(site.device(3));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reset the filters")).first().click();
        assertThat(rows(page)).hasCount(2);
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Find in alerts")).fill("battery");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(site.device(1));
    }

    @Test
    void deviceIsMutedFromItsAlert() throws Exception {
        battery(1, 10);
        Page page = show("", 1440);
        assertThat(rows(page)).hasCount(1);
        page.keyboard().press("j");
        page.keyboard().press("m");
        Locator dialog = page.locator("vaadin-dialog");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Reason")).fill("being serviced");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Mute")).last().click();
        assertThat(page.locator("vaadin-dialog")).hasCount(0);
        page.reload();
        assertThat(rows(page)).containsText("Muted");
    }

    @Test
    void phoneShowsOneAlertInPlaceOfTheList() throws Exception {
        battery(1, 10);
        Page page = show("", 390);
        rows(page).first().getByRole(AriaRole.LINK).click();
        assertThat(page.locator("alert-view")).containsText("Timeline");
        assertThat(rows(page).first()).isHidden();
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close")).click();
        assertThat(rows(page).first()).isVisible();
    }
}
