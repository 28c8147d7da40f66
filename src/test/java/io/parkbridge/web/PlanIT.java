package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import io.parkbridge.facility.TestImages;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator draws a zone's bays where they lie, and everybody sees them there. */
@QuarkusTest
class PlanIT extends OnScreen {

    private int zone;

    @Override
    Site site() {
        return sites.create(24);
    }

    @BeforeEach
    void zone() {
        int facility = site.id();
        zone = site.zone("A");
    }

    private Page show(int width, int height) {
        Page page = show(browser.page(width, height), "/admin/plan?zone=" + zone);
        assertThat(page.locator("plan-canvas canvas")).isVisible();
        return page;
    }

    private static Locator side(Page page) {
        return page.locator("plan-section aside section").first();
    }

    private static void fill(Page page, String label, String value) {
        Locator field = side(page).getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
        field.fill(value);
        field.press("Tab");
    }

    private static Locator save(Page page) {
        return page.locator("plan-section vaadin-button.save");
    }

    private static void saved(Page page) {
        save(page).click();
        assertThat(page.locator("vaadin-notification-card").last()).containsText("is saved");
        assertThat(save(page)).hasText("Save");
    }

    private static Locator said(Page page) {
        return page.locator("plan-section p[role=status]");
    }

    private List<Map<String, Object>> placed() {
        return given().get("/api/zones/" + zone + "/plan").path("bays.findAll { it.x != null }");
    }

