package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Alerts as they are worked through, in Chromium. */
@QuarkusTest
class AlertsPageIT extends OnScreen {

    private static final String NOTE_WHAT_IS_TOLD = """
            window.told = [];
            window.Notification = class {
              static permission = 'granted';
              static requestPermission = () => Promise.resolve('granted');
              constructor(heading) { window.told.push(heading); }
            };
            const tone = AudioContext.prototype.createOscillator;
            AudioContext.prototype.createOscillator = function() { window.told.push('tone'); return tone.call(this); };""";

    @Inject
    DataSource database;

    private Page show(String query, int width) {
        return show(browser.page(width, 900), "/alerts" + query);
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
        Page other = show("?ack=false", 1440);
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
        battery(2, 90);
        assertThat(page.getByText("1 selected")).isVisible();
        battery(2, 11);
        assertThat(rows(page)).hasCount(2);
        page.keyboard().press("k");
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
        Page page = show("?type=INVALID_DATA", 1440);
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(site.device(3));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reset the filters")).first().click();
        assertThat(rows(page)).hasCount(2);
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Find in alerts")).fill("battery");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(site.device(1));
    }

    @Test
    void theSearchFindsWhatTheReaderSeesInTheirLanguage() throws Exception {
        battery(1, 10);
        battery(2, 11);
        sensors.publish(site.topic(3, "heartbeat"), "{\"voltage\":340}");
        Page page = show(browser.page(1440, 900, "de-DE"), "/alerts");
        assertThat(rows(page)).hasCount(3);
        Locator search = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("In Alarmen suchen"));
        search.fill("ungültige werte");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(site.device(3));
        search.fill("batterie unter " + site.device(2));
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("Batterie bei 11");
        search.fill("batterie unter ungültige");
        assertThat(rows(page)).hasCount(0);
    }

    @Test
    void typingIntoAListOfChoicesIsNoKeyOfThePage() throws Exception {
        battery(1, 10);
        Page page = show("", 1440);
        List<String> changes = new ArrayList<>();
        page.onRequest(request -> {
            if (!request.method().equals("GET")) {
                changes.add(request.url());
            }
        });
        assertThat(rows(page)).hasCount(1);
        page.keyboard().press("j");
        page.locator("vaadin-select").nth(1).click();
        assertThat(page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Overstay"))).isVisible();
        page.keyboard().press("a");
        page.keyboard().press("Escape");
        page.locator("h1").click();
        page.keyboard().press("x");
        assertThat(page.getByText("1 selected")).isVisible();
        assertThat(changes).isEmpty();
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

    @Test
    void anOutageOfTheSiteIsOneAlertThatNamesTheOthers() throws Exception {
        Page page = show("", 1440);
        battery(1, 90);
        // stored, before the devices are made old: otherwise it would make one of them new again
        await().until(() -> given().queryParam("code", site.device(1)).get("/api/devices/").path("[0].last_seen_at") != null);
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("update pipeline set up_since = now() - interval '1 day', alive_at = now()");
            statement.executeUpdate("update device_state s set received_at = now() - interval '10 minutes' from device d where d.id = s.device_id and d.code like '"
                    + site.facility() + "%'");
        }
        assertThat(rows(page)).hasCount(1);
        assertThat(page.locator("page-head")).containsText("1 active");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Linked devices")).click();

        assertThat(page.locator("linked-alerts li")).hasCount(5);
        assertThat(page.locator("linked-alerts")).containsText(site.device(4));
        page.locator("linked-alerts").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(site.device(4))).click();
        assertThat(heading(page)).hasText(site.device(4));
    }

    @Test
    void somethingCriticalRingsAndNotifiesForThoseAloneWhoWantIt() throws Exception {
        int facility = site.id();
        given().contentType(ContentType.JSON).body("{\"type\":\"INVALID_DATA\",\"facility_id\":%d,\"severity\":\"CRITICAL\"}".formatted(facility))
                .post("/api/alert-rules").then().statusCode(201);
        Page page = browser.page(1440, 900);
        page.addInitScript(NOTE_WHAT_IS_TOLD);
        show(page, "/alerts");
        sensors.publish(site.topic(1, "heartbeat"), "{\"voltage\":400}");
        assertThat(rows(page)).hasCount(1);
        assertThat(page.evaluate("() => window.told")).isEqualTo(List.of());

        wish(page, "Notification on critical");
        wish(page, "Sound on critical");
        page.evaluate("() => { window.told = []; }");
        sensors.publish(site.topic(2, "heartbeat"), "{\"battery\":10}");
        assertThat(rows(page)).hasCount(2);
        assertThat(page.evaluate("() => window.told")).isEqualTo(List.of());
        sensors.publish(site.topic(3, "heartbeat"), "{\"voltage\":400}");
        assertThat(rows(page)).hasCount(3);
        assertThat(page.evaluate("() => window.told")).isEqualTo(List.of("tone", "tone", "tone", "Invalid data"));
    }

    private static void wish(Page page, String what) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Alarm")).click();
        page.locator("vaadin-menu-bar-item").getByText(what).click();
    }

    @Test
    void theKeyboardIsWhereItWasAfterADialogOrAnAlertIsClosed() throws Exception {
        battery(1, 10);
        Page page = show("", 1440);
        assertThat(rows(page)).hasCount(1);
        page.keyboard().press("j");
        Locator link = rows(page).first().getByRole(AriaRole.LINK);
        assertThat(link).isFocused();
        for (String opens : List.of("m", "?")) {
            page.keyboard().press(opens);
            assertThat(page.locator("vaadin-dialog")).hasCount(1);
            page.keyboard().press("Escape");
            assertThat(page.locator("vaadin-dialog")).hasCount(0);
            assertThat(link).isFocused();
        }
        link.press("Enter");
        page.locator("alert-view").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).click();
        assertThat(link).isFocused();
    }
}
