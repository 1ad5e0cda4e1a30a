package dev.astir.app.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** An organization of its own with an endpoint, in an app whose time the test moves. */
@ExtendWith(WebhookApp.class)
abstract class WebhookScene {

    final TestApp app = WebhookApp.app();
    final Person admin = app.registerOrganization();
    final TestEndpoint endpoint = TestEndpoint.start();

    @AfterEach
    void stop() {
        // Nobody else's test is to try it again.
        for (JsonNode each : api().get("/api/webhooks").expect(200).json().get("items")) {
            api().delete("/api/webhooks/" + each.get("id").asText()).expect(204);
        }
        endpoint.close();
    }

    /** As the administrator, whose sign-in the time may have ended. */
    Api api() {
        return app.signIn(admin.email()).api();
    }

    static void pass(Duration time) {
        WebhookApp.NOW.updateAndGet(now -> now.plus(time));
    }

    /** Long enough for the next try after so many. */
    static void passPauseAfter(int tries) {
        Duration pause = BackOff.PAUSES.get(tries - 1);
        pass(pause.plusMillis((long) (pause.toMillis() * BackOff.JITTER)));
    }

    void run() {
        TestAlerts.run(app, "webhooks");
    }

    /** A webhook at the endpoint: {@code {id, secret, …}}. */
    JsonNode make(String... types) {
        return make(endpoint, types);
    }

    JsonNode make(TestEndpoint at, String... types) {
        return api().post(
                        "/api/webhooks",
                        Map.of("url", at.url(), "eventTypes", types, "name", "Payroll"))
                .expect(201)
                .json();
    }

    /** The id of an event of the administrator's for everybody, of the app's time. */
    String publish(String type, String message) {
        return publish(
                ActivityEvent.builder(type)
                        .actor(admin.userId().toString(), "Ada Admin")
                        .message(message));
    }

    /** The id of this event, which gets the app's time. */
    String publish(ActivityEvent.Builder what) {
        Instant now = WebhookApp.NOW.get();
        Random random = ThreadLocalRandom.current();
        ActivityEvent event =
                what.id(
                                new UUID(
                                        now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000),
                                        random.nextLong() >>> 2 | 1L << 63))
                        .timestamp(now)
                        .build();
        app.bean(ActivityStream.class).publish(admin.organizationId().toString(), event).join();
        return event.id().toString();
    }

    JsonNode webhook(JsonNode made) {
        return api().get("/api/webhooks/" + made.get("id").asText()).expect(200).json();
    }

    List<JsonNode> deliveries(JsonNode made, String query) {
        List<JsonNode> all = new ArrayList<>();
        api().get(path(made) + "/deliveries" + query)
                .expect(200)
                .json()
                .get("items")
                .forEach(all::add);
        return all;
    }

    JsonNode delivery(JsonNode made) {
        return deliveries(made, "").getFirst();
    }

    static String path(JsonNode made) {
        return "/api/webhooks/" + made.get("id").asText();
    }
}
