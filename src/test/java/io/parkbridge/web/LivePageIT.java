package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The live page as a person uses it, in Chromium. */
@QuarkusTest
class LivePageIT extends OnScreen {

    /** Notes what the page's live regions are changed to, in whatever shadow they are. */
    private static final String LISTEN_TO_WHAT_IS_READ_ALOUD = """
            () => {
              window.aloud = [];
              const roots = root => [root, ...[...root.querySelectorAll('*')].flatMap(one => one.shadowRoot ? roots(one.shadowRoot) : [])];
              for (const root of roots(document)) {
                for (const region of root.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])')) {
                  new MutationObserver(() => window.aloud.push(region.textContent)).observe(region, {subtree: true, childList: true, characterData: true});
                }
              }
            }""";

    private Page show(int width, int height) {
        Page page = browser.page(width, height);
        page.navigate(address("/"));
        assertThat(heading(page)).hasText("Site " + site.facility());
        return page;
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

        occupied(1, true, 0);
        seeZone(page, "Zone A\\s*100%");
        occupied(2, false, 0);
        seeZone(page, "Zone A\\s*50%\\s*1\\b");
        occupied(1, false, 1);

        seeZone(page, "Zone A\\s*0%\\s*2\\b");
        assertThat(page.locator("day-figures")).containsText("2 unknown");
    }

    @Test
    void baysChangeColourInThePicture() throws Exception {
        Page page = show(1280, 800);
        occupied(1, false, 0);
        occupied(2, false, 0);
        occupied(3, false, 0);
        occupied(4, false, 0);
        seeZone(page, "Zone B\\s*0%\\s*2\\b");
        int before = orangePixels(page);

        occupied(3, true, 1);

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
        occupied(1, true, 0);
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
    void aConnectionThatIsSilentIsLostAndTakenUpAgain() {
        Page page = browser.page(1280, 800);
        page.clock().install();
        show(page, "/");
        // offline does not close an open socket in Chromium: silence does, after fifteen seconds
        page.context().setOffline(true);
        page.clock().fastForward("00:16");
        assertThat(connection(page)).containsText("connection lost");
        page.context().setOffline(false);
        assertThat(connection(page)).containsText("live");
    }

    @Test
    void everyPageSaysHowOldItIsWhileTheConnectionIsLostAndCatchesUpWithoutReloading() throws Exception {
        Page dashboard = browser.page(1280, 800);
        List<WebSocketRoute> connections = new ArrayList<>();
        AtomicBoolean cut = new AtomicBoolean();
        dashboard.context().routeWebSocket(url -> url.endsWith("/ws/live"), connection -> {
            if (cut.get()) {
                connection.close();
            } else {
                connections.add(connection);
                connection.connectToServer();
            }
        });
        Page devices = dashboard.context().newPage(), alerts = dashboard.context().newPage();
        show(dashboard, "/");
        show(devices, "/devices?search=" + site.device(1));
        show(alerts, "/alerts");
        List<Page> pages = List.of(dashboard, devices, alerts);
        pages.forEach(page -> page.evaluate("() => { window.stayed = true; }"));

        cut.set(true);
        connections.forEach(WebSocketRoute::close);
        for (Page page : pages) {
            assertThat(connection(page)).containsText(Pattern.compile("connection lost, picture \\d+ s old"));
        }
        occupied(1, true, 0);
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":10}");
        seeZone(dashboard, "Zone A\\s*–");
        assertThat(devices.locator("vaadin-grid .status:visible")).hasText("Never heard");

        cut.set(false);
        seeZone(dashboard, "Zone A\\s*100%");
        assertThat(devices.locator("vaadin-grid .status:visible")).hasText("Online");
        assertThat(alerts.locator("alerts-page li[data-id]")).containsText(site.device(2));
        for (Page page : pages) {
            assertThat(connection(page)).containsText("live");
            assertThat(page.evaluate("() => window.stayed")).isEqualTo(true);
        }
    }

    @Test
    void aPageThatNobodySeesRestsAndIsRightWhenSomebodyLooks() throws Exception {
        Page page = show(1280, 800);
        assertThat(connection(page)).containsText("live");
        assertThat(page.locator("loading-state")).hasCount(0);
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        setHidden(page, true);
        Page seen = show(1280, 800);
        occupied(1, true, 0);
        seeZone(seen, "Zone A\\s*100%");
        seeZone(page, "Zone A\\s*–");
        assertThat(asked).isEmpty();

        setHidden(page, false);
        seeZone(page, "Zone A\\s*100%");
    }

    private static void setHidden(Page page, boolean hidden) {
        page.evaluate("hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true}); document.dispatchEvent(new Event('visibilitychange')); }", hidden);
    }

    @Test
    void whatChangesAllTheTimeIsNotReadAloud() throws Exception {
        Page page = show(1280, 800);
        occupied(1, false, 0);
        seeZone(page, "Zone A\\s*0%");
        page.evaluate(LISTEN_TO_WHAT_IS_READ_ALOUD);
        for (int seq = 1; seq <= 5; seq++) {
            occupied(1, seq % 2 == 1, seq);
        }
        occupied(2, true, 0);
        seeZone(page, "Zone A\\s*100%");
        assertThat((List<?>) page.evaluate("() => window.aloud")).isEmpty();
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
        occupied(1, true, 0);
        seeZone(page, "Zone A\\s*100%");

        connections.getFirst().close();
        occupied(2, false, 0);

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
