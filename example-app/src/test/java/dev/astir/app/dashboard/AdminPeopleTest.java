package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.KeyboardModifier.SHIFT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.teams.TestTeams;
import dev.astir.app.tenancy.Transactions;
import dev.astir.testing.browser.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrators' page of people and invitations, and the page that a link leads to. */
class AdminPeopleTest extends PageTest {

    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");

    @BeforeEach
    void signIn() {
        screen.signIn(admin.email());
    }

    @Test
    void somebodyIsInvitedAndComesInByASecondBrowser(Chromium chromium) {
        String lena = "lena-" + UUID.randomUUID() + "@demo.example";
        String omar = "omar-" + UUID.randomUUID() + "@demo.example";
        show();
        screen.find("#addresses").fill(lena + ", nobody; " + omar);
        screen.page().keyboard().press("Enter");
        assertThat(screen.find(".invite [role=alert]")).hasText("“nobody” is no e-mail address.");
        assertThat(screen.find("#addresses")).isFocused();

        screen.find("#addresses").fill(lena + " " + bob.email() + "\t" + omar);
        screen.page().selectOption("#invite-role", "manager");
        screen.page().keyboard().press("Tab");
        screen.find(".invite button").press("Enter");
        // Whoever could not be invited stays, with the reason.
        assertThat(screen.find(".invite [role=alert]"))
                .hasText(bob.email() + ": Somebody here has this e-mail already.");
        assertThat(screen.find("#addresses")).hasValue(bob.email());
        Locator links = screen.find("astir-links li");
        assertThat(links).hasCount(2);
        assertThat(screen.find(".invited li")).hasCount(2);
        assertThat(screen.find(".page-head")).containsText("2 people · 2 invited");
        new Looks(screen).check("admin-people-links");

        String link = links.first().locator("input").inputValue();
        try (Screen second = Screen.open(chromium, app().uri())) {
            second.page().navigate(link);
            assertThat(second.heading()).containsText("Join Organization of");
            assertThat(second.heading()).isFocused();
            assertThat(second.find(".accept p").first())
                    .hasText("Ada Admin invites you as a manager.");
            assertThat(second.find("#email")).hasValue(lena);
            second.page().fill("#name", "Lena Berg");
            second.page().fill("#password", "short");
            second.page().keyboard().press("Enter");
            assertThat(second.find("#password-wrong")).hasText("At least 8 characters.");
            new Looks(second).check("accept-invitation");
            second.page().fill("#password", TestApp.PASSWORD);
            second.page().keyboard().press("Enter");
            assertThat(second.heading()).hasText("Now");
            assertThat(second.page().url()).doesNotContain("token");

            // The link has done what it was for.
            second.page().context().clearCookies();
            second.page().navigate("about:blank");
            second.page().navigate(link);
            assertThat(second.heading()).hasText("You are in already");
            new Looks(second).check("accept-invitation-used");
        }

        screen.page().reload();
        assertThat(screen.find(".invited li")).hasCount(1);
        assertThat(row("Lena Berg").locator("select").first()).hasValue("manager");

        // Another link, and the one before ends; what else waits to be copied stays.
        choose("Bob Okafor", "Password link…");
        assertThat(links).hasCount(1);
        screen.find(".invited button", "New link").click();
        assertThat(links).hasCount(2);
        String first = links.first().locator("input").inputValue();
        screen.find(".invited button", "New link").click();
        assertThat(links.first().locator("input")).not().hasValue(first);
        assertThat(links).hasCount(2);
        screen.find(".invited button", "Revoke").click();
        screen.find("[role=alertdialog] .primary").click();
        assertThat(screen.find(".invited")).hasCount(0);
        assertThat(screen.heading()).isFocused();
    }

