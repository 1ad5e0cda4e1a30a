package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.identity.Role;
import dev.astir.app.webhooks.TestEndpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page about webhooks: making one, its deliveries, and what can be done with it. */
class WebhooksPageTest extends PageTest {

    private final TestEndpoint endpoint = TestEndpoint.start();

    @AfterEach
    void stop() {
        for (JsonNode each : admin.api().get("/api/webhooks").expect(200).json().get("items")) {
            admin.api().delete("/api/webhooks/" + each.get("id").asText()).expect(204);
        }
        endpoint.close();
    }

    @Test
    void oneIsMadeAndItsSecretShownOnce() {
        screen.signIn(admin.email());
        screen.page().navigate("/admin/webhooks");
        assertThat(screen.find("astir-webhooks h3")).hasText("No system is told of events yet");
        screen.page().getByText("Add a webhook").click();
        assertThat(screen.find("#webhook-url")).isFocused();
        screen.page().fill("#webhook-url", "https://10.0.0.1/");
        screen.page().getByText("Add webhook").click();
        assertThat(screen.find("#webhook-url-wrong")).containsText("not at a public address");

        screen.page().fill("#webhook-url", endpoint.url());
        screen.page().fill("#webhook-name", "Payroll");
        screen.page().fill("#webhook-types", "task.*\nalert.opened");
        screen.page().getByText("Add webhook").click();

        assertThat(screen.find("#secret-title")).isFocused();
        String secret = screen.find(".webhook-secret code").innerText();
        assertThat(secret).startsWith("whsec_");
        new Looks(screen).checkWhole("admin-webhooks");
        screen.page().getByText("Done").click();
        assertThat(screen.find("astir-webhooks tbody tr")).containsText("task.*, alert.opened");
        assertThat(screen.find("main")).not().containsText(secret);
    }

    @Test
    void deliveriesAreSeenTriedAgainAndTheWebhookPaused() {
        JsonNode made =
                admin.api()
                        .post(
                                "/api/webhooks",
                                Map.of(
                                        "url",
                                        endpoint.url(),
                                        "name",
                                        "Payroll",
                                        "eventTypes",
                                        List.of("task.*")))
                        .expect(201)
                        .json();
        admin.api().post("/api/activities", Map.of("eventType", "task.created")).expect(201);
        TestAlerts.run(app(), "webhooks");
        endpoint.answers(503);
        admin.api().post("/api/activities", Map.of("eventType", "task.completed")).expect(201);
        TestAlerts.run(app(), "webhooks");

        screen.signIn(admin.email());
        screen.page().navigate("/admin/webhooks/" + made.get("id").asText());
        assertThat(screen.heading()).hasText("Payroll");
        assertThat(screen.find(".webhook-figures")).containsText("of 1, 100%");
        assertThat(screen.find(".delivery-list tbody tr").first()).containsText("task.completed");
        assertThat(screen.find(".delivery-list tbody tr").first()).containsText("503");
        assertThat(screen.find(".delivery-list tbody tr").last()).containsText("Delivered");
        assertThat(screen.find("astir-delivery .tries")).containsText("next try");
        assertThat(screen.find("astir-delivery pre").first()).containsText("task.completed");
        assertThat(screen.find("astir-delivery pre").last()).containsText("said 503");
        new Looks(screen).checkWhole("admin-webhook");

        screen.page().getByText("Retry now").last().click();
        assertThat(screen.find("astir-undo")).containsText("It is tried again now.");
        screen.page().getByText("Send a test").click();
        assertThat(screen.find(".said")).hasText("The test arrived.");
        assertThat(screen.find(".delivery-list tbody tr")).hasCount(3);

        screen.find(".webhook-actions button", "Pause").click();
        assertThat(screen.find(".webhook-note")).containsText("Somebody paused it.");
        screen.find(".webhook-actions button", "Resume").click();
        assertThat(screen.find(".webhook-note")).hasCount(0);
    }

    @Test
    void nobodyElseSeesThem() {
        screen.signIn(app().addUser(admin, Role.MANAGER, "Mia").email());
        screen.page().navigate("/admin/webhooks");
        assertThat(screen.find("main")).containsText("This page is not here for you");
    }
}
