package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages about API tokens: one's own, and everyone's for administrators. */
class TokensPagesTest extends PageTest {

    private final Person bob = app().addUser(admin, Role.EMPLOYEE, "Bob Tanaka");

    @Test
    void aTokenIsMadeShownOnceAndEnded() {
        screen.signIn(bob.email());
        screen.page().navigate("/me/security");
        assertThat(screen.find("astir-me-tokens")).containsText("You have no API tokens.");
        assertThat(screen.heading()).isFocused();
        screen.page().getByText("Create a token").click();
        assertThat(screen.find("#token-name")).isFocused();
        assertThat(screen.find(".token-scopes input")).hasCount(3);
        screen.page().getByText("Create token").click();
        assertThat(screen.find("#token-name-wrong")).hasText("Please fill this in.");
        assertThat(screen.find("#token-scopes-wrong")).hasText("Please choose what it may do.");
        new Looks(screen).checkWhole("me-security-token-form");

        screen.page().fill("#token-name", "Nightly export");
        screen.page().check("#scope-read");
        screen.page().check("#scope-publish");
        screen.page().getByText("Create token").click();

        assertThat(screen.find(".made-token h3")).isFocused();
        String token = screen.find(".made-token code").innerText();
        Api script = app().api().with("Authorization", "Bearer " + token);
        script.get("/api/auth/me").expect(200);
        new Looks(screen).checkWhole("me-security-token");
        screen.page().getByText("Done").click();
        assertThat(screen.find("astir-me-tokens button.create")).isFocused();

        screen.page().reload();
        Locator row = screen.find("astir-api-tokens tbody tr", "Nightly export");
        assertThat(row).containsText("read");
        assertThat(row).containsText("publish");
        assertThat(screen.find("main")).not().containsText(token);

        screen.page().getByLabel("Revoke Nightly export").click();
        screen.page().getByRole(AriaRole.ALERTDIALOG).locator("button.primary").click();
        assertThat(screen.find("astir-me-tokens")).containsText("You have no API tokens.");
        assertThat(screen.heading()).isFocused();
        script.get("/api/auth/me").expect(401);
    }

    @Test
    void anAddressForACalendarIsMadeAndShownOnce() {
        screen.signIn(bob.email());
        screen.page().navigate("/me/security");
        screen.page().getByText("Create a token").click();
        screen.page().fill("#token-name", "My calendar");
        screen.page().selectOption("#token-use", "calendar");
        assertThat(screen.find(".token-scopes input")).hasCount(0);
        new Looks(screen).checkWhole("me-security-address-form");
        screen.page().getByText("Create token").click();

        String address = screen.find(".made-token code").innerText();
        assertThat(address)
                .startsWith(app().uri() + "/api/addresses/ast_")
                .endsWith("/sessions.ics");
        app().api().get(URI.create(address).getPath()).expect(200);
        screen.page().getByText("Done").click();
        Locator row = screen.find("astir-api-tokens tbody tr", "My calendar");
        assertThat(row).containsText("calendar address");
    }

    @Test
    void administratorsSeeAndEndEveryones() {
        screen.signIn(admin.email());
        screen.page().navigate("/admin/tokens");
        assertThat(screen.find("astir-api-tokens h3")).hasText("Nobody has an API token");
        new Looks(screen).check("admin-tokens-empty");

        for (String name : List.of("Payroll", "Deployments")) {
            bob.api()
                    .post("/api/tokens", Map.of("name", name, "scopes", List.of("read", "write")))
                    .expect(201);
        }
        admin.api()
                .post("/api/tokens", Map.of("name", "Audit", "scopes", List.of("read", "admin")))
                .expect(201);
        screen.page().reload();
        assertThat(screen.find(".page-head p")).hasText("3 tokens");
        new Looks(screen).check("admin-tokens");

        screen.page().fill("input[type=search]", "payr");
        Locator rows = screen.find("astir-api-tokens tbody tr[data-row]");
        assertThat(rows).hasCount(1);
        screen.page().getByLabel("Revoke Payroll").click();
        screen.page().getByRole(AriaRole.ALERTDIALOG).locator("button.primary").click();
        assertThat(screen.find("astir-api-tokens .strip-state")).containsText("No token matches");
        assertThat(screen.find(".page-head p")).hasText("2 tokens");
        assertThat(bob.api().get("/api/tokens").json().get("items")).hasSize(1);
    }
}
