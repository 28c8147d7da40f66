package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices as a person looks for them, in Chromium. */
@QuarkusTest
class DevicesPageIT extends OnScreen {

    @BeforeEach
    void twoSpeak() throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":90,\"rssi\":-60}");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":35,\"rssi\":-90}");
    }

    private Page show(String path, int width) {
        return show(browser.page(width, 900), path);
    }

    private static Locator link(Page page, String device) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(device).setExact(true));
    }

    private static void press(Page page, String button) {
        button(page, button).click();
    }

    @Test
    void devicesAreFilteredSortedAndExported() throws Exception {
        Page page = show("/devices", 1440);
        assertThat(page.locator("page-head")).containsText("5 devices");

        press(page, "Online");
        assertThat(page.locator("page-head")).containsText("2 devices");
        press(page, "Battery");
        assertThat(page.locator("vaadin-grid a.device:visible").first()).hasText(site.device(2));
        press(page, "Battery");
        assertThat(page.locator("vaadin-grid a.device:visible").first()).hasText(site.device(1));
        assertThat(page).hasURL(Pattern.compile("status=ONLINE.*sort=-battery"));

        Download download = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Export CSV")).click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith(site.device(1));

        page.getByRole(AriaRole.SEARCHBOX).or(page.getByRole(AriaRole.TEXTBOX)).first().fill("no such device");
        assertThat(page.getByText("No device is like that")).isVisible();
        press(page, "Reset the filters");
        assertThat(page.locator("page-head")).containsText("5 devices");
    }

    @Test
    void aDeviceThatSpeaksForTheFirstTimeIsSeenWithoutReloading() throws Exception {
        Page page = show("/devices?status=&search=" + site.device(3), 1440);
        assertThat(link(page, site.device(3))).isVisible();
        assertThat(page.locator("vaadin-grid .status:visible")).hasText("Never heard");
        sensors.publish(site.topic(3, "occupancy"), "{\"occupied\":true,\"seq\":0}");
        assertThat(page.locator("vaadin-grid .status:visible")).hasText("Online");
    }

    @Test
    void columnsAreChosenAndShared() {
        Page page = show("/devices?columns=status,firmware", 1440);
        assertThat(page.getByText("Firmware")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Battery").setExact(true))).hasCount(0);
    }

    @Test
    void deviceShowsWhatItHasSaid() throws Exception {
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":true,\"seq\":0}");
        Page page = show("/devices", 1440);
        link(page, site.device(1)).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(site.device(1));
        assertThat(page.locator(".bay.occupied")).containsText("Occupied");
        assertThat(page.locator(".factor")).hasCount(3);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Signal"))).isVisible();
        assertThat(page.locator("pb-chart.timeline")).isVisible();
        assertThat(page.getByText("still there")).isVisible();
        press(page, "7 days");
        assertThat(page).hasURL(Pattern.compile("range=7d"));
        assertThat(page.getByText("90%").first()).isVisible();

        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":false,\"seq\":1}");
        assertThat(page.locator(".bay.free")).containsText("Free");
    }

    @Test
    void deviceNeverHeardSaysSo() {
        Page page = show("/devices/" + site.device(4), 1440);
        assertThat(page.locator(".status")).hasText("Never heard");
        assertThat(page.getByText("Not known, because it was never heard of")).isVisible();
        page.navigate(address("/devices/nobody"));
        assertThat(page.getByText("There is no device nobody")).isVisible();
    }

    @Test
    void phoneHasWhatMatters() {
        Page page = show("/devices", 390);
        assertThat(page.locator("vaadin-grid .tile:visible").first()).containsText("Online");
        link(page, site.device(1)).click();
        assertThat(page.locator(".factor").first()).isVisible();
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }
}
