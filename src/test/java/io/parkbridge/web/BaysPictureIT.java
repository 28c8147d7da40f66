package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bays' picture as a person uses it, in Chromium. */
@QuarkusTest
class BaysPictureIT extends OnScreen {

    private Page page;
    private Locator picture;

    @Override
    Site site() {
        return sites.create(24);
    }

    @BeforeEach
    void open() {
        page = browser.page(1280, 900);
        picture = page.locator("bays-picture");
        show("");
    }

    private void show(String query) {
        show(page, "/" + query);
        assertThat(legend("Unknown")).isVisible();
    }

    private Locator legend(String state) {
        return picture.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("States")).getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(state));
    }

    private Locator said() {
        return picture.getByRole(AriaRole.STATUS).last();
    }

    private Locator card() {
        return picture.locator("bay-card");
    }

    @Test
    void legendCountsEachStateAndStressesTheChosenOnes() throws Exception {
        assertThat(legend("Unknown")).hasText(Pattern.compile("Unknown\\s*24"));
        occupied(1, true, 0);
        occupied(2, false, 0);
        assertThat(legend("Occupied")).hasText(Pattern.compile("Occupied\\s*1"));
        assertThat(legend("Free")).hasText(Pattern.compile("Free\\s*1"));

        int before = orangePixels();
        legend("Free").click();

        assertThat(legend("Free")).hasAttribute("aria-pressed", "true");
        assertThat(page).hasURL(Pattern.compile("states=free"));
        page.waitForCondition(() -> orangePixels() < before);
    }

    /** Pixels of the picture that are as red as an occupied bay. */
    private int orangePixels() {
        return (Integer) picture.locator("canvas").evaluate("""
                canvas => {
                  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  let n = 0;
                  for (let i = 0; i < data.length; i += 4) n += data[i] > data[i + 2] + 110 ? 1 : 0;
                  return n;
                }""");
    }

    @Test
    void aBayIsFoundByItsNumberAndByItsDevice() {
        Locator field = picture.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Find a bay or device"));
        field.fill("17");
        page.getByRole(AriaRole.OPTION).first().click();
        assertThat(card()).containsText("Bay 17");
        assertThat(card().getByRole(AriaRole.LINK)).hasAttribute("href", "/devices/" + site.device(17) + "?facility=" + site.facility());
        assertThat(page).hasURL(Pattern.compile("bay=\\d+"));

        field.fill(site.device(9));
        page.getByRole(AriaRole.OPTION).first().click();
        assertThat(card()).containsText("Bay 9");

        page.reload();
        assertThat(card()).containsText("Bay 9");
        card().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).click();
        assertThat(card()).hasCount(0);
    }

    @Test
    void theKeyboardGoesFromBayToBay() {
        Locator canvas = picture.locator("canvas");
        canvas.focus();
        page.keyboard().press("Enter");
        assertThat(said()).containsText(Pattern.compile("Bay \\d+, Zone [AB]: Unknown"));
        String first = said().textContent();
        page.keyboard().press("ArrowLeft");
        assertThat(said()).not().hasText(first);
        page.keyboard().press("Enter");
        assertThat(card()).isVisible();
        page.keyboard().press("Escape");
        assertThat(card()).hasCount(0);
    }

    @Test
    void zoomAndFitChangeWhatIsSeen() {
        Locator canvas = picture.locator("canvas");
        String all = pixels();
        canvas.focus();
        page.keyboard().press("+");
        page.keyboard().press("ArrowRight");
        page.waitForCondition(() -> !pixels().equals(all));
        page.keyboard().press("0");
        page.waitForCondition(() -> pixels().equals(all));
        canvas.hover();
        page.mouse().wheel(0, -400);
        page.mouse().move(5, 5);
        page.waitForCondition(() -> !pixels().equals(all));
        picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show all")).click();
        page.mouse().move(5, 5);
        page.waitForCondition(() -> pixels().equals(all));
    }

    private String pixels() {
        return (String) picture.locator("canvas").evaluate("canvas => canvas.toDataURL()");
    }

    @Test
    void theListHasTheSameBaysAndLeadsBackToThePicture() {
        picture.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("List")).click();
        assertThat(page).hasURL(Pattern.compile("bays=list"));
        Locator table = picture.getByRole(AriaRole.TREEGRID).or(picture.getByRole(AriaRole.GRID)).or(picture.getByRole(AriaRole.TABLE)).first();
        assertThat(table).isVisible();
        picture.locator("bay-list").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("3").setExact(true)).click();
        assertThat(card()).containsText("Bay 3");
        assertThat(picture.locator("canvas")).isVisible();
        assertThat(page).not().hasURL(Pattern.compile("bays="));
    }
}
