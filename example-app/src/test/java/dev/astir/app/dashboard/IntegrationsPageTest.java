package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page on which administrators make integrations, and see what becomes of what is sent. */
class IntegrationsPageTest extends PageTest {

    @Test
    void anIntegrationIsMadeTestedPausedAndDeleted() {
        screen.signIn(admin.email());
        screen.page().navigate("/admin/integrations");
        assertThat(screen.heading()).hasText("Integrations");
        assertThat(screen.find(".empty-state")).containsText("No integration yet");
        new Looks(screen).check("admin-integrations-empty");

        button("Add an integration").click();
        assertThat(screen.find("#integration-name")).isFocused();
        button("Create the integration").click();
        assertThat(screen.find("#integration-name-wrong")).hasText("Please fill this in.");
        screen.page().fill("#integration-name", "Shop repository");
        button("Create the integration").click();

        assertThat(screen.find(".made-integration h2")).isFocused();
        Locator shown = screen.find(".made-integration code");
        assertThat(shown).hasCount(2);
        assertThat(shown.first().innerText()).startsWith(app().uri() + "/api/integrations/in_");
        String secret = shown.last().innerText();
        assertThat(secret).startsWith("whsec_");
        assertThat(screen.find(".how")).containsText("Payload URL");
        new Looks(screen).checkWhole("admin-integrations-made");
        button("Done").click();
        Locator row = screen.find(".integrations > li");
        assertThat(row).containsText("not seen yet");
        assertThat(screen.find("main")).not().containsText(secret);

        row.locator("a").click();
        assertThat(screen.heading()).hasText("Shop repository");
        assertThat(screen.find("main")).containsText("Nothing has come yet.");
        button("Send a test").click();
        assertThat(screen.find(".tested")).hasText("Taken: it is in the feed.");
        assertThat(screen.find(".answers tbody tr")).hasCount(1);
        assertThat(screen.find(".answers")).containsText("integration.push");
        button("Pause").click();
        assertThat(screen.find(".page-head")).containsText("Paused");
        button("Send a test").click();
        assertThat(screen.find(".tested")).containsText("Refused (409).");
        button("New secret").click();
        screen.page().getByRole(AriaRole.ALERTDIALOG).locator("button.primary").click();
        assertThat(screen.find(".about h2")).isFocused();
        assertThat(screen.find(".about code").last().innerText())
                .startsWith("whsec_")
                .isNotEqualTo(secret);
        new Looks(screen).checkWhole("admin-integration");

        button("Delete").click();
        screen.page().getByRole(AriaRole.ALERTDIALOG).locator("button.primary").click();
        assertThat(screen.find(".empty-state")).isVisible();
    }

    @Test
    void aMappingIsTriedWhileItIsTyped() {
        screen.signIn(admin.email());
        screen.page().navigate("/admin/integrations");
        button("Add an integration").click();
        screen.page().selectOption("#integration-kind", "json");
        assertThat(screen.find(".preview .event")).hasText("Build 17 failed");
        screen.page().fill("#integration-sample", "{\"build\": {\"number\": 18}}");
        assertThat(screen.find(".preview .event")).hasText("Build 18");
        screen.page().fill("#integration-mapping", "{\"eventType\": \"t\", \"message\": \"{/a\"}");
        assertThat(screen.find(".preview .failure")).containsText("message: must be");
        new Looks(screen).checkWhole("admin-integrations-mapping");
        screen.page().fill("#integration-name", "Builds");
        button("Create the integration").click();
        assertThat(screen.find("#integration-mapping-wrong")).containsText("message: must be");
        screen.page()
                .fill(
                        "#integration-mapping",
                        "{\"eventType\": \"t\", \"message\": \"{/build/number}!\"}");
        button("Create the integration").click();
        assertThat(screen.find(".made-integration h2")).isFocused();

        assertThat(
                        admin.api()
                                .get("/api/integrations")
                                .expect(200)
                                .json()
                                .at("/items/0/mapping/message")
                                .asText())
                .isEqualTo("{/build/number}!");
    }

    @Test
    void anIntegrationStandsAmongTheClients() {
        admin.api()
                .post("/api/integrations", Map.of("name", "Builds", "kind", "cloudevents"))
                .expect(201);
        screen.signIn(admin.email());
        screen.page().navigate("/clients");

        assertThat(screen.find("astir-table tbody tr", "Builds")).containsText("Integration");
    }

    private Locator button(String name) {
        return screen.page().getByRole(AriaRole.BUTTON, named(name));
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions named(String name) {
        return new com.microsoft.playwright.Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