    @Test
    void rolesTeamsSuspensionAndRemoval() {
        UUID platform = TestTeams.create(admin, "Platform");
        show();
        Locator ofBob = row("Bob Okafor");
        // One's own role is nobody's to take by a slip; one's team may be.
        assertThat(row("Ada Admin").locator("select")).hasCount(1);
        assertThat(row("Ada Admin").locator("astir-menu")).hasCount(0);

        ofBob.locator("select").first().selectOption("manager");
        assertThat(screen.find("astir-undo")).containsText("Bob Okafor is Manager now.");
        assertThat(person(bob).get("role").asText()).isEqualTo("manager");
        screen.find("astir-undo button").click();
        assertThat(screen.find("astir-undo")).containsText("Undone");
        assertThat(person(bob).get("role").asText()).isEqualTo("employee");
        ofBob.locator("select").nth(1).selectOption(platform.toString());
        assertThat(screen.find("astir-undo")).containsText("Bob Okafor is in Platform now.");
        assertThat(person(bob).get("teamId").asText()).isEqualTo(platform.toString());

        choose("Bob Okafor", "Sign out everywhere");
        screen.find("[role=alertdialog] .primary").click();
        assertThat(screen.find("astir-undo")).containsText("signed out everywhere");
        bob.api().get("/api/auth/me").expect(401);
        choose("Bob Okafor", "Password link…");
        assertThat(screen.find("astir-links h2"))
                .hasText("A link for Bob Okafor to choose a new password");
        assertThat(screen.find("astir-links h2")).isFocused();
        assertThat(screen.find("astir-links input"))
                .hasValue(Pattern.compile(".*/reset-password#token=.+"));
        screen.find("astir-links > section > button").click();
        assertThat(screen.find("astir-links")).hasCount(0);

        choose("Bob Okafor", "Suspend");
        assertThat(ofBob.locator(".pill")).hasText("suspended");
        assertThat(screen.find(".page-head")).containsText("1 suspended");
        assertThat(person(bob).get("status").asText()).isEqualTo("suspended");
        choose("Bob Okafor", "Let in again");
        assertThat(ofBob.locator(".pill")).hasCount(0);

        choose("Bob Okafor", "Remove…");
        assertThat(screen.find("[role=alertdialog]")).containsText("Remove Bob Okafor for good?");
        screen.screenshot("admin-people-removal");
        screen.page().keyboard().press("Escape");
        assertThat(ofBob.locator("astir-menu > button")).isFocused();
        choose("Bob Okafor", "Remove…");
        screen.find("[role=alertdialog] .primary").click();
        assertThat(ofBob).hasCount(0);
        assertThat(screen.find(".empty-state")).containsText("You are alone here");
        assertThat(screen.find("tbody [data-row]:focus")).hasCount(1);
        screen.assertAccessible();
    }

    @Test
    void aChoiceThatWasRefusedIsNotShown() {
        UUID alpha = TestTeams.create(admin, "Alpha");
        UUID zeta = TestTeams.create(admin, "Zeta");
        TestTeams.move(admin, bob, alpha);
        show();
        Locator team = row("Bob Okafor").locator("select").nth(1);
        assertThat(team).hasValue(alpha.toString());
        admin.api().delete("/api/teams/" + zeta).expect(204);
        team.selectOption(zeta.toString());
        assertThat(screen.find(".form-failure")).containsText("Bob Okafor");
        assertThat(team).hasValue(alpha.toString());
        screen.takeComplaints();
    }

