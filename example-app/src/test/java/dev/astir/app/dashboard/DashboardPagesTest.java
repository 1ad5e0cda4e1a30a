package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How every page looks, from a phone to a wall, and whether axe finds something in it. */
@ExtendWith(SharedBrowser.class)
class DashboardPagesTest extends AppTest {

    @ParameterizedTest
    @CsvSource({
        "360, 740, LIGHT",
        "360, 740, DARK",
        "1280, 800, LIGHT",
        "1280, 800, DARK",
        "3840, 2160, LIGHT",
        "3840, 2160, DARK"
    })
    void pagesAreAccessibleAndFitTheScreen(
            int width, int height, ColorScheme scheme, Chromium chromium) {
        String suffix = "-%d-%s".formatted(width, scheme.name().toLowerCase(Locale.ROOT));
        Person admin = app().registerOrganization();
        Person colleague = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");
        try (Screen screen = Screen.open(chromium, app().uri(), width, height, scheme)) {
            screen.page().navigate("/register");
            assertThat(screen.heading()).hasText("Create an organization");
            screen.page().click("form button");
            check(screen, "register" + suffix);

            screen.page().navigate("/");
            assertThat(screen.heading()).hasText("Sign in to Astir");
            check(screen, "sign-in" + suffix);

            screen.signIn(admin.email());
            screen.page().click("text=Create an enrolment token");
            assertThat(screen.find("code").first()).isVisible();
            check(screen, "now-empty" + suffix);

            screen.go("Feed");
            screen.awaitLiveFeed();
            check(screen, "feed-empty" + suffix);

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

                screen.go("Now");
                assertThat(screen.person("Bob Tanaka")).containsText("Firefox");
                check(screen, "now" + suffix);

                screen.go("Feed");
                assertThat(screen.find("activity-feed .important").first()).isVisible();
                check(screen, "feed" + suffix);
            }
        }
    }

    private static void check(Screen screen, String name) {
        screen.screenshot(name);
        screen.assertNoSidewaysScrolling();
        screen.assertAccessible();
    }
}
