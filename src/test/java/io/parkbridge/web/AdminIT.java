package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.parkbridge.Mosquitto;
import io.parkbridge.TestSensors;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What an administrator does with the screen. */
@QuarkusTest
class AdminIT extends OnScreen {

    /** The heads of columns that are clipped, and the names of rows (in the log: when it was) that are clipped or broken into lines. */
    private static final String CUT = """
            grid => [...[...grid.querySelectorAll('vaadin-grid-sorter')].map(head => head.shadowRoot.querySelector('[part=content]')).filter(head => head.scrollWidth > head.clientWidth),
              ...[...grid.querySelectorAll('.name')].filter(name => name.scrollWidth > name.clientWidth || name.offsetHeight > 36)].map(cut => cut.matches('.name') ? cut.textContent : cut.getRootNode().host.textContent)""";

    @Inject
    DataSource database;

    private Page show(String section) {
        Page page = browser.page(1440, 900);
        page.navigate(address("/admin/" + section));
        assertThat(page.locator("page-head")).isVisible();
        return page;
    }

    private static Locator form(Page page) {
        return page.locator("form-dialog");
    }

    private static void fill(Page page, String label, String value) {
        form(page).getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).fill(value);
    }

    private static void send(Page page) {
        form(page).locator(".send").click();
    }

    @Test
    void aZoneAndABayAreCreated() {
        Page page = show("zones");
        button(page, "New zone").click();
        send(page);
        assertThat(form(page)).containsText("is required");
        fill(page, "Name", "Roof");
        fill(page, "Code", "A");
        send(page);
        assertThat(form(page)).containsText("is taken in this facility");
        fill(page, "Code", "R");
        send(page);
        assertThat(page.locator("vaadin-grid")).containsText("Roof");

        button(page, "Bays: Roof").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Bays");
        button(page, "New bay").click();
        fill(page, "Number", "R-1");
        send(page);
        assertThat(page.locator("vaadin-grid")).containsText("R-1");
    }

    @Test
    void aPartThatDidNotComeLeavesTheOthers() {
        Page page = show("zones");
        assertThat(page.locator("vaadin-grid")).containsText("Zone A");
        page.route("**/*.js", Route::abort);
        page.locator("admin-page nav").getByText("Targets").click();
        assertThat(page.locator("admin-page")).containsText("perhaps because there is a newer version");
        page.unroute("**/*.js");
        page.locator("admin-page nav").getByText("Bays").click();
        assertThat(page.locator("vaadin-grid")).containsText(site.device(1));
    }

    @Test
    void headsOfColumnsAndTimesAreReadWhole() {
        for (String section : List.of("bays", "devices", "audit")) {
            // the longest times are American, the longest names German
            Page page = browser.page(1440, 900, section.equals("audit") ? "en-US" : "de-DE");
            page.navigate(address("/admin/" + section));
            assertThat(page.locator("vaadin-grid")).containsText(section.equals("audit") ? "created" : site.device(1));
            await().untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(page.locator("vaadin-grid").evaluate(CUT)).isEqualTo(List.of()));
        }
    }

    @Test
    void whoIsSlowerIsToldAndKeepsWhatWasTyped() {
        Page slow = show("zones");
        button(slow, "Edit: Zone A").click();
        fill(slow, "Name", "Slow");

        Page quick = show("zones");
        button(quick, "Edit: Zone A").click();
        fill(quick, "Grace, min", "9");
        send(quick);
        assertThat(form(quick)).hasCount(0);

        send(slow);
        assertThat(form(slow)).containsText("Somebody else has changed this meanwhile");
        button(slow, "Load again").click();
        assertThat(form(slow).getByLabel("Grace, min")).hasValue("9");
        assertThat(form(slow).getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))).hasValue("Slow");
        send(slow);
        assertThat(slow.locator("vaadin-grid")).containsText("Slow");
    }

    @Test
    void aFaultyFileIsToldLineByLineAndStaysChosen() {
        Page page = show("imports");
        choose(page, "facility_code,zone_code,zone_name,bay_number\n" + site.facility() + ",A,Zone A,90\n" + site.facility() + ",B/B,Zone B,91\n");
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Nothing was written"))).isVisible();
        assertThat(page.locator("vaadin-grid")).containsText("zone_code");
        assertThat(page.locator(".file")).hasText("sites.csv");

        choose(page, "facility_code,zone_code,zone_name,bay_number\n" + site.facility() + ",A,Zone A,90\n");
        assertThat(page.locator("imports-section")).containsText("would be written");
        button(page, "Apply").click();
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Apply")).click();
        assertThat(page.locator("imports-section .result")).containsText("written from 1 lines");
    }

    private static void choose(Page page, String csv) {
        page.locator("input[type=file]").setInputFiles(new FilePayload("sites.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDiscoveredDeviceIsAdoptedToABay() throws Exception {
        Page zones = show("bays");
        button(zones, "New bay").click();
        form(zones).getByLabel("Zone").fill("Zone A");
        zones.keyboard().press("Enter");
        fill(zones, "Number", "77");
        send(zones);
        assertThat(form(zones)).hasCount(0);
        String device = site.facility() + "-NEW";
        sensors.publish("parking/v1/" + site.facility() + "/" + device + "/occupancy", "{\"occupied\":true,\"seq\":1}");

        Page page = show("discovered");
        Locator adopt = button(page, "Adopt: " + device);
        page.waitForCondition(() -> {
            if (!adopt.isVisible()) {
                page.reload();
                assertThat(page.locator("page-head")).isVisible();
                assertThat(page.locator("loading-state")).hasCount(0);
            }
            return adopt.isVisible();
        });
        adopt.click();
        form(page).getByLabel("Bay").fill("Zone A · 77");
        page.keyboard().press("Enter");
        send(page);
        assertThat(page.locator("vaadin-notification-card")).containsText(device + " is adopted; 1 message was applied.");
    }

    @Test
    void aDeadLetterIsLookedAtAndReplayed() throws Exception {
        sensors.publish(site.topic(1, "occupancy"), "{\"occupied\":\"perhaps " + site.facility() + "\"}");
        Page page = browser.page(1440, 900);
        page.navigate(address("/admin/dead-letters?where=here"));
        Locator look = page.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("Look")).first();
        page.waitForCondition(() -> {
            if (!look.isVisible()) {
                page.reload();
                assertThat(page.locator("page-head")).isVisible();
                assertThat(page.locator("loading-state")).hasCount(0);
            }
            return look.isVisible();
        });
        look.click();
        assertThat(page.locator("letter-content pre")).containsText("perhaps " + site.facility());
        page.locator("letter-content").getByText("Replay").click();
        assertThat(page.locator("vaadin-notification-card")).containsText("1 replayed: 0 stored, 0 known already, 1 still dead.");
    }

    /** Shown once on the device's page, taken by the broker, and worth nothing once there are new ones. */
    @Test
    void aDeviceIsGivenCredentialsAndNewOnes() throws Exception {
        String device = site.device(1);
        Page page = browser.page(1440, 900);
        page.navigate(base.resolve("/devices/" + device) + "?facility=" + site.facility());
        assertThat(page.locator("credentials-card")).containsText("none");
        button(page, "Issue credentials").click();
        String first = secret(page, device);
        assertThat(page.locator("credentials-card")).containsText("Issued");
        org.assertj.core.api.Assertions.assertThat(Mosquitto.publish(device, first, device, site.topic(1, "heartbeat"), "{\"battery\":80}").isGranted()).isTrue();

        try (Mosquitto connected = Mosquitto.subscribe(device, first, device, "parkbridge/v1/" + site.facility() + "/" + device + "/commands/#")) {
            // it prints when it hears something: it does as soon as it has subscribed
            Mosquitto.publish(TestSensors.environment("PARKBRIDGE_MQTT_USERNAME"), TestSensors.environment("PARKBRIDGE_MQTT_PASSWORD"), "test-" + device,
                    "parkbridge/v1/" + site.facility() + "/" + device + "/commands/hello", "hello", "-r");
            page.waitForCondition(() -> connected.text().contains("hello"));
            button(page, "New credentials").click();
            confirm(page, "New credentials");
            String second = secret(page, device);
            org.assertj.core.api.Assertions.assertThat(connected.result().isRefused()).as("thrown out").isTrue();
            org.assertj.core.api.Assertions.assertThat(Mosquitto.publish(device, second, device, site.topic(1, "heartbeat"), "{\"battery\":80}").isGranted()).isTrue();
        }
        button(page, "Revoke credentials").click();
        confirm(page, "Revoke credentials");
        assertThat(page.locator("credentials-card")).containsText("none");
    }

    /** What the dialog shows, user name first. */
    private static String secret(Page page, String username) {
        Locator shown = page.locator("secret-once code");
        assertThat(shown.first()).hasText(username);
        String secret = shown.last().textContent();
        page.locator("secret-once").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).click();
        assertThat(page.locator("secret-once")).hasCount(0);
        return secret;
    }

    private static void confirm(Page page, String deed) {
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(deed)).click();
    }

    @Test
    void aGatewayGetsAnAccountAndAFloodingDeviceIsReleased() throws Exception {
        Page page = show("broker-accounts");
        button(page, "New account").click();
        fill(page, "Name", site.facility());
        send(page);
        assertThat(form(page)).containsText("is required");
        form(page).getByLabel("Facility").fill("Site " + site.facility());
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Site " + site.facility())).click();
        send(page);
        secret(page, "gateway." + site.facility());
        page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).fill(site.facility());
        assertThat(page.locator("vaadin-grid")).containsText("gateway." + site.facility());

        hold(site.device(2));
        Page held = show("quarantine");
        held.getByLabel("Search", new Page.GetByLabelOptions().setExact(true)).fill(site.device(2));
        button(held, "Release: " + site.device(2)).click();
        confirm(held, "Release");
        assertThat(held.locator("vaadin-notification-card")).containsText(site.device(2) + " is released.");
    }

    private void hold(String device) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement hold = connection.prepareStatement("insert into device_quarantine select code, id, now(), now() + interval '1 hour', 7 from device where code = ?")) {
            hold.setString(1, device);
            hold.executeUpdate();
        }
    }

    @Test
    void theLogIsNarrowedToDaysAndTakenAlong() throws Exception {
        Page page = show("audit");
        assertThat(page.locator("vaadin-grid")).containsText("created");
        // by the address: a calendar that opens after Enter would hide the rest of the page
        page.navigate(base.resolve("/admin/audit") + "?facility=" + site.facility() + "&to=2020-02-01");
        assertThat(page.locator("audit-section")).containsText("Nobody has changed anything yet");
        assertThat(page.getByLabel("Until")).hasValue("01/02/2020");
        Download file = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Export as CSV")).click());
        org.assertj.core.api.Assertions.assertThat(Files.readString(file.path())).startsWith("id,at,who_kind,who,").hasLineCount(1);
        page.locator("pb-date").filter(new Locator.FilterOptions().setHas(page.getByLabel("Until"))).locator("[part~=clear-button]").click();
        assertThat(page.locator("vaadin-grid")).containsText("created");
    }

    @Test
    void aWeeklyPatternIsSetAndRemoved() {
        Page page = show("targets");
        assertThat(page.locator("weekly-patterns")).containsText("This zone has no weekly pattern");
        button(page, "New weekly pattern").click();
        fill(page, "Mon", "31");
        fill(page, "Tue", "32");
        send(page);
        Locator pattern = page.locator("weekly-patterns li");
        assertThat(pattern).containsText("holds now");
        assertThat(pattern).containsText("31");
        pattern.getByText("Change").click();
        fill(page, "Tue", "");
        send(page);
        assertThat(pattern).not().containsText("32");
        assertThat(page.locator("vaadin-grid")).containsText("weekly pattern");
        pattern.getByText("Remove").click();
        page.locator("vaadin-confirm-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove")).click();
        assertThat(page.locator("weekly-patterns")).containsText("This zone has no weekly pattern");
    }

    @Test
    void hoursOfARuleAreClearedAndWhoIsSlowerIsTold() {
        int facility = site.id();
        int id = given().contentType("application/json").body("{\"type\":\"LOW_BATTERY\",\"facility_id\":%d,\"active_from\":\"07:30\",\"active_until\":\"19:00\",\"thresholds\":{\"percent\":7}}"
                .formatted(facility)).post("/api/alert-rules").then().statusCode(201).extract().path("id");
        Page page = show("rules");
        page.getByLabel("Search").fill("Site " + site.facility());
        button(page, "Edit: Low battery").click();
        assertThat(form(page).getByLabel("From", new Locator.GetByLabelOptions().setExact(true))).hasValue("07:30");
        given().contentType("application/json").header("If-Match", "*").body("{\"severity\":\"CRITICAL\"}").patch("/api/alert-rules/" + id).then().statusCode(200);
        fill(page, "From", "");
        fill(page, "Until", "");
        fill(page, "Limit, %", "");
        send(page);
        assertThat(form(page)).containsText("Somebody else has changed this meanwhile");
        button(page, "Load again").click();
        send(page);
        assertThat(form(page)).hasCount(0);
        given().get("/api/alert-rules/" + id).then().body("active_from", nullValue()).body("severity", equalTo("CRITICAL")).body("thresholds.percent", not(equalTo(7f)));
    }

    @Test
    void theBooksOfTheWayInAreShown() {
        Page page = show("status");
        assertThat(page.locator("status-section")).containsText("connected and subscribed");
        assertThat(page.locator("status-section")).containsText("taking readings");
        assertThat(page.locator("status-section")).containsText("received = stored + duplicate + dead-lettered + quarantined + in flight");
    }
}