    @Test
    void severalAtOnceAndWithWhomItFailed() {
        Person carla = app().addUser(admin, Role.EMPLOYEE, "Carla Diaz");
        Person dora = app().addUser(admin, Role.EMPLOYEE, "Dora Ek");
        UUID platform = TestTeams.create(admin, "Platform");
        show();
        Locator bar = screen.find("astir-people-selection section");
        assertThat(bar).hasCount(0);
        choice("Bob Okafor").click();
        choice("Dora Ek").click(new Locator.ClickOptions().setModifiers(List.of(SHIFT)));
        assertThat(bar).containsText("3 people selected");
        new Looks(screen).check("admin-people-selection");

        bar.locator("select").selectOption(platform.toString());
        bar.getByText("Move").press("Enter");
        assertThat(screen.find("astir-undo")).containsText("3 people are in Platform now.");
        for (Person person : List.of(bob, carla, dora)) {
            assertThat(person(person).get("teamId").asText()).isEqualTo(platform.toString());
        }
        // The bar is gone: whoever was in it is in the table, by keys.
        assertThat(bar).hasCount(0);
        assertThat(screen.find("tbody [data-row]:focus")).hasCount(1);
        screen.page().keyboard().press("z");
        assertThat(screen.find("astir-undo")).containsText("Undone");
        assertThat(person(carla).get("teamId").isNull()).isTrue();

        screen.page().keyboard().press("Home");
        screen.page().keyboard().press("ArrowDown");
        screen.page().keyboard().press("Space");
        screen.page().keyboard().press("ArrowDown");
        screen.page().keyboard().press("Shift+Space");
        assertThat(bar).containsText("2 people selected");
        String path = "**/api/users/" + carla.userId();
        screen.page()
                .route(
                        path,
                        route ->
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setStatus(409)
                                                .setContentType("application/problem+json")
                                                .setBody(
                                                        "{\"status\":409,\"detail\":\"Not now.\"}")));
        bar.getByText("Suspend").press("Enter");
        assertThat(bar.locator("[role=alert]")).containsText("It was not done for 1 of 2.");
        assertThat(bar.locator("[role=alert] li")).containsText("Carla Diaz: Not now.");
        assertThat(bar).containsText("1 person selected");
        assertThat(row("Bob Okafor").locator(".pill")).hasText("suspended");
        assertThat(person(dora).get("status").asText()).isEqualTo("active");
        screen.takeComplaints();
        assertThat(bar.getByText("Suspend")).isFocused();
        screen.screenshot("admin-people-selection-failed");
        // What failed is told of them, and of nobody else.
        choice("Dora Ek").click();
        assertThat(bar.locator("[role=alert]")).hasCount(0);
        bar.getByText("Clear selection").click();
        screen.page().unroute(path);
        admin.api().delete("/api/users/" + carla.userId()).expect(204);
        assertThat(row("Carla Diaz")).hasCount(0);

