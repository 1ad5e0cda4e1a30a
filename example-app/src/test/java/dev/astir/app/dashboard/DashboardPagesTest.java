package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How every page looks, from a phone to a wall, and whether axe finds something in it. */
@ExtendWith(SharedBrowser.class)
class DashboardPagesTest extends AppTest {

    @Test
    void pagesAreAccessibleAndFitTheScreen(Chromium chromium) {
        Person admin = app().registerOrganization();
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.page().navigate("/register");
            assertThat(screen.heading()).hasText("Create an organization");
            screen.page().click("form button");
            new Looks(screen).check("register");

            screen.page().navigate("/");
            assertThat(screen.heading()).hasText("Sign in to Astir");
            new Looks(screen).check("sign-in");

            screen.signIn(admin.email());
            screen.page().click("text=Create an enrolment token");
            assertThat(screen.find("code").first()).isVisible();
            new Looks(screen).check("now-empty");

            screen.go("Feed");
            screen.awaitLiveFeed();
            new Looks(screen).check("feed-empty");

            try (Desk first = Desk.enrol(app().uri(), DashboardTest.enrolmentToken(admin));
                    Desk second =
                            Desk.enrol(app().uri(), DashboardTest.enrolmentToken(colleague))) {
                first.uses("IntelliJ IDEA");
                second.uses("Firefox");
                admin.api().post("/api/sessions/start", Map.of()).expect(201);
                admin.api()
                        .post(
                                "/api/activities",
                                Map.of(
                                        "eventType", "task.completed",
                                        "entityName", "Ship the release",
                                        "entityUrl", "https://example.org/tasks/42",
                                        "important", true))
                        .expect(201);

                screen.go("My data");
                assertThat(screen.find("astir-me-data tr[data-kind=sessions]")).containsText("1");
                new Looks(screen).checkWhole("me-data");
                screen.page().click("text=Profile");
                assertThat(screen.find("astir-me-profile")).containsText(admin.email());
                new Looks(screen).check("me-profile");

                screen.go("Now");
                assertThat(screen.person("Bob Tanaka")).containsText("Firefox");
                new Looks(screen).check("now");

                screen.go("Feed");
                assertThat(screen.find("activity-feed .important").first()).isVisible();
                new Looks(screen).check("feed");
            }
        }
    }
}
