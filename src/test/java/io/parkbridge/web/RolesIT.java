package io.parkbridge.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.parkbridge.access.Roles;
import io.parkbridge.access.TestPeople;
import io.parkbridge.access.WithLogin;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The screen offers what its user may do, and says so where an address leads elsewhere. */
@QuarkusTest
@TestProfile(WithLogin.class)
class RolesIT extends OnScreen {

    @Inject
    TestPeople people;

    private Page as(String role) {
        Page page = browser.page(1280, 800);
        page.context().addCookies(List.of(new Cookie("parkbridge", people.logIn(role).cookie()).setUrl(base.toString())));
        return page;
    }

    private void settled(Page page, String path) {
        show(page, path);
        assertThat(page.locator("loading-state")).hasCount(0);
    }

    private static Locator places(Page page) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main navigation"));
    }

    private static Locator link(Locator within, String name) {
        return within.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator acknowledging(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge:"));
    }

    @Test
    void viewerIsOfferedNothingThatItMayNotDo() throws Exception {
        sensors.publish(site.topic(1, "heartbeat"), "{\"battery\":5}");
        Page operator = as(Roles.OPERATOR);
        settled(operator, "/alerts");
        assertThat(acknowledging(operator)).isVisible();

        Page page = as(Roles.VIEWER);
        settled(page, "/alerts");
        assertThat(page.getByText("battery at 5%").first()).isVisible();
        assertThat(acknowledging(page)).hasCount(0);
        for (String key : List.of("j", "a", "m")) {
            page.keyboard().press(key);
        }
        assertThat(page.locator("vaadin-dialog")).hasCount(0);
        assertThat(link(places(page), "Devices")).isVisible();
        assertThat(link(places(page), "Reports")).hasCount(0);
        assertThat(link(places(page), "Administration")).hasCount(0);

        for (String path : List.of("/reports", "/reports/runs", "/reports/schedules")) {
            settled(page, path);
            assertThat(page.getByText("Reports are for managers")).isVisible();
            assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON)).hasCount(0);
        }
        settled(page, "/admin/users");
        assertThat(page.getByText("This is for administrators")).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON)).hasCount(0);
    }

    @Test
    void managerHasReportsAndTargetsButNotThePeople() {
        Page page = as(Roles.MANAGER);
        settled(page, "/admin");
        Locator main = page.getByRole(AriaRole.MAIN);
        assertThat(link(main, "Imports")).isVisible();
        assertThat(link(main, "People")).hasCount(0);
        link(main, "Targets Arrivals expected").click();
        assertThat(button(page, "New weekly pattern")).isVisible();
        settled(page, "/admin/users");
        assertThat(page.getByText("This is for administrators")).isVisible();
        link(places(page), "Reports").click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("PDF"))).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Schedules")).click();
        assertThat(button(page, "New schedule")).isVisible();
    }
}