        // Neither suspends oneself nor signs oneself out.
        show();
        screen.find("thead .choice input").click();
        bar.getByText("Sign out everywhere (not you)…").click();
        assertThat(screen.find("[role=alertdialog]")).containsText("You stay signed in.");
        screen.find("[role=alertdialog] .primary").click();
        assertThat(screen.find("astir-undo")).containsText("1 person is signed out everywhere.");
        dora.api().get("/api/auth/me").expect(401);
        choice("Ada Admin").click();
        choice("Dora Ek").click();
        List<Route> held = new ArrayList<>();
        screen.page().route("**/api/users/" + dora.userId(), held::add);
        bar.getByText("Suspend (not you)").press("Enter");
        assertThat(bar).containsText("0 of 1…");
        // What is done goes on, and who is selected meanwhile stays so.
        bar.getByText("Clear selection").click();
        choice("Bob Okafor").click();
        bar.getByText("Suspend (not you)").focus();
        held.getFirst().resume();
        assertThat(bar).containsText("1 person selected");
        assertThat(screen.find("astir-undo")).containsText("1 person is suspended");
        assertThat(person(admin).get("status").asText()).isEqualTo("active");
        assertThat(bar.getByText("Suspend")).hasCount(0);
        assertThat(screen.find("tbody [data-row]:focus")).hasCount(1);
        screen.screenshot("admin-people-selection-and-undo");
    }

    @Test
    void everyStateOfThePage() throws IOException {
        Person otto = app().addUser(admin, Role.ADMIN, "Otto Ek");
        app().addUser(admin, Role.MANAGER, "=cmd|'calc'!A1");
        UUID design = TestTeams.create(admin, "Design");
        TestTeams.move(admin, bob, design);
        invite(admin, "lena.berg@demo.example", Map.of("teamId", design));
        JsonNode bounced = invite(admin, "omar.khan@demo.example", Map.of());
        invite(otto, "maya@demo.example", Map.of());
        admin.api().patch("/api/users/" + otto.userId(), Map.of("status", "suspended")).expect(200);
        bounce(bounced.get("id").asText());
        show();
        assertThat(screen.find(".invited li", "omar.khan").locator(".pill"))
                .hasText("mail bounced: mailbox unknown");
        assertThat(screen.find(".invited li", "maya").locator(".pill"))
                .hasText("not good: Otto Ek may not invite any more");
        assertThat(screen.find(".invited li", "lena")).containsText("by you, 7 days left");
        new Looks(screen).check("admin-people");

        // The menu has everything that a phone's rows have no room for.
        screen.page().setViewportSize(360, 740);
        row("Bob Okafor").locator("astir-menu > button").click();
        assertThat(screen.find(".dropped:popover-open select")).hasCount(2);
        screen.assertAccessible();
        screen.screenshot("admin-people-menu-360");
        screen.page().keyboard().press("Escape");
        assertThat(row("Bob Okafor").locator("astir-menu > button")).isFocused();
        screen.page().setViewportSize(1280, 800);

        var file = screen.page().waitForDownload(() -> screen.find("button", "CSV").click());
        try (var content = file.createReadStream()) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Bob Okafor," + bob.email() + ",Employee,active,Design,Europe/Berlin")
                    .contains("\r\n'=cmd|'calc'!A1,");
        }

        screen.find(".search input").fill("design");
        assertThat(screen.find("tbody [data-row]")).hasCount(1);
        screen.find(".search input").fill("nobody at all");
        assertThat(screen.find(".strip-state")).containsText("Nobody matches “nobody at all”.");
        screen.find(".strip-state button").click();
        assertThat(screen.find("tbody [data-row]")).hasCount(4);

        screen.page().route("**/api/users?*", route -> route.abort());
        screen.page().reload();
        assertThat(screen.find("astir-problem")).containsText("could not be loaded");
        assertThat(screen.find(".invited li")).hasCount(3);
        screen.screenshot("admin-people-failed");
    }

    @Test
    void speaksGerman(Chromium chromium) {
        try (Screen german =
                Screen.open(
                        chromium,
                        app().uri(),
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 800)
                                .setColorScheme(ColorScheme.LIGHT)
                                .setLocale("de-DE"))) {
            german.page().navigate("/");
            german.page().fill("#email", admin.email());
            german.page().fill("#password", TestApp.PASSWORD);
            german.page().click("form button");
            assertThat(german.heading()).hasText("Jetzt");
            german.page().navigate("/admin/people");
            assertThat(german.find("astir-table")).containsText("Bob Okafor");
            assertThat(german.find(".invite button")).hasText("Einladung senden");
            german.screenshot("admin-people-german");
            german.assertNoSidewaysScrolling();
        }
    }

    private void show() {
        screen.page().navigate("/admin/people");
        assertThat(screen.heading()).hasText("People");
        assertThat(row("Bob Okafor")).hasCount(1);
    }

    private Locator row(String name) {
        return screen.find("tbody [data-row]", name);
    }

    private Locator choice(String name) {
        return row(name).locator(".choice input");
    }

    /** By the menu of the person. */
    private void choose(String name, String what) {
        row(name).locator("astir-menu > button").click();
        screen.find(".dropped:popover-open button", what).click();
    }

    private JsonNode person(Person person) {
        for (JsonNode item : admin.api().get("/api/users").expect(200).json().get("items")) {
            if (item.get("id").asText().equals(person.userId().toString())) {
                return item;
            }
        }
        throw new AssertionError(person + " is not in the list");
    }

    private static JsonNode invite(Person inviter, String email, Map<String, ?> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("email", email);
        body.put("role", "employee");
        return inviter.api().post("/api/invitations", body).expect(201).json();
    }

    /** As if it had gone by mail, of which this app sends none. */
    private void bounce(String invitation) {
        Transactions transactions = app().bean(Transactions.class);
        transactions.inOrganization(
                admin.organizationId(),
                () -> {
                    try (Statement statement = transactions.connection().createStatement()) {
                        statement.execute(
                                """
                                WITH mail AS (
                                    INSERT INTO mails (organization_id, id, recipient, subject,
                                                       status, error, created_at,
                                                       next_attempt_at, good_until)
                                    VALUES ('%1$s', gen_random_uuid(), 'omar.khan@demo.example', '',
                                            'failed', 'mailbox unknown', now(), now(), now())
                                    RETURNING id)
                                UPDATE invitations SET mail_id = (SELECT id FROM mail)
                                WHERE id = '%2$s'
                                """
                                        .formatted(admin.organizationId(), invitation));
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}