    /** Draw, save, look at it on the dashboard, and a sensor speaks. */
    @Test
    void aRowIsDrawnAndSeenByEverybody() throws Exception {
        Page dashboard = show(browser.page(1440, 900), "/?bays=plan");
        Locator picture = dashboard.locator("bays-picture");
        assertThat(picture).containsText("Unknown");
        Page page = show(1440, 900);
        button(page, "Draw a row").click();
        BoundingBox box = page.locator("plan-canvas canvas").boundingBox();
        page.mouse().move(box.x + box.width * 0.2, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.4, box.y + box.height / 2 + 1);
        page.mouse().move(box.x + box.width * 0.7, box.y + box.height / 2 + 1);
        page.mouse().up();
        fill(page, "Bays", "10");
        assertThat(side(page)).containsText("1 to 10");
        button(page, "Add row").click();
        assertThat(save(page)).hasText("Save 10 changes");
        String laidOutByItself = pixels(picture);
        saved(page);

        assertThat(placed()).hasSize(10).allSatisfy(bay -> assertThat(bay.get("angle")).isEqualTo(0f)).extracting(bay -> (String) bay.get("number")).contains("1", "10");
        page.reload();
        assertThat(page.locator("plan-canvas canvas")).hasAttribute("aria-label", "Plan of Zone A: 10 bays placed, 2 without a place.");

        // the dashboard has heard of it without being asked
        dashboard.waitForCondition(() -> !pixels(picture).equals(laidOutByItself));
        Locator occupied = picture.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("States")).getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText("Occupied"));
        assertThat(occupied).hasText(Pattern.compile("Occupied\\s*0"));
        occupied(3, true, 0);
        assertThat(occupied).hasText(Pattern.compile("Occupied\\s*1"));
    }

    private static FilePayload file(String name, byte[] bytes) {
        return new FilePayload(name, name.endsWith("png") ? "image/png" : "text/plain", bytes);
    }

    /** Upload, scale by a distance that is known, save; everybody sees it below the bays, and it is gone again when it is removed. */
    @Test
    void aDrawingOfTheFloorLiesBelowTheBaysForEverybody() {
        int first = given().get("/api/zones/" + zone + "/plan").path("bays[0].id");
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("width", 40, "height", 20, "bays", List.of(Map.of("id", first, "x", 10, "y", 10)))).patch("/api/zones/" + zone + "/plan")
                .then().statusCode(200);
        Page dashboard = show(browser.page(1440, 900), "/?bays=plan");
        Locator picture = dashboard.locator("bays-picture");
        dashboard.waitForCondition(() -> redOf(picture) == 0);
        Page page = show(1440, 900);
        button(page, "Image").click();
        page.locator("plan-section input[type=file]").setInputFiles(file("notes.txt", "no image".getBytes(StandardCharsets.UTF_8)));
        assertThat(side(page).getByRole(AriaRole.ALERT)).hasText("notes.txt is no PNG, JPEG or WebP.");
        page.locator("plan-section input[type=file]").setInputFiles(file("broken.png", "no image".getBytes(StandardCharsets.UTF_8)));
        assertThat(side(page).getByRole(AriaRole.ALERT)).hasText("broken.png is damaged, or no image.");
        page.locator("plan-section input[type=file]").setInputFiles(file("floor.png", TestImages.drawing("png", 800, 400, Color.RED)));
        assertThat(said(page)).hasText("floor.png lies below the bays.");
        assertThat(side(page).getByLabel("Width, m")).hasValue("40");
        page.waitForCondition(() -> redOf(page.locator("plan-canvas")) > 1_000);

        fill(page, "X, m", "-2");
        button(page, "Undo").click();
        assertThat(side(page).getByLabel("X, m")).hasValue("0");
        button(page, "Set a distance").click();
        BoundingBox box = page.locator("plan-canvas canvas").boundingBox();
        page.mouse().move(box.x + box.width * 0.3, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width * 0.5, box.y + box.height / 2);
        page.mouse().up();
        double measured = Double.parseDouble(side(page).getByLabel("Line's length, m").inputValue());
        fill(page, "Line's length, m", String.valueOf(measured * 1.5));
        assertThat(side(page).getByLabel("Width, m")).hasValue(Pattern.compile("60|59\\.99\\d?|60\\.00\\d?"));
        page.locator("plan-canvas canvas").focus();
        String before = side(page).getByLabel("Y, m").inputValue();
        page.keyboard().press("ArrowDown");
        assertThat(side(page).getByLabel("Y, m")).not().hasValue(before);
        assertThat(save(page)).hasText("Save 1 change");
        saved(page);

        assertThat((Float) given().get("/api/zones/" + zone + "/plan").path("image.width")).isBetween(59.9f, 60.1f);
        dashboard.waitForCondition(() -> redOf(picture) > 1_000);
        page.reload();
        page.waitForCondition(() -> redOf(page.locator("plan-canvas")) > 1_000);
        button(page, "Image").click();
        button(page, "Remove").click();
        saved(page);
        given().get("/api/zones/" + zone + "/plan/image").then().statusCode(404);
        dashboard.waitForCondition(() -> redOf(picture) == 0);
    }

    /** Dragged by a corner, then as a whole; with another tool it stays where it is. */
    @Test
    void anImageIsMovedAndScaledByDragging() {
        given().header("Content-Type", "image/png").header("If-Match", "*").body(TestImages.png(800, 400)).put("/api/zones/" + zone + "/plan/image").then().statusCode(200);
        Page page = show(1440, 900);
        button(page, "Image").click();
        BoundingBox box = page.locator("plan-canvas canvas").boundingBox();
        double middleX = box.x + box.width / 2, middleY = box.y + box.height / 2;
        drag(page, middleX, middleY, middleX + 80, middleY);
        assertThat(said(page)).hasText("Image placed.");
        double x = Double.parseDouble(side(page).getByLabel("X, m").inputValue());
        assertThat(x).isPositive();
        button(page, "Fit the plan").click();
        // all of it is in sight, as wide as the canvas but for a margin
        drag(page, box.x + box.width - 18, middleY + (box.width - 36) / 4, middleX, middleY);
        assertThat(side(page).getByLabel("Width, m")).hasValue(Pattern.compile("(29|30|31)(\\.\\d+)?"));
        button(page, "Select").click();
        drag(page, box.x + 100, middleY - 60, box.x + 200, middleY);
        button(page, "Image").click();
        assertThat(side(page).getByLabel("X, m")).hasValue("0");
    }

    private static void drag(Page page, double fromX, double fromY, double toX, double toY) {
        page.mouse().move(fromX, fromY);
        page.mouse().down();
        page.mouse().move((fromX + toX) / 2, (fromY + toY) / 2);
        page.mouse().move(toX, toY);
        page.mouse().up();
    }

    /** How many of the canvas's pixels are of the colour of the drawing's paper, dimmed. */
    private static int redOf(Locator picture) {
        return (Integer) picture.locator("canvas").evaluate("""
                canvas => {
                  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                  let red = 0;
                  for (let i = 0; i < data.length; i += 4) {
                    red += data[i] > 200 && data[i + 1] > 100 && data[i + 1] < 160 && Math.abs(data[i + 1] - data[i + 2]) < 20 ? 1 : 0;
                  }
                  return red;
                }""");
    }

    private static String pixels(Locator picture) {
        return (String) picture.locator("canvas").evaluate("canvas => canvas.toDataURL()");
    }

    @Test
    void theKeyboardAloneDrawsChangesAndUndoes() {
        Page page = show(1440, 900);
        button(page, "Draw a row").press("Enter");
        fill(page, "Prefix", "K-");
        fill(page, "Digits", "2");
        fill(page, "Bays", "4");
        button(page, "Add row").press("Enter");
        assertThat(said(page)).hasText("4 bays added to the plan.");
        Locator canvas = page.locator("plan-canvas canvas");
        canvas.focus();
        page.keyboard().press("Escape");
        page.keyboard().press("n");
        assertThat(said(page)).containsText("Bay K-01, at ");
        String before = said(page).textContent();
        page.keyboard().press("ArrowRight");
        assertThat(said(page)).hasText("1 bay moved.");
        page.keyboard().press("r");
        assertThat(said(page)).hasText("1 bay turned.");
        page.keyboard().press("Control+z");
        page.keyboard().press("Control+z");
        page.keyboard().press("Escape");
        page.keyboard().press("n");
        assertThat(said(page)).hasText(before);
        page.keyboard().press("Shift+N");
        assertThat(said(page)).hasText("2 bays selected");
        page.keyboard().press("Delete");
        assertThat(said(page)).hasText("2 bays taken off the plan.");
        assertThat(save(page)).hasText("Save 2 changes");
        saved(page);
        assertThat(placed()).extracting(bay -> (String) bay.get("number")).containsExactly("K-03", "K-04");
    }

    @Test
    void theListDoesTheSameWithFields() {
        Page page = show(1440, 900);
        page.locator("plan-list").getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName("Select all shown")).check();
        assertThat(side(page)).containsText("12 bays selected");
        side(page).getByLabel("Prefix").fill("L");
        side(page).getByLabel("Prefix").press("Tab");
        button(page, "Renumber").click();
        page.locator("plan-list").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("L7").setExact(true)).click();
        button(page, "Put on the plan").click();
        fill(page, "X, m", "12.5");
        fill(page, "Y, m", "7");
        fill(page, "Turned, °", "45");
        fill(page, "Number", "L8");
        assertThat(page.locator("plan-section")).containsText("2 bays have no number, or one that another has, too.");
        fill(page, "Number", "L7b");
        saved(page);
        assertThat(placed()).singleElement().satisfies(bay -> {
            assertThat(bay.get("number")).isEqualTo("L7b");
            assertThat(List.of(bay.get("x"), bay.get("y"), bay.get("angle"))).isEqualTo(List.of(12.5f, 7f, 45f));
        });
    }

    @Test
    void whoIsSlowerIsToldAndKeepsWhatWasDrawn() {
        Page page = show(1440, 900);
        button(page, "Draw a row").click();
        fill(page, "Bays", "3");
        fill(page, "Prefix", "S");
        button(page, "Add row").click();
        // a plan that is not saved stays on the way through other pages
        page.locator("admin-page nav").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Zones")).click();
        assertThat(page.locator("vaadin-notification-card").first()).containsText("is not saved");
        page.goBack();
        assertThat(save(page)).hasText("Save 3 changes");

        int first = given().get("/api/zones/" + zone + "/plan").path("bays[0].id");
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("bays", List.of(Map.of("id", first, "x", 30, "y", 20)))).patch("/api/zones/" + zone + "/plan")
                .then().statusCode(200);
        save(page).click();
        assertThat(page.locator("plan-section .note")).containsText("Somebody else has changed this zone meanwhile");
        button(page, "Load theirs, keep mine").click();
        saved(page);
        assertThat(placed()).hasSize(4);
    }

    @Test
    void aPhoneShowsPlanFieldsAndListBelowEachOther() {
        Page page = show(390, 844);
        assertThat(page.locator("plan-list")).containsText("no place");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        BoundingBox canvas = page.locator("plan-canvas").boundingBox();
        assertThat(canvas.width).isGreaterThan(330);
        assertThat(page.locator("plan-list").boundingBox().y).isGreaterThan(canvas.y + canvas.height);
    }
}
