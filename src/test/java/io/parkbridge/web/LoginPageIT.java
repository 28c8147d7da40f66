package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.parkbridge.access.Roles;
import io.parkbridge.access.TestPeople;
import io.parkbridge.access.TestProvider;
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

    private static Locator company(Page page) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log in with your company account"));
    }

    private static Map<String, Object> claims(String group) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 8);
        return Map.of("preferred_username", name, "name", "Ada Lovelace", "groups", List.of(group));
    }

    @Test
    void companysOwnLoginLeadsToWhereOneWantedToGo() {
        Page page = show("/alerts?facility=" + facility);
        TestProvider.expect(UUID.randomUUID().toString(), claims("control room"));
        company(page).click();
        assertThat(live(page)).containsText("live");
        assertThat(page).hasURL(base + "alerts?facility=" + facility);
        page.navigate(base.resolve("/account").toString());
        assertThat(page.locator("account-page")).containsText("You log in with your company account");
    }

    @Test
    void whoIsInNoGroupReadsSoOnTheLoginPage() {
        Page page = show("/login");
        TestProvider.expect(UUID.randomUUID().toString(), claims("strangers"));
        company(page).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("none of your groups may use Parkbridge");
        enter(page, name, TestPeople.PASSWORD);
        assertThat(live(page)).containsText("live");
    }

    /** As if the provider sent back at once who is sent there: ours asks nobody. */
    @Test
    void whoSaysNoAtTheProviderCanTryAgain() {
        Page page = show("/alerts?facility=" + facility);
        page.route(url -> url.contains("/login/provider?to="), route -> {
            APIResponse sent = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
            Map<String, String> headers = new HashMap<>(sent.headers());
            headers.put("location", "/login/provider?error=access_denied&" + headers.get("location").replaceFirst("^.*[?&](state=[^&]*).*$", "$1"));
            route.fulfill(new Route.FulfillOptions().setResponse(sent).setHeaders(headers));
        });
        company(page).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The login was not allowed there");
        enter(page, name, TestPeople.PASSWORD);
        assertThat(page).hasURL(base + "alerts?facility=" + facility);
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    @Test
    void ownPasswordIsChangedByKeyboardAndEndsTheOtherSessions() {
        Page other = show("/?facility=" + facility);
        enter(other, name, TestPeople.PASSWORD);
        assertThat(live(other)).containsText("live");
        Page page = show("/?facility=" + facility);
        enter(page, name, TestPeople.PASSWORD);
        assertThat(live(page)).containsText("live");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name + ": account")).focus();
        press(page, "Enter");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Password and sessions")).focus();
        press(page, "Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Your account");
        assertThat(page.locator("account-page li")).hasCount(2);

        fill(page, "a wrong password", "short", "shorter");
        press(page, "Enter");
        assertThat(page.locator("account-page")).containsText("must have at least 12 characters");
        assertThat(page.locator("account-page")).containsText("is not the same");
        assertThat(field(page, "New password")).isFocused();
        fill(page, "a wrong password", "a quite different one", "a quite different one");
        press(page, "Enter");
        assertThat(page.locator("account-page")).containsText("is wrong");
        assertThat(field(page, "Present password")).isFocused();
        fill(page, TestPeople.PASSWORD, "a quite different one", "a quite different one");
        press(page, "Enter");

        assertThat(page.locator("vaadin-notification-card")).containsText("The password is changed");
        assertThat(page.locator("account-page li")).hasCount(1);
        assertThat(field(page, "New password")).hasValue("");
        assertThat(other).hasURL(Pattern.compile(".*/login\\?to=.*"));
        assertThat(live(page)).containsText("live");
        assertThat(page).hasURL(base + "account?facility=" + facility);
        enter(other, name, "a quite different one");
        assertThat(live(other)).containsText("live");
    }

    private static Locator field(Page page, String label) {
        return page.locator("account-page").getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static void fill(Page page, String present, String wanted, String repeated) {
        field(page, "Present password").fill(present);
        field(page, "New password").fill(wanted);
        field(page, "New password again").fill(repeated);
    }

    @Test
    void sessionThatOneDoesNotKnowIsEndedAndTheAccountIsSoundInGermanOnAPhone() {
        Page other = show("/?facility=" + facility);
        enter(other, name, TestPeople.PASSWORD);
        assertThat(live(other)).containsText("live");
        Page page = browser.page(390, 844, "de-DE");
        page.navigate(base.resolve("/account?facility=" + facility).toString());
        page.getByLabel("Name").fill(name);
        page.getByLabel("Passwort").fill(TestPeople.PASSWORD);
        press(page, "Enter");
        assertThat(page.locator("account-page li")).hasCount(2);
        field(page, "Neues Passwort").fill("kurz");
        press(page, "Enter");
        assertThat(page.locator("account-page")).containsText("muss mindestens 12 Zeichen haben");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page).analyze().getViolations().stream().filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                    .map(rule -> rule.getId() + ": " + rule.getNodes()).toList()).as(scheme.name()).isEmpty();
        }
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abmelden: Chrome unter Linux")).click();
        assertThat(page.locator("account-page li")).hasCount(1);
        assertThat(other).hasURL(Pattern.compile(".*/login\\?to=.*"));
    }

    @Test
    void addressOfAnotherSiteIsNotFollowed() {
        for (String foreign : List.of("https://stranger.example/", "//stranger.example", "/\\stranger.example", "javascript:alert(1)",
                "/.//stranger.example", base.resolve("/") + "/stranger.example")) {
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
