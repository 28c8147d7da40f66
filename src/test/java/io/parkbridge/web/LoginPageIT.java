package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.parkbridge.access.Roles;
import io.parkbridge.access.TestPeople;
import io.parkbridge.access.WithLogin;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The login as a person uses it, in Chromium. */
@QuarkusTest
@TestProfile(WithLogin.class)
class LoginPageIT extends OnScreen {

    @Inject
    TestPeople people;

    private String facility;
    private String name;

    @BeforeEach
    void somebodyMayLogIn() {
        facility = site.facility();
        name = people.create(Roles.OPERATOR);
    }

    private Page show(String path) {
        Page page = browser.page(1280, 800);
        page.navigate(base.resolve(path).toString());
        assertThat(heading(page)).hasText("Log in");
        return page;
    }

    private static void enter(Page page, String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.keyboard().press("Enter");
    }

    private static Locator live(Page page) {
        return page.locator("connection-state");
    }

    @Test
    void whoLogsInGetsToWhereOneWantedToGo() {
        Page page = show("/alerts?facility=" + facility);
        assertThat(page.getByLabel("Name")).isFocused();
        enter(page, name, TestPeople.PASSWORD);
        assertThat(live(page)).containsText("live");
        assertThat(page).hasURL(base + "alerts?facility=" + facility);
    }

    @Test
    void wrongPasswordIsSaidAndCanBeTypedAgain() {
        Page page = show("/login");
        enter(page, name, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Name or password is wrong.");
        assertThat(page.getByLabel("Password")).isFocused();
        enter(page, name, TestPeople.PASSWORD);
        assertThat(live(page)).containsText("live");
    }

    @Test
    void addressOfAnotherSiteIsNotFollowed() {
        for (String foreign : List.of("https://stranger.example/", "//stranger.example", "/\\stranger.example", "javascript:alert(1)")) {
            Page page = show("/login?to=" + URLEncoder.encode(foreign, StandardCharsets.UTF_8));
            enter(page, name, TestPeople.PASSWORD);
            assertThat(live(page)).containsText("live");
            assertThat(page.url()).startsWith(base.toString());
        }
    }

    @Test
    void loggingOutInOneWindowEndsTheLivePictureInTheOther() {
        Page page = show("/?facility=" + facility);
        enter(page, name, TestPeople.PASSWORD);
        assertThat(live(page)).containsText("live");
        Page other = page.context().newPage();
        other.navigate(base.resolve("/?facility=" + facility).toString());
        assertThat(live(other)).containsText("live");

        other.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name + ": account")).click();
        other.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Log out")).click();

        assertThat(other).hasURL(base + "login");
        assertThat(page).hasURL(Pattern.compile(".*/login\\?to=.*"));
    }

    @Test
    void pageIsSoundForAScreenReaderInLightAndDarkAndOnAPhone() {
        Page page = show("/login");
        enter(page, name, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.setViewportSize(390, 844);
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page).analyze().getViolations().stream().map(rule -> rule.getId() + ": " + rule.getNodes()).toList())
                    .as(scheme.name()).isEmpty();
        }
    }
}
