package dev.astir.app.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.identity.Role;
import dev.astir.app.webhooks.TestEndpoint;
import org.junit.jupiter.api.Test;

/** One's own webhook, beside the other ways in which one is told of alerts. */
class OwnWebhookPageTest extends PageTest {

    private final Person mia = app().addUser(admin, Role.EMPLOYEE, "Mia");

    @Test
    void isMadeTriedChosenAndEnded() {
        try (TestEndpoint endpoint = TestEndpoint.start()) {
            screen.signIn(mia.email());
            screen.page().navigate("/me/notifications");
            assertThat(screen.find(".notification-choices thead")).not().containsText("Webhook");
            screen.find("button", "Add your webhook").click();
            assertThat(screen.find("#webhook-url")).isFocused();
            screen.page().fill("#webhook-url", endpoint.url());
            screen.find("button", "Add webhook").click();
            assertThat(screen.find("#secret-title")).isFocused();
            assertThat(screen.find(".webhook-secret code")).containsText("whsec_");
            screen.find("button", "Done").click();

            screen.find("button", "Send a test").click();
            assertThat(screen.find(".said")).hasText("The test arrived.");
            TestAlerts.open(app(), mia);
            await().until(() -> {
                TestAlerts.run(app(), "webhooks");
                return endpoint.received().size() == 2;
            });
            screen.page().reload();
            assertThat(screen.find(".delivery-list tbody tr").first()).containsText("alert.opened");
            assertThat(screen.find("astir-delivery pre").first()).containsText("agent-silent");
            new Looks(screen).checkWhole("me-own-webhook");

            assertThat(screen.find(".notification-choices thead")).containsText("Webhook");
            screen.find("[name='idle webhook']").uncheck();
            screen.find("button", "Save").click();
            assertThat(screen.find(".undo-bar")).containsText("Your choices are saved.");
            assertThat(
                            mia.api()
                                    .get("/api/me/notifications")
                                    .expect(200)
                                    .json()
                                    .at("/types/idle/webhook")
                                    .asBoolean())
                    .isFalse();

            screen.find(".webhook-actions button", "Delete").click();
            screen.find("dialog button", "Delete").click();
            assertThat(screen.find("button", "Add your webhook")).isVisible();
            mia.api().get("/api/me/webhook").expect(204);
        }
    }
}
