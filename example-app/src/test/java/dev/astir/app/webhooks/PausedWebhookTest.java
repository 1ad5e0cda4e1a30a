package dev.astir.app.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.alerts.TestAlerts;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Webhooks that rest: by hand, because their server says so, or because nothing arrives. */
class PausedWebhookTest extends WebhookScene {

    @Test
    void getsWhatItMissedOnceItIsResumed() {
        JsonNode made = make("task.*");
        endpoint.answers(500);
        publish("task.created", "waits already");
        run();
        api().patch(path(made), Map.of("status", "paused")).expect(200);
        publish("task.created", "while it rests");
        pass(Duration.ofHours(1));
        run();
        assertThat(endpoint.received()).hasSize(1);
        JsonNode paused = webhook(made);
        assertThat(paused.get("status").asText()).isEqualTo("paused");
        assertThat(paused.get("pausedBecause").asText()).isEqualTo("by-hand");
        assertThat(paused.get("nextTryAt").isNull()).isTrue();

        api().patch(path(made), Map.of("status", "active")).expect(200);
        run();

        assertThat(endpoint.received()).hasSize(3);
        assertThat(messages(1, 2)).containsExactlyInAnyOrder("waits already", "while it rests");
        assertThat(trail()).contains("webhook.paused", "webhook.resumed");
    }

    @Test
    void saysHowMuchWasTooOldWhenItIsResumed() {
        JsonNode made = make("task.*");
        endpoint.answers(500);
        publish("task.created", "waited");
        run();
        api().patch(path(made), Map.of("status", "paused")).expect(200);
        publish("task.created", "unread");
        publish("note.added", "of no interest");
        pass(WebhookChanges.MAKES_UP.plusHours(1));

        api().patch(path(made), Map.of("status", "active")).expect(200);
        run();

        assertThat(endpoint.received()).hasSize(1);
        assertThat(webhook(made).get("skipped").asInt()).isEqualTo(2);
        assertThat(webhook(made).get("waiting").asInt()).isZero();
        assertThat(deliveries(made, "?outcome=dead")).hasSize(1);
    }

    @Test
    void restsAtOnceWhenItsServerIsGone() {
        JsonNode made = make("task.*");
        endpoint.answers(410);
        publish("task.created", "Wash up");
        run();

        JsonNode paused = webhook(made);
        assertThat(paused.get("pausedBecause").asText()).isEqualTo("gone");
        assertThat(deliveries(made, "?outcome=dead")).hasSize(1);
        String id = deliveries(made, "").getFirst().get("id").asText();
        assertThat(
                        api().post(path(made) + "/deliveries/" + id + "/retry")
                                .expect(409)
                                .json()
                                .get("type")
                                .asText())
                .endsWith(":webhook-paused");
    }

    /** Failing for a day. */
    @Test
    void restsWhenNothingArrivesAndTellsWhoMadeIt() throws Exception {
        JsonNode made = make("task.*");
        endpoint.answers(500, 500, 500);
        publish("task.created", "Wash up");
        run();
        pass(Duration.ofHours(23));
        run();
        assertThat(webhook(made).get("status").asText()).isEqualTo("active");
        pass(Duration.ofHours(2));
        run();

        JsonNode paused = webhook(made);
        assertThat(paused.get("status").asText()).isEqualTo("paused");
        assertThat(paused.get("pausedBecause").asText()).isEqualTo("failing");
        assertThat(paused.get("waiting").asInt()).as("tried again when it is resumed").isEqualTo(1);
        assertThat(api().get("/api/activities?type=webhook.paused").expect(200).json().get("items"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.get("message").asText())
                            .isEqualTo(
                                    "Astir paused the webhook Payroll: nothing arrived there for"
                                            + " too long");
                    assertThat(event.get("entityId").asText()).isEqualTo(made.get("id").asText());
                });
        TestAlerts.run(app, "mails");
        assertThat(mailsTo(admin.email())).hasSize(1);
        assertThat(mailsTo(admin.email()).getFirst().getSubject())
                .isEqualTo("Astir paused the webhook “Payroll”");
    }

    private List<MimeMessage> mailsTo(String address) {
        return Stream.of(WebhookApp.server().getReceivedMessagesForDomain(address)).toList();
    }

    private List<String> messages(int from, int to) {
        return endpoint.received().subList(from, to + 1).stream()
                .map(each -> each.body().replaceAll(".*\"message\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<String> trail() {
        List<String> actions = new ArrayList<>();
        api().get("/api/audit")
                .expect(200)
                .json()
                .get("items")
                .forEach(entry -> actions.add(entry.get("action").asText()));
        return actions;
    }
}
