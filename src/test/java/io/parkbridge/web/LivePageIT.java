package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live page as a person uses it, in Chromium. */
@QuarkusTest
class LivePageIT {

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

    private Page show(int width, int height) {
        Page page = browser.page(width, height);
        page.navigate(base + "?facility=" + site.facility());
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Site " + site.facility());
        return page;
    }

    private void publish(int bay, boolean occupied, int seq) throws Exception {
        sensors.publish(site.topic(bay, "occupancy"), "{\"occupied\":%s,\"seq\":%d}".formatted(occupied, seq));
    }

    private static Locator zone(Page page, String name) {
        return page.locator("zone-table").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** What the zone's row reads like, from cell to cell. */
    private static void seeZone(Page page, String pattern) {
        assertThat(page.locator("zone-table").getByRole(AriaRole.ROW, new Locator.GetByRoleOptions().setName(Pattern.compile(pattern)))).isVisible();
    }

    @Test
    void carThatComesIsSeenWithoutReloading() throws Exception {
        Page page = show(1280, 800);
        assertThat(page.locator("connection-state")).containsText("live");
        seeZone(page, "Zone A\\s*–");

        publish(1, true, 0);
        seeZone(page, "Zone A\\s*100%");
        publish(2, false, 0);
        seeZone(page, "Zone A\\s*50%\\s*1\\b");
        publish(1, false, 1);

        seeZone(page, "Zone A\\s*0%\\s*2\\b");
        assertThat(page.locator("day-figures")).containsText("2 unknown");
    }

    @Test
    void baysChangeColourInThePicture() throws Exception {
        Page page = show(1280, 800);
        publish(1, false, 0);
        publish(2, false, 0);
        publish(3, false, 0);
        publish(4, false, 0);
        seeZone(page, "Zone B\\s*0%\\s*2\\b");
        int before = orangePixels(page);

        publish(3, true, 1);

        page.waitForCondition(() -> orangePixels(page) > before + 100);
    }

    /** Pixels of the picture that are more red than blue, as occupied bays are and free ones are not. */
    private static int orangePixels(Page page) {
        return (Integer) page.locator("bays-picture canvas").evaluate("""
                canvas => {
                  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  let n = 0;
                  for (let i = 0; i < data.length; i += 4) n += data[i + 3] > 128 && data[i] > data[i + 2] + 60 ? 1 : 0;
                  return n;
                }""");
    }

    @Test
    void bayTellsItsStateWhenPointedAt() throws Exception {
        Page page = show(1280, 800);
        publish(1, true, 0);
        seeZone(page, "Zone A\\s*100%");

        Locator canvas = page.locator("bays-picture canvas");
        Locator card = page.locator("bays-picture .card");
        point(canvas, card);
        assertThat(card).containsText("Bay ");
        assertThat(card).containsText("Zone ");
    }

    /** Moves over the picture, whatever its layout, until a bay answers. */
    private static void point(Locator canvas, Locator card) {
        BoundingBox box = canvas.boundingBox();
        for (int y = 20; y < box.height - 60; y += 30) {
            for (int x = 20; x < box.width - 20 && !card.isVisible(); x += 30) {
                canvas.hover(new Locator.HoverOptions().setPosition(x, y));
            }
        }
    }

    @Test
    void chosenZoneIsInTheAddressAndGoesBack() {
        Page page = show(1280, 800);
        zone(page, "Zone B").click();
        assertThat(page).hasURL(base + "?facility=" + site.facility() + "&zone=B");
        assertThat(zone(page, "Zone B")).hasAttribute("aria-pressed", "true");

        page.goBack();

        assertThat(zone(page, "Zone B")).hasAttribute("aria-pressed", "false");
        assertThat(page).hasURL(base + "?facility=" + site.facility());
    }

    @Test
    void lostConnectionIsSaidAndTakenUpAgain() throws Exception {
        Page page = show(1280, 800);
        assertThat(page.locator("connection-state")).containsText("live");
        page.context().setOffline(true);
        // offline does not close an open socket in Chromium: silence does, after fifteen seconds
        assertThat(page.locator("connection-state")).containsText("connection lost",
                new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(40_000));
        page.context().setOffline(false);
        assertThat(page.locator("connection-state")).containsText("live",
                new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(40_000));
    }

    @Test
    void shortBreakHealsWithoutANewSnapshot() throws Exception {
        Page page = browser.page(1280, 800);
        List<WebSocketRoute> connections = new ArrayList<>();
        List<String> snapshots = new ArrayList<>();
        page.routeWebSocket(url -> url.endsWith("/ws/live"), connection -> {
            connections.add(connection);
            WebSocketRoute server = connection.connectToServer();
            server.onMessage(frame -> {
                if (frame.text().startsWith("{\"type\":\"snapshot\"")) {
                    snapshots.add(frame.text());
                }
                connection.send(frame.text());
            });
        });
        page.navigate(base + "?facility=" + site.facility());
        publish(1, true, 0);
        seeZone(page, "Zone A\\s*100%");

        connections.getFirst().close();
        publish(2, false, 0);

        seeZone(page, "Zone A\\s*50%\\s*1\\b");
        assertThat(page.locator("connection-state")).containsText("live");
        assertThat(connections).hasSize(2);
        assertThat(snapshots).hasSize(1);
    }

    @Test
    void unknownFacilityIsSaidWithAWayOut() {
        Page page = browser.page(1280, 800);
        page.navigate(base + "?facility=nowhere");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no such facility");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All sites")).click();
        assertThat(page.locator("day-figures")).isVisible();
    }

    @Test
    void pageWorksFromTheKeyboard() {
        Page page = show(1280, 800);
        page.locator("bays-picture canvas").focus();
        for (String key : List.of("ArrowLeft", "+", "-", "0")) {
            page.keyboard().press(key);
        }
        zone(page, "Zone A").focus();
        page.keyboard().press("Enter");
        assertThat(zone(page, "Zone A")).hasAttribute("aria-pressed", "true");
    }
}
