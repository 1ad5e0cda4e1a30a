package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.testing.browser.Chromium;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The administrators' page of teams. */
@ExtendWith(SharedBrowser.class)
class AdminTeamsTest extends AppTest {

    private final Person admin = app().registerOrganization();
    private final Person marcus = app().addUser(admin, Role.MANAGER, "Marcus Webb");
    private final Person alice = app().addUser(admin, Role.EMPLOYEE, "Alice Moreau");

    @Test
    void teamsAreMadeFilledAndEnded(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/teams");
            assertThat(screen.find(".empty-state")).containsText("No teams yet");
            screen.assertAccessible();
            screen.screenshot("admin-teams-empty");

            // By keys alone.
            screen.find(".empty-state button").press("Enter");
            assertThat(screen.find("#team-name")).isFocused();
            screen.page().keyboard().press("Enter");
            assertThat(screen.find("#team-name")).hasAttribute("aria-invalid", "true");
            screen.page().keyboard().type("Platform");
            screen.find("astir-team-form label", "Marcus Webb").locator("input").press("Space");
            screen.page().keyboard().press("Enter");
            Locator platform = team(screen, "Platform");
            assertThat(platform.locator("h2")).isFocused();
            assertThat(platform).containsText("Managed by Marcus Webb");
            assertThat(platform).containsText("0 people");

            // Somebody comes in, and goes out again by the bar that offers it.
            choose(screen, alice, "Platform");
            assertThat(platform.locator("li")).containsText("Alice Moreau");
            assertThat(choice(screen, alice)).isFocused();
            screen.page().click("astir-undo button");
            assertThat(platform).containsText("0 people");
            choose(screen, alice, "Platform");
            assertThat(platform).containsText("1 person");

            // The name belongs to one team; what was typed stays.
            screen.page().click(".page-head button.primary");
            screen.find("#team-name").fill("platform");
            screen.page().keyboard().press("Enter");
            assertThat(screen.find("astir-team-form [role=alert]")).containsText("already");
            screen.find("#team-name").fill("Support");
            screen.page().keyboard().press("Enter");
            assertThat(screen.find("section.team h2"))
                    .hasText(new String[] {"Platform", "Support", "In no team"});

            // Changed, and given up.
            platform.locator("button", text("Edit")).click();
            screen.page().keyboard().press("Escape");
            assertThat(platform.locator("button", text("Edit"))).isFocused();
            platform.locator("button", text("Edit")).click();
            screen.find("#team-name").fill("Ground");
            screen.page().keyboard().press("Enter");
            Locator ground = team(screen, "Ground");
            assertThat(ground).containsText("Managed by Marcus Webb");

            ground.locator("button", text("Delete")).click();
            assertThat(screen.find("[role=alertdialog]"))
                    .containsText("1 person will be in no team");
            assertThat(screen.find("[role=alertdialog]"))
                    .containsText("Marcus Webb will manage no team, and then see everybody");
            screen.assertAccessible();
            screen.screenshot("admin-teams-delete");
            screen.page().click("text=Delete team");
            assertThat(screen.find("section.team h2"))
                    .hasText(new String[] {"Support", "In no team"});
        }
    }

    @Test
    void showsWhoIsWhere(Chromium chromium) {
        UUID platform = TestTeams.create(admin, "Platform", marcus, admin);
        UUID support = TestTeams.create(admin, "Customer support");
        TestTeams.create(admin, "Design", marcus);
        TestTeams.move(admin, alice, platform);
        TestTeams.move(admin, marcus, platform);
        for (String name :
                new String[] {"Bob Okafor", "Chiyo Tanaka", "Diego Álvarez", "Elif Yıldız"}) {
            TestTeams.move(admin, app().addUser(admin, Role.EMPLOYEE, name), support);
        }
        app().addUser(admin, Role.EMPLOYEE, "Farah Haddad");
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/teams");
            assertThat(team(screen, "Platform")).containsText("Ada Admin and Marcus Webb");
            screen.page().click("text=New team");
            new Looks(screen).checkWhole("admin-teams");
            screen.page().keyboard().press("Escape");

            screen.find("[data-decides='" + platform + "']").click();
            assertThat(screen.find("#team-alerts-title")).isFocused();
            assertThat(screen.find("astir-team-alerts")).containsText("The organization: 3 days");
            screen.page().selectOption("#idleAlerts", "true");
            screen.find("#idleAfterSeconds").fill("1");
            screen.page().selectOption("#idleAfterSeconds-unit", "seconds");
            screen.page().click("astir-team-alerts .primary");
            assertThat(screen.find("#idleAfterSeconds-wrong")).containsText("From 30 seconds");
            new Looks(screen).checkWhole("admin-team-alerts");
            screen.find("#idleAfterSeconds").fill("10");
            screen.page().selectOption("#idleAfterSeconds-unit", "minutes");
            screen.page().click("astir-team-alerts .primary");
            assertThat(screen.find("astir-toasts")).containsText("Platform");
            assertThat(screen.find("[data-decides='" + platform + "']")).isFocused();
            org.assertj.core.api.Assertions.assertThat(
                            admin.api()
                                    .get("/api/teams/" + platform + "/alerts")
                                    .json()
                                    .get("idleAfterSeconds")
                                    .asInt())
                    .isEqualTo(600);

            screen.find("input[type=search]").fill("alvar");
            assertThat(screen.find("section.team h2")).hasText("Customer support");
            assertThat(screen.find("section.team li")).hasCount(1);
            assertThat(screen.find("section.team")).containsText("3 people more");
            screen.find("input[type=search]").fill("nobody");
            screen.page().click("text=Clear filters");
            assertThat(screen.find("section.team")).hasCount(4);
        }
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        Chromium.window(1280, 800, ColorScheme.LIGHT).setLocale("de-DE"))) {
            german.page().navigate("/admin/teams");
            german.page().fill("#email", admin.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.find(".page-head p")).hasText("3 Teams · 8 Personen");
            assertThat(team(german, "Platform")).containsText("Geleitet von Ada Admin und Marcus");
            german.wholeScreenshot("admin-teams-de");
        }
    }

    @Test
    void aTeamKeepsItsSuspendedManagers(Chromium chromium) {
        UUID platform = TestTeams.create(admin, "Platform", marcus);
        suspend(marcus);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/teams");
            team(screen, "Platform").locator("button", text("Edit")).click();
            assertThat(screen.find("astir-team-form label", "Marcus Webb"))
                    .containsText("suspended");
            screen.find("#team-name").fill("Ground");
            screen.page().keyboard().press("Enter");
            Locator ground = team(screen, "Ground");
            assertThat(ground).containsText("Managed by Marcus Webb");

            // Whose last team it was sees everybody: that is asked, and can be given up.
            ground.locator("button", text("Edit")).click();
            screen.find("astir-team-form label", "Marcus Webb").locator("input").uncheck();
            screen.find("astir-team-form button.primary").click();
            assertThat(screen.find("[role=alertdialog]"))
                    .containsText("Marcus Webb will manage no team, and then see everybody");
            screen.page().keyboard().press("Escape");
            assertThat(screen.find("#team-name")).isVisible();
            assertThat(managers(platform)).hasSize(1);
            screen.find("astir-team-form button.primary").click();
            screen.page().click("text=Save all the same");
            assertThat(ground).containsText("No manager of its own");
            assertThat(managers(platform)).isEmpty();
        }
    }

    @Test
    void aChoiceThatWasRefusedIsNotShown(Chromium chromium) {
        UUID alpha = TestTeams.create(admin, "Alpha");
        UUID zeta = TestTeams.create(admin, "Zeta");
        TestTeams.move(admin, alice, alpha);
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(admin.email());
            screen.page().navigate("/admin/teams");
            assertThat(choice(screen, alice)).hasValue(alpha.toString());
            admin.api().delete("/api/teams/" + zeta).expect(204);
            choose(screen, alice, "Zeta");
            assertThat(screen.find(".form-failure")).containsText("could not be moved");
            assertThat(choice(screen, alice)).hasValue(alpha.toString());
            screen.takeComplaints();
        }
    }

    @Test
    void isForAdministratorsAlone(Chromium chromium) {
        try (Screen screen = Screen.open(chromium, app().uri())) {
            screen.signIn(marcus.email());
            assertThat(screen.find("nav a[href='/admin/teams']").count()).isZero();
            screen.page().navigate("/admin/teams");
            assertThat(screen.find("main")).containsText("This page is not here for you");
        }
    }

    private void suspend(Person person) {
        admin.api()
                .patch("/api/users/" + person.userId(), Map.of("status", "suspended"))
                .expect(200);
    }

    private JsonNode managers(UUID team) {
        return admin.api().get("/api/teams/" + team).expect(200).json().get("managerIds");
    }

    private static Locator team(Screen screen, String name) {
        return screen.find("section.team")
                .filter(new Locator.FilterOptions().setHas(screen.find("h2", name)));
    }

    private static Locator choice(Screen screen, Person person) {
        return screen.find("select[data-person='" + person.userId() + "']");
    }

    private static void choose(Screen screen, Person person, String team) {
        choice(screen, person).selectOption(new SelectOption().setLabel(team));
    }

    private static Locator.LocatorOptions text(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }
}
