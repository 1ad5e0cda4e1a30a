package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The policy's pages: what people read and agree to, and what administrators decide. */
@ExtendWith(SharedBrowser.class)
class PolicyPagesTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");

    @Test
    void peopleAreAskedWhenMoreIsToBeCaptured(Chromium chromium) {
        TestAgent.Enrolled device = TestAgent.enrol(app(), bob);
        try (Screen screen = Screen.open(chromium, app().uri());
                TestAgent agent = TestAgent.connect(app(), device)) {
            agent.next("welcome");
            screen.signIn(bob.email());
            screen.go("Policy");
            assertThat(screen.find(".policy-text").first())
                    .containsText("Your colleagues see what you are doing now");
            assertThat(screen.find("main")).containsText("You agreed to version 1");
            assertThat(screen.find(".policy-banner")).hasCount(0);

            // Live, while the page is open.
            admin.api()
                    .patch("/api/organization", Map.of("captureTitles", true, "retentionDays", 400))
                    .expect(200);
            admin.api()
                    .put(
                            "/api/policy",
                            Map.of(
                                    "neverCapture",
                                    List.of("KeePass*", "Signal"),
                                    "additionalText",
                                    "Ask the works council."))
                    .expect(200);
            assertThat(screen.find(".policy-banner")).containsText("Read and agree");
            screen.go("Now");
            screen.page().click(".policy-banner a");
            assertThat(screen.find(".asked")).containsText("Titles of windows");
            assertThat(screen.find(".asked")).containsText("365 days → 400 days");
            new Looks(screen).checkWhole("policy-asked");

            // Another version comes while it is read.
            admin.api().put("/api/policy", Map.of("additionalText", "Ask Mia.")).expect(200);
            screen.find(".asked button.primary").press("Enter");
            assertThat(screen.find(".asked [role=alert]")).containsText("has changed meanwhile");
            screen.page().click(".asked [role=alert] button");
            assertThat(screen.find(".asked button.primary"))
                    .hasText("I have read version 4 and agree");
            screen.find(".asked button.primary").press("Enter");
            assertThat(screen.find("main")).containsText("You agreed to version 4");
            assertThat(screen.heading()).isFocused();
            assertThat(screen.find(".policy-banner")).hasCount(0);
            agent.next("policy");
        }
    }

    @Test
    void administratorsDecideAndSeeWhoAgreed(Chromium chromium) {
        bob.api().post("/api/policy/acknowledge", Map.of("version", 1)).expect(200);
        app().addUser(admin, Role.MANAGER, "Marcus Webb");
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/organization");
            assertThat(screen.find("#idleAfterSeconds")).hasValue("5");
            assertThat(screen.find("#idleAfterSeconds-unit")).hasValue("60");
            assertThat(screen.find("#overtimeAfterSeconds-unit")).hasValue("3600");
            screen.page().selectOption("#idleAfterSeconds-unit", "seconds");
            screen.find("#captureTitles").check();
            screen.page().click("text=Save");
            assertThat(screen.find("#idleAfterSeconds")).isFocused();
            assertThat(screen.find("#idleAfterSeconds-wrong")).containsText("From 30 seconds");
            new Looks(screen).checkWhole("admin-organization");
            screen.find("#idleAfterSeconds").fill("2");
            screen.page().selectOption("#idleAfterSeconds-unit", "minutes");
            screen.page().click("text=Save");
            assertThat(screen.find("[role=alertdialog]")).containsText("Titles of windows");
            screen.find("[role=alertdialog] .primary").click();
            assertThat(screen.find("astir-toasts")).containsText("Saved");

            // The number stays in the unit in which it was typed, and is not sent again.
            screen.find("#overtimeAfterSeconds").fill("0.5");
            assertThat(saved(screen)).isEqualTo("{\"overtimeAfterSeconds\":1800}");
            assertThat(screen.find("#overtimeAfterSeconds")).hasValue("0.5");
            assertThat(screen.find("#overtimeAfterSeconds-unit")).hasValue("3600");
            screen.find("#idleAlerts").click();
            assertThat(saved(screen)).containsOnlyOnce(":").contains("idleAlerts");

            screen.page().navigate("/admin/policy");
            assertThat(screen.find(".agreements li", "Bob Okafor")).containsText("not yet");
            assertThat(screen.find(".versions li").first()).containsText("captures or shows more");
            assertThat(screen.find(".versions li").first())
                    .containsText("about nobody → about everybody");
            assertThat(screen.find(".versions ol > li").nth(1)).containsText("5 min → 2 min");
            screen.find("#neverCapture").fill("KeePass*\n\nSignal\n");
            screen.find("#additionalText").fill("Ask the works council: council@example.org");
            screen.page().click("text=Save as a new version");
            assertThat(screen.find(".policy-text").first())
                    .containsText("Never captured: KeePass*, Signal.");
            assertThat(screen.find(".page-head p")).containsText("Version 4");
            screen.find(".versions summary").first().press("Enter");
            new Looks(screen).checkWhole("admin-policy");
        }
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(360, 740, ColorScheme.DARK).setLocale("de-DE"))) {
            german.page().navigate("/policy");
            german.page().fill("#email", bob.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.find(".asked")).containsText("Fenstertitel");
            german.assertNoSidewaysScrolling();
            german.wholeScreenshot("policy-de");
        }
    }

    @Test
    void saysWhatDoesNotWork(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            for (String page : List.of("/policy", "/admin/policy", "/admin/organization")) {
                screen.page().route("**/api/policy**", route -> route.abort());
                screen.page().route("**/api/organization", route -> route.abort());
                screen.page().navigate(page);
                assertThat(screen.find("main")).containsText("could not be loaded");
                screen.assertAccessible();
                screen.page().unrouteAll();
                screen.page().click("text=Load it again");
                assertThat(screen.find("main .panel").first()).isVisible();
            }
        }
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(bob.email());
            screen.page().navigate("/admin/policy");
            assertThat(screen.find("main")).containsText("This page is not here for you");
        }
    }

    /** What a save sends; it is over when the form has been loaded anew. */
    private static String saved(Screen screen) {
        var sent = new java.util.concurrent.atomic.AtomicReference<String>();
        screen.page()
                .waitForResponse(
                        response ->
                                response.url().endsWith("/api/organization")
                                        && response.request().method().equals("GET"),
                        () ->
                                sent.set(
                                        screen.page()
                                                .waitForRequest(
                                                        request -> request.method().equals("PATCH"),
                                                        () -> screen.page().click("text=Save"))
                                                .postData()));
        return sent.get();
    }
}
