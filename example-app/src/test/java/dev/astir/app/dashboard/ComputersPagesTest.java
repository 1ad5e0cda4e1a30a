package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import org.junit.jupiter.api.Test;

/** The pages about computers: everybody's, for administrators, and one's own. */
class ComputersPagesTest extends PageTest {

    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");

    @Test
    void anAdministratorConnectsSomebodysComputerAndRevokesATokenAgain() {
        screen.signIn(admin.email());
        screen.page().navigate("/admin/computers");
        assertThat(screen.find("astir-devices h3")).hasText("No computer is connected yet");
        assertThat(screen.find("astir-open-tokens")).containsText("No enrolment token is open.");
        new Looks(screen).check("admin-computers-empty");

        screen.page().getByRole(AriaRole.BUTTON, named("Create token")).click();
        assertThat(screen.find("#userId-wrong")).hasText("Please fill this in.");
        screen.page().selectOption("#userId", bob.userId().toString());
        screen.page().selectOption("#lasts", "604800");
        screen.page().fill("#uses", "3");
        screen.page().getByRole(AriaRole.BUTTON, named("Create token")).click();

        assertThat(screen.find("#issue-title")).hasText("A token for Bob Tanaka");
        assertThat(screen.find("astir-issue-token ol")).isFocused();
        String command = screen.find("astir-issue-token code").first().innerText();
        Locator open = screen.find("astir-open-tokens li");
        assertThat(open).containsText("Bob Tanaka");
        assertThat(open).containsText("0 of 3 used");
        assertThat(open).containsText("made by you");
        new Looks(screen).checkWhole("admin-computers-token");

        screen.page().getByText("Another token").click();
        assertThat(screen.find("#issue-title")).isFocused();

        String token = command.substring(command.lastIndexOf(' ') + 1);
        app().api().post("/api/agents/enrol", TestAgent.enrolment(token, 1)).expect(201);
        screen.page().reload();
        assertThat(screen.find("astir-devices tbody")).containsText("desk-1");
        assertThat(open).containsText("1 of 3 used");

        screen.page().getByRole(AriaRole.BUTTON, named("Revoke the token for Bob Tanaka")).click();
        assertThat(screen.find("astir-open-tokens")).containsText("No enrolment token is open.");
        assertThat(screen.find("#open-tokens-title")).isFocused();
        app().api().post("/api/agents/enrol", TestAgent.enrolment(token, 1)).expect(403);
    }

    @Test
    void aDeviceIsBlockedLetInAgainAndRemovedAtOnce() {
        TestAgent.Enrolled desk = TestAgent.enrol(app(), bob);
        TestAgent.enrol(app(), admin);
        TestAgent line = TestAgent.connect(app(), desk);
        line.next("welcome");
        screen.signIn(admin.email());
        screen.page().navigate("/admin/computers");
        assertThat(screen.find(".page-head p")).hasText("2 computers");
        Locator row = screen.find("astir-devices tbody tr", "Bob Tanaka");

        row.locator("[data-action=block]").click();
        assertThat(row.locator(".pill")).hasText("Blocked");
        assertThat(line.closeCode()).isEqualTo(4009);
        assertThat(screen.find(".page-head p")).hasText("2 computers · 1 blocked");
        screen.page().keyboard().press("z");
        assertThat(row.locator(".device-state")).hasText("May report");

        row.locator("[data-action=block]").click();
        assertThat(row.locator(".pill")).hasText("Blocked");
        new Looks(screen).checkWhole("admin-computers");

        row.locator("[data-action=remove]").click();
        Locator question = screen.page().getByRole(AriaRole.ALERTDIALOG);
        assertThat(question).containsText("Remove desk-1?");
        question.getByText("Cancel").click();
        assertThat(row).isVisible();
        row.locator("[data-action=remove]").click();
        question.locator("button.primary").click();
        assertThat(screen.find(".page-head p")).hasText("1 computer");
        assertThat(row).hasCount(0);
    }

    @Test
    void aSearchFindsAPersonOrAComputerAndStaysInTheAddress() {
        TestAgent.enrol(app(), bob);
        TestAgent.enrol(app(), admin);
        screen.signIn(admin.email());
        screen.page().navigate("/admin/computers?q=tanaka");
        assertThat(screen.find("astir-devices tbody tr[data-row]")).hasCount(1);

        screen.page().fill("input[type=search]", "nobody");
        assertThat(screen.find("astir-devices .strip-state"))
                .containsText("No computer matches “nobody”.");
        screen.page().getByText("Clear filters").click();
        assertThat(screen.find("astir-devices tbody tr[data-row]")).hasCount(2);
    }

    @Test
    void whatFailsSaysSoAndIsTriedAgain() {
        TestAgent.enrol(app(), bob);
        screen.signIn(admin.email());
        boolean[] away = {true};
        screen.page()
                .route(
                        "**/api/agents?*",
                        route -> {
                            if (away[0]) {
                                route.abort();
                            } else {
                                route.resume();
                            }
                        });
        screen.page().navigate("/admin/computers");
        assertThat(screen.find("astir-devices h3")).hasText("The computers could not be loaded");
        screen.assertAccessible();

        away[0] = false;
        screen.find("astir-devices").getByText("Load it again").click();
        assertThat(screen.find("astir-devices tbody")).containsText("desk-1");
    }

    @Test
    void everybodySeesAndTakesOutTheirOwnComputersAlone() {
        TestAgent.Enrolled desk = TestAgent.enrol(app(), bob);
        TestAgent.enrol(app(), admin);
        TestAgent line = TestAgent.connect(app(), desk);
        line.next("welcome");
        screen.signIn(bob.email());
        screen.page().navigate("/admin/computers");
        assertThat(screen.find("main")).containsText("This page is not here for you.");

        screen.page().navigate("/me/computers");
        assertThat(screen.find("astir-devices tbody tr[data-row]")).hasCount(1);
        assertThat(screen.find("[data-action=block]")).hasCount(0);
        screen.page().getByText("Create an enrolment token").click();
        assertThat(screen.find("astir-open-tokens")).containsText("0 of 1 used");
        new Looks(screen).checkWhole("me-computers");
        screen.find("astir-open-tokens li button").click();
        assertThat(screen.find("astir-open-tokens section")).hasCount(0);
        assertThat(screen.heading()).isFocused();

        screen.find("[data-action=remove]").click();
        screen.page().getByRole(AriaRole.ALERTDIALOG).locator("button.primary").click();
        assertThat(screen.find("astir-devices h3")).hasText("You have connected no computer yet");
        assertThat(line.closeCode()).isEqualTo(4009);
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions named(String name) {
        return new com.microsoft.playwright.Page.GetByRoleOptions().setName(name);
    }
}
