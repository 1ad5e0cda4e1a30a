package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.astir.app.TestApp.Person;
import dev.astir.app.capture.TestAgent;
import dev.astir.app.identity.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever may not work here any more is shown nowhere, without anybody loading a page again. */
class GonePersonTest extends PageTest {

    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Okafor");

    @Test
    void theirCardAndTheirRowAreTakenAway() {
        try (TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            agent.next("welcome");
            agent.active("Figma");
            screen.signIn(admin.email());
            Locator card = screen.find("[data-person='" + bob.userId() + "']");
            assertThat(card).containsText("Figma");
            status("suspended");
            assertThat(card).hasCount(0);
            status("active");
            assertThat(card).hasCount(1);
        }
        screen.page().navigate("/team");
        Locator row = screen.find("astir-table [data-row]", "Bob Okafor");
        assertThat(row).hasCount(1);
        status("suspended");
        assertThat(row).hasCount(0);
        status("active");
        assertThat(row).hasCount(1);
    }

    private void status(String status) {
        admin.api().patch("/api/users/" + bob.userId(), Map.of("status", status)).expect(200);
    }

    @Test
    void pausedIsAStateOfItsOwn() {
        try (TestAgent agent = TestAgent.connect(app(), TestAgent.enrol(app(), bob))) {
            agent.next("welcome");
            agent.active("Figma");
            screen.signIn(admin.email());
            Locator card = screen.find("[data-person='" + bob.userId() + "']");
            assertThat(card).containsText("Figma");

            agent.state(Map.of("state", "paused"));

            assertThat(card).containsText("Paused for");
            assertThat(card.locator(".mark[data-state=paused]")).hasCount(1);
            screen.page().navigate("/now?state=paused");
            assertThat(card).hasCount(1);
            screen.page().navigate("/now?state=idle");
            assertThat(card).hasCount(0);
        }
    }
}
