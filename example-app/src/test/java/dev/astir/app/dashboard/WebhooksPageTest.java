package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import dev.astir.app.TestApp.Person;
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
        String page = withDeliveries();
        screen.signIn(admin.email());
        screen.page().navigate(page);
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

    /** The page of one to which a created task was delivered, and a completed one was not. */
    private String withDeliveries() {
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
        return "/admin/webhooks/" + made.get("id").asText();
    }

    @Test
    void filtersAndPartsStandInTheAddress() {
        String page = withDeliveries();
        screen.signIn(admin.email());
        screen.page().navigate(page);
        Locator rows = screen.find(".delivery-list tbody tr");
        assertThat(rows).hasCount(2);

        screen.find("select[name=type]").selectOption("task.created");
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("task.created");
        screen.page().waitForURL("**" + page + "?type=task.created");
        screen.page().reload();
        assertThat(rows).hasCount(1);
        assertThat(screen.find("select[name=type] option:checked")).hasText("task.created");
        screen.find("select[name=outcome]").selectOption("waiting");
        assertThat(screen.find("astir-deliveries")).containsText("No delivery is so.");
        screen.page().navigate(page + "?outcome=waiting");
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText("task.completed");

        screen.find(".webhook-tabs button", "Events").click();
        assertThat(screen.find(".webhook-part")).containsText("all that begin with task.");
        screen.page().waitForURL("**" + page + "?tab=events");
        screen.find(".webhook-tabs button", "Secrets 1").click();
        screen.find(".webhook-part button", "New secret").click();
        screen.find("dialog button", "New secret").click();
        assertThat(screen.find(".webhook-tabs [aria-pressed=true]")).hasText("Secrets 2");
        assertThat(screen.find(".webhook-part")).containsText("The one before");
        screen.page().navigate(page + "?tab=history");
        assertThat(screen.find("astir-webhook-history li").last())
                .containsText("made the webhook “Payroll”");
        assertThat(screen.find("astir-webhook-history li").first()).containsText("another secret");
        screen.screenshot("admin-webhook-history-1280-light");
        screen.assertAccessible();
    }

    @Test
    void peoplesOwnAreThereAndCanBeEnded() {
        Person mia = app().addUser(admin, Role.EMPLOYEE, "Mia");
        mia.api().post("/api/me/webhook", Map.of("url", endpoint.url())).expect(201);
        screen.signIn(admin.email());
        screen.page().navigate("/admin/webhooks");
        assertThat(screen.find(".own-webhooks li")).containsText("127.0.0.1");
        assertThat(screen.find(".own-webhooks li")).containsText("Mia");
        screen.screenshot("admin-webhooks-own-1280-light");
        screen.assertAccessible();

        screen.find(".own-webhooks button", "End").click();
        screen.find("dialog button", "End").click();
        assertThat(screen.find(".own-webhooks")).hasCount(0);
        mia.api().get("/api/me/webhook").expect(204);
    }

    @Test
    void nobodyElseSeesThem() {
        screen.signIn(app().addUser(admin, Role.MANAGER, "Mia").email());
        screen.page().navigate("/admin/webhooks");
        assertThat(screen.find("main")).containsText("This page is not here for you");
    }
}
