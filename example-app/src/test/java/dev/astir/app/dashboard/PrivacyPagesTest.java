package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import dev.astir.testing.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is stored and who looked, the audit trail, and the answers to wishes to be erased. */
@ExtendWith(SharedBrowser.class)
class PrivacyPagesTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person dora = app().addUser(admin, Role.MANAGER, "Dora Lind");
    private final Person alice = app().addUser(admin, Role.EMPLOYEE, "Alice Moreau");

    private void doras() {
        alice.api().post("/api/sessions/start").expect(201);
        dora.api()
                .get(
                        "/api/sessions?userId="
                                + alice.userId()
                                + "&from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z")
                .expect(200);
        admin.api().get("/api/sessions?userId=" + alice.userId()).expect(200);
        admin.api().patch("/api/organization", Map.of("retentionDays", 90)).expect(200);
        admin.api().post("/api/projects", Map.of("name", "Northwind")).expect(201);
    }

    @Test
    void everybodySeesWhatIsStoredAndWhoLooked(Chromium chromium) throws IOException {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            alice.api().post("/api/policy/acknowledge", Map.of("version", 1)).expect(200);
            screen.signIn(alice.email());
            screen.page().navigate("/me");
            assertThat(screen.find("astir-my-views .empty-state")).containsText("Nobody looked");
            doras();
            admin.api().put("/api/policy", Map.of("additionalText", "Ask Mia.")).expect(200);
            screen.page().reload();

            Locator views = screen.find("astir-my-views li");
            assertThat(views).hasCount(2);
            assertThat(views.nth(1)).containsText("Dora Lind");
            assertThat(views.nth(1)).containsText("looked at your sessions");
            assertThat(views.nth(1)).containsText("24 November 2026");
            assertThat(screen.find("tr[data-kind=sessions]")).containsText("90 days");
            assertThat(screen.find("tr[data-kind=titles]")).containsText("not kept");
            assertThat(screen.page()).hasTitle("What and who – My data – Astir");
            assertThat(screen.find("astir-my-agreement"))
                    .containsText("You agreed to policy version 1");
            assertThat(screen.find("astir-my-agreement")).containsText("captures no more");
            new Looks(screen).checkWhole("me-what-and-who");

            Download download =
                    screen.page()
                            .waitForDownload(() -> screen.page().click("text=Download everything"));
            assertThat(download.suggestedFilename()).matches("astir-my-data-.*\\.json");
            assertThat(Files.readString(download.path())).contains(alice.email());

            // By keys alone: asked, withdrawn, asked again.
            screen.page().getByText("Ask for erasure").press("Enter");
            assertThat(screen.find("astir-erasure-wish textarea")).isFocused();
            screen.page().keyboard().type("I leave the company");
            screen.page().keyboard().press("Tab");
            screen.page().keyboard().press("Enter");
            assertThat(screen.find("astir-erasure-wish [role=status]")).containsText("You asked");
            screen.page().getByText("Withdraw").press("Enter");
            assertThat(screen.page().getByText("Ask for erasure")).isFocused();

            screen.page().getByText("What changed").press("Enter");
            assertThat(screen.heading()).hasText("Policy");
            assertThat(screen.find("#versions")).isFocused();
        }
    }

    /** Decides by the agent what a moment of a session was. */
    private static void keepsByAgent(Person person, TestAgent.Enrolled device) {
        JsonNode session = person.api().post("/api/sessions/start").expect(201).json();
        app().api()
                .with("Authorization", "Bearer " + device.agentKey())
                .post(
                        "/api/agent/idle",
                        Map.of(
                                "sessionId", session.get("id").asText(),
                                "from", session.get("startTime").asText(),
                                "to", Instant.now().toString(),
                                "decision", "keep"))
                .expect(200);
    }

    @Test
    void administratorsReadTheTrail(Chromium chromium) {
        doras();
        TestAgent.enrol(app(), alice);
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");
        keepsByAgent(bob, TestAgent.enrol(app(), bob));
        admin.api().get("/api/agents").expect(200);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/audit");
            Locator entries = screen.find(".trail li");
            assertThat(screen.find(".trail"))
                    .containsText("Ada Admin created the project “Northwind”");
            assertThat(screen.find(".trail")).containsText("kept for days: 365 → 90");
            assertThat(screen.find(".trail"))
                    .containsText("Dora Lind looked at the sessions of Alice Moreau");
            assertThat(
                            entries.filter(
                                    new Locator.FilterOptions()
                                            .setHasText("decided what idle time")))
                    .containsText("at the computer “desk-1”");
            // One look at several people is one line.
            Locator look =
                    entries.filter(new Locator.FilterOptions().setHasText("computers of 2 people"));
            assertThat(look).containsText("Ada Admin looked at the computers");
            look.locator("summary").press("Enter");
            assertThat(look.locator("details")).containsText("Alice Moreau and Bob Okafor");
            new Looks(screen).checkWhole("admin-audit");

            screen.find("select[name=who]").selectOption(dora.userId().toString());
            assertThat(entries).hasCount(1);
            screen.find("select[name=what]").selectOption("project");
            assertThat(screen.find(".strip-state")).containsText("Nothing matches.");
            // The filters are the address's, by whichever way it comes.
            screen.page().click("nav a[href='/admin/audit']");
            assertThat(screen.find(".trail")).containsText("Northwind");
            assertThat(screen.find("select[name=what]")).hasValue("all");
            screen.page().goBack();
            assertThat(screen.find(".strip-state")).containsText("Nothing matches.");
            assertThat(screen.find("select[name=what]")).hasValue("project");
            screen.page().reload();
            assertThat(screen.find(".strip-state")).containsText("Nothing matches.");
            screen.page().click("text=Clear filters");
            assertThat(screen.find(".trail")).containsText("Northwind");
            Download download =
                    screen.page().waitForDownload(() -> screen.page().click("text=CSV"));
            assertThat(download.suggestedFilename()).isEqualTo("audit.csv");
        }
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("de-DE"))) {
            german.page().navigate("/admin/audit");
            german.page().fill("#email", admin.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.find(".trail"))
                    .containsText("Dora Lind hat angesehen: Sitzungen von Alice Moreau");
            assertThat(german.find(".trail")).containsText("aufbewahrt für Tage: 365 → 90");
            german.wholeScreenshot("admin-audit-de");
        }
    }

    @Test
    void moreOfTheTrailIsShownOnceItComes(Chromium chromium) {
        TestAgent.enrol(app(), admin);
        TestAgent.enrol(app(), alice);
        TestAgent.enrol(app(), app().addUser(admin, Role.EMPLOYEE, "Bob Okafor"));
        TestAgent.enrol(app(), app().addUser(admin, Role.EMPLOYEE, "Carla Diaz"));
        for (int days = 100; days < 152; days++) {
            admin.api().patch("/api/organization", Map.of("retentionDays", days)).expect(200);
        }
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/audit");
            assertThat(screen.find("button.older")).isVisible();
            assertThat(screen.find(".trail")).not().containsText("365 → 100");
            screen.page().context().setOffline(true);
            screen.find("button.older").click();
            assertThat(screen.find(".form-failure", "offline")).isVisible();
            assertThat(screen.find("button.older")).hasAttribute("aria-busy", "false");
            screen.page().context().setOffline(false);
            screen.find("button.older").click();
            assertThat(screen.find("button.older")).hasCount(0);
            assertThat(screen.find(".trail")).containsText("365 → 100");
            screen.takeComplaints();

            // What is loaded ends in the middle of a look.
            admin.api().get("/api/agents").expect(200);
            screen.page()
                    .route(
                            "**/api/audit?*",
                            route ->
                                    route.resume(
                                            new Route.ResumeOptions()
                                                    .setUrl(
                                                            route.request()
                                                                    .url()
                                                                    .replace(
                                                                            "limit=50",
                                                                            "limit=2"))));
            screen.page().navigate("/admin/audit?what=view");
            assertThat(screen.find(".trail")).containsText("computers of 2 people or more");
            screen.find("button.older").click();
            assertThat(screen.find(".trail")).containsText("computers of 3 people");
        }
    }

    @Test
    void administratorsAnswerWishesAndKeepShorter(Chromium chromium) {
        Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/privacy");
            assertThat(screen.find(".empty-state")).containsText("Nobody asks to be erased");
            bob.api().post("/api/me/erasure-request", Map.of("reason", "I leave")).expect(201);
            alice.api().post("/api/me/erasure-request").expect(201);
            screen.page().reload();
            assertThat(screen.find(".wishes li")).hasCount(2);
            Locator ofAlice = screen.find(".wishes li", "Alice Moreau");
            ofAlice.getByText("Decline").click();
            new Looks(screen).checkWhole("admin-privacy");

            ofAlice.locator("footer button").first().click();
            assertThat(ofAlice.locator("textarea")).hasAttribute("aria-invalid", "true");
            ofAlice.locator("textarea").fill("Please talk to us first");
            ofAlice.locator("footer button").first().click();
            assertThat(ofAlice).containsText("declined on");

            screen.find(".wishes li", "Bob Okafor").locator("button.danger").click();
            assertThat(screen.find("[role=alertdialog]"))
                    .containsText("Erase everything of Bob Okafor?");
            screen.assertAccessible();
            screen.screenshot("admin-privacy-erase");
            screen.page().click("text=Erase for good");
            assertThat(screen.find(".wishes li")).hasCount(1);
            assertThat(screen.find(".said")).containsText("Bob Okafor was erased.");

            screen.find("#retentionDays").fill("0");
            screen.find("form").first().locator("button").click();
            screen.page().click("text=Delete and keep shorter");
            assertThat(screen.find("#retentionDays")).hasAttribute("aria-invalid", "true");
            screen.find("#retentionDays").fill("400");
            screen.find("form").first().locator("button").click();
            assertThat(screen.find(".said")).containsText("Kept for 400 days");
        }
        bob.api().get("/api/auth/me").expect(401);
    }

    @Test
    void managersHaveNeither(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(dora.email());
            for (String page : new String[] {"/admin/audit", "/admin/privacy"}) {
                assertThat(screen.find("nav a[href='" + page + "']").count()).isZero();
                screen.page().navigate(page);
                assertThat(screen.find("main")).containsText("This page is not here for you");
            }
        }
    }
}
